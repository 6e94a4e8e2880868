"""Published versions: each is stored once and loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import select

from survey.forms.answers import AnswerForm, form_class
from survey.models import QuestionnaireVersion
from survey.questionnaire import Definition
from survey.questionnaire.building import build_definition
from survey.questionnaire.canonical import digest
from survey.services.store.store import Store


def definition_of(version: QuestionnaireVersion) -> Definition:
    """Return the definition of a version; it was checked when it was published."""
    return _built(VersionSource(version.sha256, version.definition))


_SECONDS_A_QUESTION: Final = 8


@dataclass(frozen=True)
class VersionSource:
    """What a definition is built from; compared by its digest alone."""

    sha256: str
    definition: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=64)
def _built(source: VersionSource) -> Definition:
    return build_definition(source.definition)


def minutes(definition: Definition) -> int:
    """Estimate how many minutes a questionnaire takes."""
    return max(1, round(len(definition.by_key) * _SECONDS_A_QUESTION / 60))


def form_of(version: QuestionnaireVersion) -> type[AnswerForm]:
    """Return the form class of a version."""
    return form_class(definition_of(version))


def publish(store: Store, definition: Definition) -> QuestionnaireVersion:
    """Store a version once; an equal one that exists is returned."""
    found = _version_of(store, definition.code, definition.version)
    if found is not None:
        return found
    version = QuestionnaireVersion(
        code=definition.code,
        version=definition.version,
        definition=dict(definition.source),
        sha256=digest(definition.source),
        published_at=store.now(),
    )
    store.session.add(version)
    store.session.flush()
    return version


def find_version(store: Store, code: str, version: str) -> QuestionnaireVersion | None:
    """Find a published version."""
    return _version_of(store, code, version)


def _version_of(store: Store, code: str, version: str) -> QuestionnaireVersion | None:
    query = select(QuestionnaireVersion).where(
        QuestionnaireVersion.code == code, QuestionnaireVersion.version == version
    )
    return store.session.scalar(query)
