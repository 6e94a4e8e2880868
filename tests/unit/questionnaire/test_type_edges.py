"""Answers at the edges of every type, on a definition that has them all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.messages.answers import TEXTS
from survey.questionnaire import Choice, Question
from survey.questionnaire.answers import parse_answer
from survey.questionnaire.building import question as build
from survey.questionnaire.types import TYPES, BadAnswer
from tests.unit.questionnaire.test_types import taken

WORDS = {"id": "kata", "en": "word"}


def made(kind: str, values: str = "", **members: Any) -> Question:
    """Make a question; its choices are the letters of a text."""
    choices = [{"value": value, "text": WORDS} for value in values]
    return build({"key": "q", "type": kind, "text": WORDS, "choices": choices, **members})


ONE = made("one", "abc")
SEVERAL = made("several", "abc", allow=["dont_know", "refused"])
SCALE = made("scale", "1234")
YES_NO = made("yes_no", allow=["refused"])
NUMBER = made("number")
BOUND = made("number", min="-1.5", max="10")
WHOLE = made("number", decimals=0)
TENTHS = made("number", decimals=1)
DATE = made("date")
YEAR = made("date", min="2024-01-01", max="2024-12-31")
TEXT = made("text", max_length=10)
ALL = (ONE, SEVERAL, SCALE, YES_NO, NUMBER, BOUND, WHOLE, TENTHS, DATE, YEAR, TEXT)


def test_every_type_is_here() -> None:
    assert {question.type for question in ALL} == set(TYPES)
    assert ONE.choices[0] == Choice("a", WORDS)


@pytest.mark.parametrize("question", ALL, ids=lambda question: str(question.type))
@pytest.mark.parametrize("raw", [[], [""], [" ", "\t\n"], ["\u3000"]])
def test_nothing_is_no_answer(question: Question, raw: list[str]) -> None:
    assert parse_answer(question, raw) is None


@pytest.mark.parametrize(
    ("question", "raw", "expected"),
    [
        (ONE, ["a"], "a"),
        (ONE, [" b "], "b"),
        (ONE, ["a", "a", ""], "a"),
        (SEVERAL, ["c", "a", "c"], ["a", "c"]),
        (SEVERAL, ["b"], ["b"]),
        (SEVERAL, ["dont_know"], "dont_know"),
        (SCALE, ["1"], "1"),
        (YES_NO, ["no"], "no"),
        (YES_NO, ["refused", "refused"], "refused"),
        (NUMBER, ["3,5"], "3.5"),
        (NUMBER, ["3.50"], "3.5"),
        (NUMBER, ["007"], "7"),
        (NUMBER, ["100"], "100"),
        (NUMBER, ["-0,0"], "0"),
        (NUMBER, ["-2,25"], "-2.25"),
        (NUMBER, ["999999999"], "999999999"),
        (BOUND, ["-1,5"], "-1.5"),
        (WHOLE, ["35,0"], "35"),
        (WHOLE, ["1000"], "1000"),
        (TENTHS, ["3,50"], "3.5"),
        (NUMBER, ["1.250"], "1.25"),
        (BOUND, ["10,00"], "10"),
        (DATE, ["2024-02-29"], "2024-02-29"),
        (DATE, ["2024-2-9"], "2024-02-09"),
        (DATE, ["9.2.2024"], "2024-02-09"),
        (DATE, ["09 02 2024"], "2024-02-09"),
        (YEAR, ["1/1/2024"], "2024-01-01"),
        (YEAR, ["31-12-2024"], "2024-12-31"),
        (TEXT, ["  ya \t"], "ya"),
        (TEXT, ["a\r\nb\rc\n"], "a\nb\nc"),
        (TEXT, ["a\tb"], "a\tb"),
        (TEXT, ["e\u0301"], "\u00e9"),
        (TEXT, ["x" * 10], "x" * 10),
        (TEXT, ["e\u0301" * 10], "\u00e9" * 10),
        (TEXT, ["👍" * 10], "👍" * 10),
        (TEXT, ["👩\u200d👧"], "👩\u200d👧"),
        (TEXT, ["\u0634\u0643\u0631\u0627"], "\u0634\u0643\u0631\u0627"),
        (TEXT, ["\u202bab\u202c"], "\u202bab\u202c"),
        (TEXT, ["a\u200bb"], "a\u200bb"),
        (TEXT, ["=1+1"], "=1+1"),
        (TEXT, ["<b>"], "<b>"),
    ],
)
def test_answers_that_are_taken(question: Question, raw: list[str], expected: object) -> None:
    assert parse_answer(question, raw) == expected


@pytest.mark.parametrize(
    ("question", "raw", "code"),
    [
        (ONE, ["d"], "answer_not_a_choice"),
        (ONE, ["A"], "answer_not_a_choice"),
        (ONE, ["a", "b"], "answer_only_one"),
        (ONE, ["refused"], "answer_not_a_choice"),
        (ONE, ["a\x00"], "answer_not_a_choice"),
        (ONE, ["a\u200b"], "answer_not_a_choice"),
        (SEVERAL, ["a", "d"], "answer_not_a_choice"),
        (SEVERAL, ["a", "dont_know"], "answer_only_one"),
        (SEVERAL, ["refused", "dont_know"], "answer_only_one"),
        (SEVERAL, ["a; b"], "answer_not_a_choice"),
        (SCALE, ["0"], "answer_not_a_choice"),
        (SCALE, ["5"], "answer_not_a_choice"),
        (SCALE, ["1.0"], "answer_not_a_choice"),
        (SCALE, ["\u0661"], "answer_not_a_choice"),
        (YES_NO, ["ya"], "answer_not_a_choice"),
        (YES_NO, ["dont_know"], "answer_not_a_choice"),
        (YES_NO, ["yes", "no"], "answer_only_one"),
        (NUMBER, ["NaN"], "answer_not_a_number"),
        (NUMBER, ["Infinity"], "answer_not_a_number"),
        (NUMBER, ["1_000"], "answer_not_a_number"),
        (NUMBER, ["+1"], "answer_not_a_number"),
        (NUMBER, ["1."], "answer_not_a_number"),
        (NUMBER, [",5"], "answer_not_a_number"),
        (NUMBER, ["1.000,5"], "answer_not_a_number"),
        (NUMBER, ["\u0663"], "answer_not_a_number"),
        (NUMBER, ["1\x002"], "answer_not_a_number"),
        (NUMBER, ["1000000000000"], "answer_not_a_number"),
        (NUMBER, ["1", "2"], "answer_only_one"),
        (BOUND, ["-1,6"], "answer_out_of_range"),
        (WHOLE, ["2,5"], "answer_too_precise"),
        (WHOLE, ["1.000"], "answer_too_precise"),
        (TENTHS, ["1.000"], "answer_too_precise"),
        (TENTHS, ["1,25"], "answer_too_precise"),
        (BOUND, ["10,000001"], "answer_out_of_range"),
        (DATE, ["2023-02-29"], "answer_not_a_date"),
        (DATE, ["0000-01-01"], "answer_not_a_date"),
        (DATE, ["31/04/2024"], "answer_not_a_date"),
        (DATE, ["05/31/2024"], "answer_not_a_date"),
        (DATE, ["31-05-24"], "answer_not_a_date"),
        (DATE, ["2024-05-31T00:00"], "answer_not_a_date"),
        (DATE, ["\u0662\u0660\u0662\u0664-01-01"], "answer_not_a_date"),
        (YEAR, ["2023-12-31"], "answer_out_of_range"),
        (YEAR, ["1-1-2025"], "answer_out_of_range"),
        (TEXT, ["x" * 11], "answer_too_long"),
        (TEXT, ["a\x00b"], "answer_control_characters"),
        (TEXT, ["a\x1bb"], "answer_control_characters"),
        (TEXT, ["a\x7fb"], "answer_control_characters"),
        (TEXT, ["\ud800"], "answer_control_characters"),
        (TEXT, ["a", "b"], "answer_only_one"),
    ],
)
def test_answers_that_are_refused(question: Question, raw: list[str], code: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        parse_answer(question, raw)
    assert caught.value.code == code


def test_a_refusal_says_what_would_do() -> None:
    with pytest.raises(BadAnswer) as number:
        parse_answer(BOUND, ["11"])
    with pytest.raises(BadAnswer) as half:
        parse_answer(made("number", min="1"), ["0"])
    with pytest.raises(BadAnswer) as text:
        parse_answer(TEXT, ["x" * 12])
    assert number.value.slots == {"low": "-1.5", "high": "10"}
    assert half.value.slots == {"low": "1", "high": "…"}
    assert text.value.slots == {"limit": 10, "length": 12}


LIKELY = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["a", "b", "1", "yes", "no", "dont_know", "refused", " a ", "\u200b", "\x00"]),
    st.from_regex(r"-?[0-9]{1,14}([.,][0-9]{0,7})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True),
)


@given(st.sampled_from(ALL), st.lists(LIKELY, max_size=3))
def test_what_comes_out_is_a_value_or_a_coded_fault(question: Question, raw: list[str]) -> None:
    answer, code = taken(question, raw)
    assert code in {"", *TEXTS}
    if code == "" and answer is None:
        assert not any(value.strip() for value in raw)
    if answer is not None:
        again = answer if isinstance(answer, list) else [answer]
        assert taken(question, again) == (answer, "")


@given(st.decimals(-10_000, 10_000, places=3))
def test_a_comma_and_a_point_are_the_same_number(value: object) -> None:
    text = str(value)
    assert parse_answer(NUMBER, [text.replace(".", ",")]) == parse_answer(NUMBER, [text])


@given(st.dates())
def test_every_day_is_read_in_both_orders(day: Any) -> None:
    written = day.isoformat()
    assert parse_answer(DATE, [written]) == written
    assert parse_answer(DATE, ["/".join(reversed(written.split("-")))]) == written
