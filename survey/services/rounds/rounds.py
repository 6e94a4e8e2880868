"""Rounds: their days, their links, opening and closing them."""

import secrets
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from survey.errors import Unusable, join_names
from survey.models import Link, QuestionnaireVersion, Round, Unit
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

RoundState = Literal["future", "open", "closed"]

# Days are those of western Indonesia (WIB), where the first provinces are.
WIB: Final = timezone(timedelta(hours=7), "WIB")
# No characters that are easily mistaken, since people type them from a poster.
_SLUG_LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_SLUG_LENGTH: Final = 8


def day_of(moment: datetime) -> date:
    """Return the day of a moment in western Indonesia (WIB)."""
    return moment.astimezone(WIB).date()


def state_of(store: Store, round_: Round, moment: datetime | None = None) -> RoundState:
    """Return the state of a round at a moment (default: now); only `open` takes answers."""
    at = moment or store.now()
    if day_of(at) < round_.opens_on:
        return "future"
    closed = round_.closed_at is not None and at >= round_.closed_at
    return "closed" if closed or day_of(at) > round_.closes_on else "open"


def in_time(store: Store, round_: Round, finished: datetime, received: datetime) -> str:
    """Apply the late rule: finished inside the round, received within its grace days.

    Returns the code of the problem, or an empty text.
    """
    found = state_of(store, round_, finished)
    if found != "open":
        return "round_not_open" if found == "future" else "round_closed"
    # A round closed by hand ends that day, so its grace days start then too.
    last = round_.closes_on if round_.closed_at is None else day_of(round_.closed_at)
    late = day_of(received) > min(last, round_.closes_on) + timedelta(days=round_.grace_days)
    return "round_closed" if late else ""


def all_rounds(store: Store) -> list[Round]:
    """Return every round, the newest first."""
    return list(store.session.scalars(select(Round).order_by(Round.opens_on.desc(), Round.code)))


def by_code(store: Store, code: str) -> Round:
    """Find a round; raises `Unusable`, naming the codes that exist."""
    found = store.session.scalar(select(Round).where(Round.code == code))
    if found is None:
        names = join_names(each.code for each in all_rounds(store)) or "–"
        raise Unusable("unknown_round", value=code, names=names)
    return found


def demo_codes(store: Store) -> set[str]:
    """Return the codes of the demo rounds."""
    return set(store.session.scalars(select(Round.code).where(Round.demo)))


def open_again(store: Store, code: str, actor: str) -> None:
    """Reopen a round that was closed by hand; its days stay as they are."""
    with transaction(store):
        by_code(store, code).closed_at = None
        audit.record(store, actor, "round.open", code)


def close(store: Store, code: str, actor: str) -> None:
    """Close a round before its last day; can be undone."""
    with transaction(store):
        by_code(store, code).closed_at = store.now()
        audit.record(store, actor, "round.close", code)


def link(store: Store, slug: str) -> Link | None:
    """Find a link, with everything its page needs, in one query."""
    query = select(Link).where(Link.slug == slug)
    return store.session.scalar(query.options(*WITH_ALL))


def kiosk(store: Store, slug: str) -> Link | None:
    """Find the link of a shared device."""
    query = select(Link).where(Link.kiosk_slug == slug)
    return store.session.scalar(query.options(*WITH_ALL))


def link_of(store: Store, round_id: int, unit_id: int, version_id: int) -> Link | None:
    """Find the link somebody answered by."""
    query = select(Link).where(Link.round_id == round_id, Link.unit_id == unit_id)
    return store.session.scalar(query.where(Link.questionnaire_version_id == version_id))


def links_of(store: Store, round_: Round) -> list[Link]:
    """Return the links of a round by institution and unit."""
    query = select(Link).where(Link.round_id == round_.id).options(*WITH_ALL)
    found = store.session.scalars(query)
    return sorted(found, key=lambda each: (each.unit.institution.name, each.unit.name))


WITH_ALL: Final = (
    joinedload(Link.round),
    joinedload(Link.questionnaire_version),
    joinedload(Link.unit).joinedload(Unit.institution),
)


def add_link(store: Store, round_: Round, unit: Unit, version: QuestionnaireVersion) -> Link:
    """Make the open link and the kiosk link of a unit in a round; the caller commits."""
    made = Link(
        slug=_new_slug(),
        kiosk_slug=_new_slug(),
        round_id=round_.id,
        unit_id=unit.id,
        questionnaire_version_id=version.id,
    )
    store.session.add(made)
    return made


def _new_slug() -> str:
    """Make an address that is short and cannot be guessed from another."""
    return "".join(secrets.choice(_SLUG_LETTERS) for _ in range(_SLUG_LENGTH))


def open_link(store: Store) -> Link | None:
    """Return a link that takes answers now, for the first page of a demo."""
    query = select(Link).join(Link.round).order_by(Round.opens_on.desc(), Link.id)
    for found in store.session.scalars(query.options(*WITH_ALL).limit(200)):
        if state_of(store, found.round) == "open":
            return found
    return None


def places_of(store: Store, round_: Round) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the sectors and the institutions (code, name) a round surveys."""
    units = [link.unit for link in links_of(store, round_)]
    sectors = sorted({unit.sector for unit in units})
    institutions = {(unit.institution.code or "", unit.institution.name) for unit in units}
    return sectors, sorted(institutions, key=lambda each: each[1])
