"""What is held of submissions: the receipt of one, the counts of a round."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import joinedload

from survey.extensions import db
from survey.models import Link, QuarantinedSubmission, Round, Submission
from survey.services.definitions import definition_of
from survey.services.receipts import code_for
from survey.services.transaction import transaction


@dataclass(frozen=True)
class Receipt:
    """What the page that thanks shows; `code` is None once it was shown."""

    code: str | None
    unit: str
    received_at: datetime
    kept_until: date
    ending: Mapping[str, str] | None
    demo: bool


def show_receipt(public_id: str, secret: str) -> Receipt | None:
    """Give the receipt of a page; the code comes out once, however many ask at once."""
    with transaction() as session:
        query = select(Submission).where(Submission.public_id == public_id)
        found = session.scalar(query.options(joinedload("*")))
        if found is None:
            return None
        first: bool = session.execute(  # type: ignore[attr-defined]
            update(Submission)
            .where(Submission.id == found.id, Submission.receipt_shown_at.is_(None))
            .values(receipt_shown_at=datetime.now(UTC))
        ).rowcount
        return Receipt(
            code=code_for(secret, found.id) if first else None,
            unit=found.unit.name,
            received_at=found.received_at,
            kept_until=found.round.retention_on,
            ending=ending_of(found),
            demo=found.demo,
        )


def ending_of(found: Submission) -> Mapping[str, str] | None:
    """Give the words of an early ending."""
    endings = definition_of(found.questionnaire_version).endings
    return next((each.text for each in endings if each.outcome == found.outcome), None)


@dataclass(frozen=True)
class Counts:
    """How much a round holds; `by_channel` counts complete answers."""

    by_channel: Mapping[str, int]
    ended_early: int
    withdrawn: int
    quarantined: int
    units: int

    @property
    def complete(self) -> int:
        """Count the complete answers."""
        return sum(self.by_channel.values())


def counts(round_: Round) -> Counts:
    """Count the submissions of a round by what became of them."""
    gone = Submission.withdrawn_at.is_not(None)
    grouped = (
        select(Submission.channel, Submission.outcome, gone, func.count())
        .where(Submission.round_id == round_.id)
        .group_by(Submission.channel, Submission.outcome, gone)
    )
    by_channel: Counter[str] = Counter()
    ended = withdrawn = 0
    for channel, outcome, is_gone, n in db.session.execute(grouped):
        withdrawn += n if is_gone else 0
        ended += n if not is_gone and outcome != "complete" else 0
        by_channel[channel] += n if not is_gone and outcome == "complete" else 0
    return Counts(
        by_channel=by_channel,
        ended_early=ended,
        withdrawn=withdrawn,
        quarantined=count_of(QuarantinedSubmission.round_id == round_.id),
        units=count_of(Link.round_id == round_.id),
    )


def count_of(condition: ColumnElement[bool]) -> int:
    """Count rows."""
    return db.session.scalar(select(func.count()).where(condition)) or 0
