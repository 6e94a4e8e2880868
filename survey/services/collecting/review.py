"""Answers pending review. Nothing is dropped, and every decision can be undone.

The thresholds are our own: no regulation sets them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import joinedload

from survey.models import Institution, Round, Submission, Unit
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

Reason = Literal["same_device", "honeypot", "too_fast", "unassigned", "revised"]
Decision = Literal["counted", "left_out", "waiting"]

UNASSIGNED: Final = "unassigned"
REVISED: Final = "revised"
# What speaks against answers that came by a page, then against interviews.
_OF_PAGES: Final[tuple[Reason, ...]] = ("same_device", "too_fast", "honeypot")
REASONS: Final[tuple[Reason, ...]] = (*_OF_PAGES, UNASSIGNED, REVISED)
WAITING: Final = "waiting"
COUNTED: Final = "counted"
LEFT_OUT: Final = "left_out"
# Nobody reads and answers a question in less than a second.
_SECONDS_AN_ANSWER: Final = 1.0


def reasons(*, same_device: bool, honeypot: bool, seconds: float, answers: int) -> tuple[str, ...]:
    """Return the reasons why an answer should not count before staff have looked at it."""
    found: dict[Reason, bool] = {
        "same_device": same_device,
        "too_fast": seconds < answers * _SECONDS_AN_ANSWER,
        "honeypot": honeypot,
    }
    return tuple(name for name in _OF_PAGES if found[name])


def is_counted() -> ColumnElement[bool]:
    """Return the SQL condition for a submission that counts: unflagged, or let in by staff."""
    return Submission.review.in_(("", COUNTED))


def set_aside(store: Store, round_: Round, *where: ColumnElement[bool]) -> dict[str, int]:
    """Count what the figures leave out, by reason as named in the manifest."""
    query = (
        select(Submission.review, Submission.review_reasons, func.count())
        .join(Unit, Submission.unit_id == Unit.id)
        .join(Institution, Unit.institution_id == Institution.id)
        .where(Submission.round_id == round_.id, Submission.outcome == "complete")
        .where(Submission.withdrawn_at.is_(None), ~is_counted(), *where)
        .group_by(Submission.review, Submission.review_reasons)
    )
    found = {"duplicate_device": 0, "under_review": 0, "left_out": 0}
    for state, why, n in store.session.execute(query):
        found[LEFT_OUT if state == LEFT_OUT else kind(why)] += n
    return found


def kind(why: Sequence[str]) -> str:
    """Return the manifest's name for the reason an answer is pending review."""
    return "duplicate_device" if "same_device" in why else "under_review"


@dataclass(frozen=True)
class ReviewItem:
    """One answer pending review or left out, as staff see it: without any of its content."""

    id: str
    institution: str
    unit: str
    channel: str
    received_at: datetime
    seconds: int | None
    answers: int
    reasons: tuple[str, ...]


def items(
    store: Store, round_: Round, state: str, institution: str = "", limit: int = 200
) -> list[ReviewItem]:
    """List answers pending review or decided on, the oldest first."""
    query = select(Submission).where(_reviewed(round_, institution), Submission.review == state)
    found = store.session.scalars(query.options(*_WITH_UNIT).order_by(Submission.received_at))
    return [_item(each) for each in found.unique().fetchmany(limit)]


_WITH_UNIT: Final = (joinedload(Submission.unit).joinedload(Unit.institution),)


def _reviewed(round_: Round, institution: str) -> ColumnElement[bool]:
    found = (
        (Submission.round_id == round_.id)
        & (Submission.review != "")
        & Submission.withdrawn_at.is_(None)
    )
    return found & Submission.unit_id.in_(_units_of(institution)) if institution else found


def _units_of(institution: str) -> Select[Any]:
    return select(Unit.id).join(Institution).where(Institution.code == institution)


def _item(found: Submission) -> ReviewItem:
    taken = found.finished_at - found.started_at if found.started_at else None
    return ReviewItem(
        id=found.id,
        institution=found.unit.institution.name,
        unit=found.unit.name,
        channel=found.channel,
        received_at=found.received_at,
        seconds=round(taken.total_seconds()) if taken else None,
        answers=len(found.response or {}),
        reasons=found.review_reasons,
    )


def count_reasons(store: Store, round_: Round, institution: str = "") -> dict[tuple[str, str], int]:
    """Count by state and reason; an answer with two reasons counts under both."""
    query = (
        select(Submission.review, Submission.review_reasons, func.count())
        .where(_reviewed(round_, institution))
        .group_by(Submission.review, Submission.review_reasons)
    )
    found: dict[tuple[str, str], int] = {}
    for state, why, n in store.session.execute(query):
        for reason in why:
            found[state, reason] = found.get((state, reason), 0) + n
    return found


def decide(
    store: Store,
    round_: Round,
    numbers: Sequence[str],
    decision: Decision,
    actor: str,
    institution: str = "",
) -> int:
    """Count answers, leave them out, or make them pending again; returns how many changed."""
    with transaction(store) as session:
        changed: int = session.execute(  # type: ignore[attr-defined]
            update(Submission)
            .where(_reviewed(round_, institution), Submission.id.in_(numbers))
            .where(Submission.review != decision)
            .values(review=decision)
        ).rowcount
        if changed:
            details = {"decision": decision, "count": changed, "ids": list(numbers)}
            audit.record(store, actor, "review.decide", round_.code, **details)
    return changed


def with_reason(
    store: Store, round_: Round, state: str, reason: str, institution: str = ""
) -> Iterator[str]:
    """Return the ids of all answers in a state that were flagged for a reason."""
    query = select(Submission.id, Submission.review_reasons)
    found = store.session.execute(
        query.where(_reviewed(round_, institution), Submission.review == state)
    )
    return (number for number, why in found if reason in why)
