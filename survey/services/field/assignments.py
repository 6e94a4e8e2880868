"""Which units an enumerator interviews at, the target for each, and the progress so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from survey.errors import Unusable, join_names
from survey.models import Assignment, Link, Round, Submission, Unit, User
from survey.models.user import ENUMERATOR
from survey.services.collecting import review
from survey.services.rounds import rounds
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_MOST: Final = 100_000


@dataclass(frozen=True)
class Work:
    """One unit of an enumerator. `outcomes`: the interviews that were received, by outcome."""

    link: Link
    target: int
    outcomes: dict[str, int]


def assign(
    store: Store, round_code: str, unit_code: str, name: str, target: str, actor: str
) -> None:
    """Assign a unit to an enumerator with a target, or change the target; 0 removes it.

    Raises `Unusable`: unknown round, unit or enumerator, or a target that is not a number.
    """
    size = _read_target(target)
    with transaction(store):
        round_, user = rounds.by_code(store, round_code), enumerator(store, name)
        link = _link_to(store, round_, unit_code)
        set_target(store, user, link, size)
        details = {"enumerator": name, "unit": unit_code, "target": size}
        audit.record(store, actor, "assignment.set", round_code, **details)


def set_target(store: Store, user: User, link: Link, target: int) -> None:
    """Write an assignment."""
    query = select(Assignment).where(
        Assignment.user_id == user.id,
        Assignment.round_id == link.round_id,
        Assignment.unit_id == link.unit_id,
    )
    found = store.session.scalar(query) or Assignment(
        user_id=user.id, round_id=link.round_id, unit_id=link.unit_id
    )
    found.target = target
    store.session.add(found)


def _read_target(target: str) -> int:
    if not (target.isascii() and target.isdigit() and int(target) <= _MOST):
        raise Unusable("target_invalid", column="target", value=target, limit=_MOST)
    return int(target)


def enumerator(store: Store, name: str) -> User:
    """Find an enumerator by user name; raises `Unusable` where there is none."""
    query = select(User).where(User.role == ENUMERATOR).order_by(User.name)
    found = {user.name: user for user in store.session.scalars(query)}
    if name not in found:
        raise Unusable("enumerator_unknown", value=name, names=join_names(found) or "–")
    return found[name]


def _link_to(store: Store, round_: Round, unit_code: str) -> Link:
    """Find the newest link of a unit in a round: it carries the version asked now."""
    query = select(Link).join(Link.unit).where(Link.round_id == round_.id, Unit.code == unit_code)
    found = store.session.scalars(query.order_by(Link.id.desc())).first()
    if found is None:
        raise Unusable("unit_not_in_round", value=unit_code, round=round_.code)
    return found


def _all_of(store: Store, round_code: str) -> list[Assignment]:
    round_ = rounds.by_code(store, round_code)
    query = select(Assignment).where(Assignment.round_id == round_.id, Assignment.target > 0)
    whole = query.options(joinedload(Assignment.user), joinedload(Assignment.unit))
    found = store.session.scalars(whole)
    return sorted(found, key=lambda each: (each.user.name, each.unit.code))


def progress(store: Store, round_code: str) -> list[tuple[Assignment, int]]:
    """List the assignments of a round, each with the complete interviews received."""
    found = _all_of(store, round_code)
    done = {number: received(store, number) for number in {each.user_id for each in found}}
    return [
        (each, done[each.user_id].get((each.round_id, each.unit_id), {}).get("complete", 0))
        for each in found
    ]


def work_of(store: Store, user_id: int) -> list[Work]:
    """Return the assigned units of an enumerator in every round, the newest round first."""
    query = select(Assignment).where(Assignment.user_id == user_id, Assignment.target > 0)
    found = list(store.session.scalars(query))
    links = _newest_links(store, found)
    done = received(store, user_id)
    work = [
        Work(links[key], each.target, done.get(key, {}))
        for each in found
        if (key := (each.round_id, each.unit_id)) in links
    ]
    return sorted(work, key=order)


def order(work: Work) -> tuple[int, str, str]:
    """Sort by round, then by the names of the institution and the unit."""
    link = work.link
    opens = -link.round.opens_on.toordinal()
    return opens, link.unit.institution.name, link.unit.name


def _newest_links(store: Store, found: Iterable[Assignment]) -> dict[tuple[int, int], Link]:
    wanted = {each.round_id for each in found}
    query = select(Link).where(Link.round_id.in_(wanted)).options(*rounds.WITH_ALL)
    links = store.session.scalars(query.order_by(Link.id))
    return {(link.round_id, link.unit_id): link for link in links}


def received(store: Store, user_id: int) -> dict[tuple[int, int], dict[str, int]]:
    """Count the interviews received from an enumerator, by round, unit and outcome."""
    place = Submission.round_id, Submission.unit_id, Submission.outcome
    query = (
        select(*place, func.count())
        .where(Submission.enumerator_id == user_id, Submission.review != review.LEFT_OUT)
        .group_by(*place)
    )
    found: dict[tuple[int, int], dict[str, int]] = {}
    for round_id, unit_id, outcome, n in store.session.execute(query):
        found.setdefault((round_id, unit_id), {})[outcome] = n
    return found


def assigned_places(store: Store, user_id: int | None) -> set[tuple[str, str]]:
    """Return the assigned units of an enumerator as pairs (round code, unit code)."""
    query = (
        select(Round.code, Unit.code)
        .select_from(Assignment)
        .join(Assignment.round)
        .join(Assignment.unit)
        .where(Assignment.user_id == user_id, Assignment.target > 0)
    )
    return {(round_code, unit) for round_code, unit in store.session.execute(query)}
