"""The content of a submission: built, checked and read. The contract is `content.json`."""

import json
import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any, Final, NoReturn

from jsonschema import Draft202012Validator, FormatChecker

from survey.errors import Unusable
from survey.questionnaire.canonical import canonical

_FORMATS: Final = FormatChecker(formats=())
DEEPEST_CONTENT: Final = 20  # far more than any interview, far less than Python can follow


@dataclass(frozen=True)
class Consent:
    """Which text somebody agreed to, and when."""

    text_sha256: str
    at: datetime


@dataclass(frozen=True)
class Content:
    """What a page, a file or the demo sends, in the shape in which phones send theirs.

    The same form or row gives the same content byte for byte, whenever it arrives: the times the
    server measures are stored beside it, not in it. `salt`: at least 128 bits.
    """

    questionnaire: str
    version: str
    round: str
    unit: str
    language: str
    started_at: datetime
    finished_at: datetime
    answers: Mapping[str, str | list[str]]
    receipt: str
    salt: str
    consent: Consent | None = None
    outcome: str = "complete"
    location: Mapping[str, str] | None = None
    paradata: Mapping[str, str] = field(default_factory=dict)
    revises: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the contract describes; times in RFC 3339."""
        agreed = self.consent
        return vars(self) | {
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat(),
            "consent": agreed and {"text_sha256": agreed.text_sha256, "at": agreed.at.isoformat()},
        }


@dataclass(frozen=True)
class Interview:
    """The content of an interview, and the times in it."""

    content: Mapping[str, Any]
    started_at: datetime
    finished_at: datetime
    consent_at: datetime | None
    receipt: str


@_FORMATS.checks("date-time", raises=ValueError)
def is_time(value: object) -> bool:
    """Return whether a text is a time with a time zone."""
    return not isinstance(value, str) or moment(value) is not None


@_FORMATS.checks("uuid", raises=ValueError)
def is_uuid(value: object) -> bool:
    """Return whether a text is a UUID as this program writes them."""
    return not isinstance(value, str) or canonical_uuid(value)


def canonical_uuid(text: str) -> bool:
    """Return whether a text is a UUID in its one spelling."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def moment(text: str) -> datetime:
    """Parse an RFC 3339 time; raises `ValueError`, also where the time zone is missing."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not 2000 < found.year < 2200:
        raise ValueError(text)
    return found.astimezone(UTC)


def read_content(payload: str) -> Interview:
    """Read an interview from its JSON.

    Raises `Unusable`: `interview_unreadable`, or `interview_invalid` with the place of the fault.
    """
    content = _parsed(payload)
    require(content)
    consent = content["consent"]
    return Interview(
        content=content,
        started_at=moment(content["started_at"]),
        finished_at=moment(content["finished_at"]),
        consent_at=moment(consent["at"]) if consent else None,
        receipt=content["receipt"],
    )


def require(content: Any) -> None:
    """Check a content against the contract; raises `Unusable` (`interview_invalid`)."""
    fault = next(iter(_validator().iter_errors(content)), None)
    if fault is not None:
        place = ".".join(str(part) for part in fault.absolute_path)
        raise Unusable("interview_invalid", column=place, reason=f"{fault.validator}")


def _parsed(payload: str) -> Any:
    """Parse JSON that can be stored: no NaN, no half characters, no NUL, not too deep."""
    try:
        content = json.loads(payload, parse_constant=_refuse_constant, parse_float=finite)
        text = canonical(content)
        text.encode("utf-8")
    except (ValueError, RecursionError):
        raise Unusable("interview_unreadable") from None
    if "\\u0000" in text or content_too_deep(content):
        raise Unusable("interview_unreadable")
    return content


def content_too_deep(content: Any, levels: int = DEEPEST_CONTENT) -> bool:
    """Return whether JSON is nested too deep for later readers to parse."""
    if isinstance(content, Mapping):
        return levels == 0 or any(content_too_deep(each, levels - 1) for each in content.values())
    if isinstance(content, list):
        return levels == 0 or any(content_too_deep(each, levels - 1) for each in content)
    return False


def finite(text: str) -> float:
    """Parse a number; raises `ValueError` where it overflows to infinity."""
    found = float(text)
    if math.isinf(found):
        raise ValueError(text)
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


def schema() -> dict[str, Any]:
    """Return the contract."""
    text = (resources.files("survey.interview") / "content.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=_FORMATS)
