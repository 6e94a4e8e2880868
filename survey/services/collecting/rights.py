"""What a receipt opens: seeing, exporting and withdrawing what was sent (Law 27/2022)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import joinedload

from survey.models import FreeText, QuarantinedSubmission, Round, Submission
from survey.questionnaire import Definition
from survey.questionnaire.answers import Answer
from survey.services.collecting import receipts
from survey.services.collecting.free_text import NOTE
from survey.services.rounds.questionnaires import definition_of
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_EMPTIED: Final = (
    *("content", "response", "started_at", "consent_at", "consent_sha256"),
    *("enumerator_id", "clock_offset"),
)


@dataclass(frozen=True)
class Held:
    """Everything that is held for one receipt.

    `definition` is None where only a quarantined copy is held. Once withdrawn, only the time, the
    round and the unit are left.
    """

    place: str
    round: str
    channel: str
    received_at: datetime
    withdrawn_at: datetime | None
    kept_until: date | None
    language: str
    outcome: str
    review: str
    consent_at: datetime | None
    consent_sha256: str | None
    started_at: datetime | None
    answers: Mapping[str, Answer]
    location: Mapping[str, str] | None  # of an interview, where it was noted
    note: str  # of the enumerator
    copies: Sequence[Mapping[str, Any]]  # answers that came under the same receipt, quarantined
    definition: Definition | None
    demo: bool


def find_by_code(store: Store, code: str) -> Held | None:
    """Find what a receipt code stands for; None where nothing is held for it."""
    digest = receipts.code_digest(code)
    query = select(Submission).where(Submission.receipt_sha256 == digest)
    found = store.session.scalar(query.options(joinedload("*")))
    return _held_stored(store, found) if found else quarantined(store, digest)


def _held_stored(store: Store, found: Submission) -> Held:
    content = json.loads(found.content) if found.content else {"answers": {}}
    query = select(FreeText.question, FreeText.text).where(FreeText.submission_id == found.id)
    texts = {row.question: row.text for row in store.session.execute(query)}
    note = texts.pop(NOTE, "")
    return Held(
        place=f"{found.unit.name}, {found.unit.institution.name}",
        round=found.round.name,
        channel=found.channel,
        received_at=found.received_at,
        withdrawn_at=found.withdrawn_at,
        kept_until=found.round.retention_on,
        language=found.language,
        outcome=found.outcome,
        review=found.review,
        consent_at=found.consent_at,
        consent_sha256=found.consent_sha256,
        started_at=found.started_at,
        answers={**content["answers"], **texts},
        location=content.get("location"),
        note=note,
        copies=_copies_of(store, found.id, found.receipt_sha256),
        definition=definition_of(found.questionnaire_version),
        demo=found.demo,
    )


def _copies_of(store: Store, number: str, digest: str) -> list[Mapping[str, Any]]:
    """Return the answers of every copy that was quarantined and not withdrawn."""
    query = select(QuarantinedSubmission.raw).where(
        _same_copies(number, digest), QuarantinedSubmission.status != "withdrawn"
    )
    found = store.session.scalars(query.order_by(QuarantinedSubmission.id))
    return [json.loads(raw).get("answers") or {} for raw in found]


def _same_copies(number: str | None, digest: str) -> ColumnElement[bool]:
    same = QuarantinedSubmission.receipt_sha256 == digest
    return same if number is None else same | (QuarantinedSubmission.claimed_id == number)


def quarantined(store: Store, digest: str) -> Held | None:
    """Return what is held of a quarantined copy."""
    query = select(QuarantinedSubmission).where(QuarantinedSubmission.receipt_sha256 == digest)
    found = store.session.scalars(query.order_by(QuarantinedSubmission.id)).first()
    if found is None:
        return None
    content = json.loads(found.raw)
    round_ = store.session.get(Round, found.round_id) if found.round_id else None
    return Held(
        place=" / ".join(filter(None, (found.round_code, found.unit_code))),
        round=round_.name if round_ else "",
        channel=found.channel,
        received_at=found.received_at,
        withdrawn_at=found.withdrawn_at,
        kept_until=round_.retention_on if round_ else None,
        language=str(content.get("language") or "id"),
        outcome="quarantined",
        review="",
        consent_at=None,
        consent_sha256=None,
        started_at=None,
        answers=content.get("answers") or {},
        location=content.get("location"),
        note=str((content.get("paradata") or {}).get("note", "")),
        copies=_copies_of(store, found.claimed_id, digest)[1:],
        definition=None,
        demo=bool(round_ and round_.demo),
    )


def as_data(held: Held) -> dict[str, Any]:
    """Return everything that is held, as data for a file: answers by question key, as stored."""
    times = ("received_at", "started_at", "consent_at", "withdrawn_at")
    names = ("round", "channel", "language", "outcome", "review", "consent_sha256")
    return {
        "about": held.place,
        **{name: getattr(held, name) for name in names},
        **{name: at.isoformat() if (at := getattr(held, name)) else None for name in times},
        "kept_until": held.kept_until.isoformat() if held.kept_until else None,
        "answers": dict(held.answers),
        "location": held.location,
        "note_of_the_enumerator": held.note,
        "copies_kept_apart": [dict(each) for each in held.copies],
    }


def withdraw(store: Store, code: str, actor: str = "receipt") -> bool:
    """Erase the answers behind a receipt and leave a tombstone; returns whether any were erased."""
    digest = receipts.code_digest(code)
    with transaction(store) as session:
        query = select(Submission).where(Submission.receipt_sha256 == digest)
        found = session.scalar(query.with_for_update())
        erased = _erase_copies(store, found.id if found else None, digest)
        if found is not None and found.withdrawn_at is None:
            for each in (found, *_revisions_of(store, found)):
                _entomb(store, each)
            erased += 1
        if erased:
            subject = found.id if found else "quarantine"
            round_ = found.round.code if found else ""
            audit.record(store, actor, "submission.withdraw", subject, round=round_)
    return erased > 0


def _revisions_of(store: Store, found: Submission) -> Sequence[Submission]:
    """Return the corrections of an interview: whoever withdraws it withdraws them too."""
    query = select(Submission).where(
        Submission.revises == found.id, Submission.enumerator_id == found.enumerator_id
    )
    return store.session.scalars(query.with_for_update()).all()


def _entomb(store: Store, found: Submission) -> None:
    """Leave a tombstone: that there was a submission, its round and unit, and when it ended."""
    store.session.execute(delete(FreeText).where(FreeText.submission_id == found.id))
    now = store.now()
    gone: dict[str, Any] = {
        **dict.fromkeys(_EMPTIED),
        "sha256": "",
        "review": "",
        "review_reasons": (),
        "outcome": "withdrawn",
        "finished_at": now,
        "withdrawn_at": now,
    }
    store.session.execute(update(Submission).where(Submission.id == found.id).values(**gone))


def _erase_copies(store: Store, number: str | None, digest: str) -> int:
    """Erase the quarantined copies with the same id or the same receipt."""
    same = _same_copies(number, digest)
    query = select(QuarantinedSubmission).where(same, QuarantinedSubmission.status != "withdrawn")
    copies = store.session.scalars(query).all()
    for copy in copies:
        copy.raw, copy.status, copy.sha256 = "{}", "withdrawn", f"withdrawn-{copy.id}"
        copy.problems, copy.withdrawn_at = [{"code": "id_withdrawn"}], store.now()
    return len(copies)
