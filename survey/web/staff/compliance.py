"""Conflicting published scores: a person chooses."""

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey.models import ComplianceScore
from survey.services.register import score_conflicts
from survey.web.staff.blueprint import WRITING_ROLES, page, role_needed, staff
from survey.web.store import store
from survey.web.words import host


@staff.get("/compliance")
def conflicts() -> str:
    """List the conflicts."""
    return _shown()


@staff.post("/compliance")
@role_needed(*WRITING_ROLES)
def choose() -> Response | tuple[str, int]:
    """Use the chosen scores; needs a reason, which goes into the audit log."""
    prefix = "choice-"
    picked = {
        int(name.removeprefix(prefix)): int(value) if value.isdigit() else None
        for name, value in request.form.items()
        if name.startswith(prefix) and name.removeprefix(prefix).isdigit()
    }
    reason = request.form.get("reason", "").strip()
    if not reason:
        return _shown(_("Write the reason for your choice")), 422
    score_conflicts.choose(store(), picked, current_user.name, reason)
    return redirect(url_for(".conflicts"), 303)


def _shown(error: str = "") -> str:
    found = score_conflicts.contradictions(score_conflicts.scores(store()))
    return page(
        "compliance.html",
        conflicts=[_drawn_conflict(same) for same in found],
        action=url_for(".choose"),
        reason="",
        reason_error=error or None,
        problems=[{"field": "reason", "message": error}] if error else [],
    )


def _drawn_conflict(same: list[ComplianceScore]) -> dict[str, Any]:
    first = same[0]
    stored = str(score_conflicts.chosen_of(same) or "")
    return {
        "key": first.id,
        "year": first.year,
        "institution": first.institution.name,
        "unit": first.unit.name if first.unit else None,
        "candidates": [_candidate(row) for row in same],
        "chosen": request.form.get(f"choice-{first.id}", stored),
        "error": None,
    }


def _candidate(row: ComplianceScore) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "score": float(row.score),
        "max_score": float(row.maximum),
        "zone": row.zone,
        "zone_source": "published" if row.zone else "none",
        "category": row.category,
        "category_source": "published" if row.category else "none",
        "source": host(row.source_url) or _("source not stated"),
        "source_url": row.source_url,
        "note": row.note or None,
    }
