"""What is held of submissions: the receipt of one, the counts of a round."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import joinedload

from survey.keyring import Keyring
from survey.models import Link, QuarantinedSubmission, Round, Submission
from survey.services.collecting import review
from survey.services.collecting.receipts import stored_code
from survey.services.rounds import rounds
from survey.services.rounds.questionnaires import definition_of
from survey.services.store.store import Store
from survey.services.store.transaction import transaction


@dataclass(frozen=True)
class Receipt:
    """What the thank-you page shows; `code` is None once it has been shown."""

    code: str | None
    unit: str
    received_at: datetime
    kept_until: date
    ending: Mapping[str, str] | None
    demo: bool
    kiosk_slug: str | None = None  # where a shared device starts again


def show_receipt(store: Store, public_id: str, keyring: Keyring) -> Receipt | None:
    """Return the receipt for a thank-you page; the code only once, even to parallel requests."""
    with transaction(store) as session:
        query = select(Submission).where(Submission.public_id == public_id)
        found = session.scalar(query.options(joinedload("*")))
        if found is None:
            return None
        return Receipt(
            code=_revealed(store, found, keyring),
            unit=found.unit.name,
            received_at=found.received_at,
            kept_until=found.round.retention_on,
            ending=_ending_of(found),
            demo=found.demo,
            kiosk_slug=_kiosk_of(store, found),
        )


def _revealed(store: Store, found: Submission, keyring: Keyring) -> str | None:
    """Return the code once; None, and not marked as shown, where its secret is unknown."""
    code = stored_code(keyring, found.id, found.receipt_sha256)
    if code is None:
        return None
    fresh = (Submission.id == found.id, Submission.receipt_shown_at.is_(None))
    # A conditional update rather than a read: of two requests at once, only one sees the code.
    shown = update(Submission).where(*fresh).values(receipt_shown_at=store.now())
    first: int = store.session.execute(shown).rowcount  # type: ignore[attr-defined]
    return code if first else None


def _kiosk_of(store: Store, found: Submission) -> str | None:
    if found.channel != "kiosk":
        return None
    link = rounds.link_of(store, found.round_id, found.unit_id, found.questionnaire_version_id)
    return link.kiosk_slug if link else None


def _ending_of(found: Submission) -> Mapping[str, str] | None:
    endings = definition_of(found.questionnaire_version).endings
    return next((each.text for each in endings if each.outcome == found.outcome), None)


@dataclass(frozen=True)
class Counts:
    """The number of submissions of a round, by what became of them.

    `by_channel` has the complete answers that count; `set_aside` those pending review (`waiting`)
    or left out by a decision.
    """

    by_channel: Mapping[str, int]
    set_aside: int
    waiting: int
    ended_early: int
    withdrawn: int
    quarantined: int
    units: int

    @property
    def complete(self) -> int:
        """Count the complete answers."""
        return sum(self.by_channel.values())


def count_submissions(store: Store, round_: Round) -> Counts:
    """Count the submissions of a round by what became of them."""
    gone = Submission.withdrawn_at.is_not(None)
    grouped = (
        select(Submission.channel, Submission.outcome, gone, Submission.review, func.count())
        .where(Submission.round_id == round_.id)
        .group_by(Submission.channel, Submission.outcome, gone, Submission.review)
    )
    by_channel: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for channel, outcome, is_gone, reviewed, n in store.session.execute(grouped):
        if is_gone or outcome != "complete":
            rest["withdrawn" if is_gone else "ended_early"] += n
        elif reviewed in (review.WAITING, review.LEFT_OUT):
            rest["set_aside"] += n
            rest["waiting"] += n if reviewed == review.WAITING else 0
        else:
            by_channel[channel] += n
    return Counts(
        by_channel=by_channel,
        set_aside=rest["set_aside"],
        waiting=rest["waiting"],
        ended_early=rest["ended_early"],
        withdrawn=rest["withdrawn"],
        quarantined=_count_of(store, QuarantinedSubmission.round_id == round_.id),
        units=_count_of(store, Link.round_id == round_.id),
    )


def _count_of(store: Store, condition: ColumnElement[bool]) -> int:
    return store.session.scalar(select(func.count()).where(condition)) or 0
