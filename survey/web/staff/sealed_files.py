"""Handing in a file a phone saved: staff see what happened to it, but not its content."""

from collections.abc import Sequence
from typing import Any, Final

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from survey.errors import Unusable
from survey.extensions import csrf
from survey.services.field import sealed_files as files
from survey.services.field.batches import ItemAnswer
from survey.web.public import request_keyring
from survey.web.staff.blueprint import WRITING_ROLES, page, role_needed, staff
from survey.web.store import store
from survey.web.words import problem_text

_SHOWN: Final = 200
_KINDS: Final = {"stored": "good", "duplicate": "plain", "withdrawn": "plain"}


@staff.get("/sealed-files")
@role_needed(*WRITING_ROLES)
def sealed_files() -> str:
    """Show the form."""
    return _shown()


@staff.post("/sealed-files")
@csrf.exempt  # type: ignore[untyped-decorator] # checked below, once the size limit is raised
@role_needed(*WRITING_ROLES)
def hand_in() -> str | tuple[str, int]:
    """Accept a file; handing in the same one again stores nothing twice."""
    request.max_content_length = files.LARGEST_FILE
    csrf.protect()
    file = request.files.get("file")
    if file is None or not file.filename:
        return _shown(error=_("Choose the file")), 422
    try:
        return _shown(files.hand_in(store(), file.read(), request_keyring(), current_user.name))
    except Unusable as fault:
        return _shown(error=problem_text(fault.problem)), fault.problem.status.page


def _shown(answers: Sequence[ItemAnswer] | None = None, error: str = "") -> str:
    """Render the page; `answers` is None until a file has been handed in."""
    found = answers or ()
    counts = files.count_statuses(found)
    return page(
        "sealed_files.html",
        action=url_for(".hand_in"),
        error=error or None,
        problems=[{"field": "file", "message": error}] if error else [],
        total=None if answers is None else len(answers),
        counts=[
            {"label": _status_words(status), "value": count} for status, count in counts.items()
        ],
        items=[_listed(each) for each in _ordered(found)[:_SHOWN]],
        most=_SHOWN,
    )


def _ordered(answers: Sequence[ItemAnswer]) -> list[ItemAnswer]:
    """Put what needs attention first, otherwise in the order of the file."""
    return sorted(answers, key=lambda each: each.status in _KINDS)


def _listed(each: ItemAnswer) -> dict[str, Any]:
    return {
        "id": str(each.id or "")[:8] or None,
        "kind": _KINDS.get(each.status, "warn"),
        "status": _status_words(each.status),
        "problems": [problem_text(problem) for problem in each.problems],
    }


def _status_words(status: str) -> str:
    words = {
        "stored": _("Stored"),
        "duplicate": _("Already stored"),
        "conflict": _("Stored alongside another with this number"),
        "quarantined": _("Quarantined"),
        "withdrawn": _("Withdrawn by the respondent"),
    }
    return str(words.get(status, status))
