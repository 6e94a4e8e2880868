"""Quarantine: what cannot be accepted, kept once with its content and its problems."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from survey.errors import Problem
from survey.models import (
    QuarantinedSubmission,
    Submission,
)
from survey.questionnaire.canonical import digest
from survey.services.collecting import free_text, receipt_digests
from survey.services.collecting.arrivals import Arrival, Place, Result, Status
from survey.services.store.inserting import insert_once
from survey.services.store.store import Store

_CODE: Final = 64  # the longest code of a round or a unit


def quarantine(
    store: Store,
    arrival: Arrival,
    place: Place | None,
    problems: list[Problem],
    status: Status = "quarantined",
) -> Result:
    """Quarantine a submission once, with its content and its problems.

    Long runs of digits are masked in every answer, because the questionnaire may be unknown and
    then nothing says which answers are free text.
    """
    return quarantine_raw(
        store,
        number=arrival.id,
        raw=arrival.content,
        problems=problems,
        status=status,
        round_code=_code_in(arrival.content, "round"),
        unit_code=_code_in(arrival.content, "unit"),
        former=arrival.former,
        channel=arrival.channel,
        received_at=arrival.received_at,
        receipt_sha256=receipt_digests.of(arrival.receipt),
        round_id=place.round.id if place else None,
        enumerator_id=arrival.enumerator_id,
    )


def quarantine_raw(
    store: Store,
    *,
    number: str,
    raw: Any,
    problems: list[Problem],
    status: Status = "quarantined",
    channel: str = "interview",
    former: Sequence[Mapping[str, Any]] = (),
    **known: Any,
) -> Result:
    """Quarantine anything, even what is not an interview; `known` holds further column values."""
    masked = free_text.masked_everywhere(raw) if isinstance(raw, Mapping) else raw
    sha256 = digest(masked)
    # Wait for a withdrawal that is running: its tombstone must be seen below.
    store.session.execute(select(Submission.id).where(Submission.id == number).with_for_update())
    if is_withdrawn(store, number):
        return Result(number, sha256, "withdrawn", [Problem("id_withdrawn")])
    if not _is_kept(store, number, former):
        insert_once(
            store,
            QuarantinedSubmission,
            claimed_id=number,
            sha256=sha256,
            channel=channel,
            raw=json.dumps(receipt_digests.without_code(masked), ensure_ascii=True),
            problems=[_as_json(problem) for problem in problems],
            status=status,
            **known,
        )
    return Result(number, sha256, status, problems)


def _is_kept(store: Store, number: str, former: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a content was quarantined in one of its former shapes."""
    digests = [digest(free_text.masked_everywhere(each)) for each in former]
    query = select(QuarantinedSubmission.id).where(
        QuarantinedSubmission.claimed_id == number, QuarantinedSubmission.sha256.in_(digests)
    )
    return bool(digests) and store.session.scalar(query) is not None


def _code_in(content: Mapping[str, Any], name: str) -> str:
    """Return the code of a round or unit; empty where a faulty content has none."""
    found = content.get(name)
    return found[:_CODE] if isinstance(found, str) else ""


def is_withdrawn(store: Store, number: str) -> bool:
    """Return whether an id was withdrawn, whether it was stored or quarantined."""
    gone = select(Submission.id).where(
        Submission.id == number, Submission.withdrawn_at.is_not(None)
    )
    apart = select(QuarantinedSubmission.claimed_id).where(
        QuarantinedSubmission.claimed_id == number, QuarantinedSubmission.status == "withdrawn"
    )
    return store.session.execute(gone.union_all(apart)).first() is not None


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "field": problem.column, "message": problem.message("id")}
