"""Reading the content of an interview."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import Unusable
from survey.interview.content import (
    DEEPEST_CONTENT,
    canonical_uuid,
    content_too_deep,
    moment,
    read_content,
    schema,
)
from tests.interviews import content

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


def fault(payload: str) -> tuple[str, str]:
    """Give the code and the place of what is wrong."""
    with pytest.raises(Unusable) as found:
        read_content(payload)
    return found.value.problem.code, found.value.problem.column


def test_an_interview_is_read_with_its_times() -> None:
    at = "2026-03-01T09:00:00.000+07:00"
    found = read_content(
        json.dumps(content(finished_at=at, consent={"text_sha256": "0" * 64, "at": at}))
    )
    expected = datetime(2026, 3, 1, 2, tzinfo=UTC)
    assert (found.finished_at, found.consent_at) == (expected, expected)
    assert found.receipt == found.content["receipt"]
    assert read_content(json.dumps(content(consent=None))).consent_at is None


@given(st.text())
def test_any_text_is_read_or_refused(payload: str) -> None:
    assert fault(payload)[0] in ("interview_unreadable", "interview_invalid")


@given(st.sampled_from(sorted(schema()["properties"])), ANYTHING)
def test_any_value_anywhere_is_read_or_refused(name: str, value: Any) -> None:
    payload = json.dumps(content() | {name: value})
    try:
        found = read_content(payload)
    except Unusable:
        assert fault(payload)[0] in ("interview_unreadable", "interview_invalid")
    else:
        json.dumps(found.content, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "payload", ["", "{", "NaN", '{"a": -Infinity}', '{"a": 1e999}', '["\\ud800"]', '["\\u0000"]']
)
def test_what_cannot_be_stored_is_unreadable(payload: str) -> None:
    assert fault(payload) == ("interview_unreadable", "")


@pytest.mark.parametrize("levels", [DEEPEST_CONTENT, 100, 300, 600, 900, 100_000])
def test_what_is_nested_too_deep_is_unreadable(levels: int) -> None:
    payload = json.dumps(content())[:-1] + ', "more": ' + "[" * levels + "]" * levels + "}"
    assert fault(payload) == ("interview_unreadable", "")


def test_what_is_nested_a_little_is_not_too_deep() -> None:
    assert not content_too_deep(json.loads("[" * DEEPEST_CONTENT + "]" * DEEPEST_CONTENT))
    assert content_too_deep(json.loads('{"a": ' * DEEPEST_CONTENT + "[]" + "}" * DEEPEST_CONTENT))
    assert not content_too_deep("text")


def test_a_fault_names_its_place() -> None:
    assert fault(json.dumps(content(consent={"text_sha256": "0" * 64}))) == (
        "interview_invalid",
        "consent",
    )
    assert fault(json.dumps(content(answers={"waktu": 3}))) == (
        "interview_invalid",
        "answers.waktu",
    )
    assert fault(json.dumps(content(revises="no"))) == ("interview_invalid", "revises")


@pytest.mark.parametrize(
    "text", ["", "now", "2026-01-01", "2026-01-01T00:00:00", "1999-01-01T00:00:00Z", "\ud800"]
)
def test_times_need_a_zone_and_a_likely_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        moment(text)
    assert fault(json.dumps(content(started_at=text)))[0] != ""


@given(st.uuids())
def test_a_uuid_has_one_spelling(number: Any) -> None:
    text = str(number)
    assert canonical_uuid(text)
    for other in (number.hex, f"{{{text}}}", f"urn:uuid:{text}", f" {text}", text[:-1], "\ud800"):
        assert not canonical_uuid(other)
    assert canonical_uuid(text.upper()) == (text.upper() == text)
