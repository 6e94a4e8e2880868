"""What the signed-in account may see."""

from flask import abort
from flask_login import current_user

from survey.errors import Unusable
from survey.models import Link, Round
from survey.services.rounds import rounds
from survey.web.staff.blueprint import WRITING_ROLES
from survey.web.store import store


def round_or_404(code: str) -> Round:
    """Return a round; 404 where there is none."""
    try:
        return rounds.by_code(store(), code)
    except Unusable:
        return abort(404)


def own_institution() -> str:
    """Return the institution an account is limited to, else None."""
    return str(current_user.institution)


def visible_links(round_: Round) -> list[Link]:
    """Return the links of a round that the account may see."""
    own = own_institution()
    return [
        link
        for link in rounds.links_of(store(), round_)
        if own in ("", link.unit.institution.code or "")
    ]


def may_write() -> bool:
    """Return whether the account may change anything."""
    return current_user.role in WRITING_ROLES
