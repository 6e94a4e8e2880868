"""Corrections: a new interview that `revises` an old one takes its place.

The old one is kept: a stored one is left out of the figures (staff see it among the reviews and
can undo that), a quarantined one is marked as revised. Only the enumerator who held an interview
can revise it. Interviews may arrive in any order.
"""

from sqlalchemy import select, update

from survey.models import QuarantinedSubmission, Submission
from survey.services.collecting import review
from survey.services.store.store import Store


def settle_revision(store: Store, number: str, revises: str | None, enumerator: int | None) -> None:
    """Retire the interview that `number` revises, and `number` itself if a revision came first.

    Only interviews of the same enumerator are retired; without an enumerator nothing changes.
    """
    if enumerator is None:
        return
    if revises is not None and revises != number:
        _retire(store, revises, enumerator)
    revised = Submission.enumerator_id == enumerator, Submission.revises == number
    # Interviews arrive in any order: the correction of this one may be stored already.
    later = store.session.execute(
        select(Submission.id).where(*revised, Submission.id != number)
    ).first()
    if later is not None:
        _retire(store, number, enumerator)


def _retire(store: Store, number: str, enumerator: int) -> None:
    store.session.execute(
        update(Submission)
        .where(Submission.id == number, Submission.enumerator_id == enumerator)
        .where(Submission.withdrawn_at.is_(None))
        .values(review=review.LEFT_OUT, review_reasons=(review.REVISED,))
    )
    store.session.execute(
        update(QuarantinedSubmission)
        .where(QuarantinedSubmission.claimed_id == number)
        .where(QuarantinedSubmission.enumerator_id == enumerator)
        .where(QuarantinedSubmission.status.in_(("quarantined", "conflict")))
        .values(status="revised")
    )
