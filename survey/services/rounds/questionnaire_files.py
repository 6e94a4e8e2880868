"""Questionnaire definitions from files."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from survey.errors import Unusable
from survey.models import QuestionnaireVersion
from survey.questionnaire.canonical import digest
from survey.questionnaire.loading import load_definition
from survey.services.rounds.questionnaires import publish
from survey.services.store import audit, whole_files
from survey.services.store.store import Store
from survey.services.store.transaction import transaction


def read_definition(path: Path) -> Any:
    """Read JSON from a file; raises `Unusable` with the row of the fault."""
    try:
        return json.loads(whole_files.read_bytes(path).decode("utf-8-sig"))
    except json.JSONDecodeError as fault:
        reason = fault.msg
        raise Unusable(
            "definition_not_json", file=path.name, row=fault.lineno, reason=reason
        ) from None
    except (UnicodeDecodeError, RecursionError) as fault:
        reason = type(fault).__name__
        raise Unusable("definition_not_json", file=path.name, reason=reason) from None


def import_definition(store: Store, path: Path, actor: str) -> None:
    """Publish a version; raises `Unusable` where it exists already with other content."""
    source = read_definition(path)
    try:
        definition = load_definition(source)
    except Unusable as fault:
        raise fault.at(path.name) from None
    with transaction(store) as session:
        query = select(QuestionnaireVersion).where(
            QuestionnaireVersion.code == definition.code,
            QuestionnaireVersion.version == definition.version,
        )
        found = session.scalar(query)
        if found is not None and found.sha256 != digest(source):
            name = f"{definition.code} {definition.version}"
            raise Unusable("version_published", file=path.name, value=name)
        publish(store, definition)
        audit.record(store, actor, "questionnaire.import", f"{definition.code} {path.name}")
