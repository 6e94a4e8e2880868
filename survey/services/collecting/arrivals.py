"""What arrives at the entry point, what it is about, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from survey.errors import Problem
from survey.models import (
    QuestionnaireVersion,
    Round,
    Unit,
)

Status = Literal["stored", "duplicate", "conflict", "quarantined", "withdrawn", "invalid"]

# Outcomes an enumerator declares; the others follow from the answers.
_PARTIAL: Final = ("refused", "broken_off", "not_eligible", "no_consent")


@dataclass(frozen=True)
class Arrival:
    """One submission as it arrives at the entry point.

    `content` follows the contract (`interview/content.json`). Whether two contents are the same is
    judged by their canonical JSON, or by that of one of the `former` shapes in which the same
    content may have been stored. `receipt`: the code, or its digest where a correction carries only
    that. `correctable`: a person has the form in front of them, so faulty answers are returned
    (`invalid`) and nothing is stored yet.
    """

    id: str
    channel: str
    content: Mapping[str, Any]
    finished_at: datetime
    receipt: str
    public_id: str
    received_at: datetime
    started_at: datetime | None = None
    consent_at: datetime | None = None
    review: Sequence[str] = ()  # what speaks against counting it unseen
    enumerator_id: int | None = None
    clock_offset: int | None = None  # seconds that were added to the times as sent
    former: Sequence[Mapping[str, Any]] = ()
    demo: bool = False
    correctable: bool = False

    @property
    def partial(self) -> bool:
        """Whether the enumerator declared that the interview ended early."""
        return self.content.get("outcome") in _PARTIAL


@dataclass(frozen=True)
class Result:
    """What became of one submission.

    `sha256` is the digest of the content, empty for `invalid` and for a correction of a withdrawn
    answer; `problems` is empty for `stored` and `duplicate`.
    """

    id: str
    sha256: str
    status: Status
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """The round, unit and questionnaire version a submission belongs to."""

    round: Round
    unit: Unit
    version: QuestionnaireVersion
