import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire import Question, library
from survey.questionnaire.answers import parse_answer
from survey.questionnaire.types import BadAnswer

DEFINITION = library.shipped("health")


@pytest.mark.parametrize(
    ("key", "raw", "expected"),
    [
        *[
            ("age", ["35"], "35"),
            ("age", [" 035 "], "35"),
            ("age", ["35,0"], "35"),
            ("age", [""], None),
        ],
        *[("age", ["3,5", ""], "BAD"), ("waiting", ["3,50"], "3.5"), ("waiting", ["0"], "0")],
        ("age", ["refused"], "refused"),
        *[
            ("sex", ["P"], "P"),
            ("eligible", ["yes"], "yes"),
            ("waktu", ["4"], "4"),
            ("waktu", [], None),
        ],
        *[
            ("service_date", ["2024-05-31"], "2024-05-31"),
            ("service_date", ["31/5/2024"], "2024-05-31"),
        ],
        ("suggestion", ["  cepat\r\nramah 👍 "], "cepat\nramah 👍"),
        ("mal_imbalan", ["dont_know"], "dont_know"),
    ],
)
def test_answers_in_their_canonical_form(key: str, raw: list[str], expected: str | None) -> None:
    if expected == "BAD":
        with pytest.raises(BadAnswer):
            parse_answer(DEFINITION.by_key[key], raw)
    else:
        assert parse_answer(DEFINITION.by_key[key], raw) == expected


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        *[("age", ["tua"], "answer_not_a_number"), ("age", ["1e2"], "answer_not_a_number")],
        *[("age", ["4"], "answer_out_of_range"), ("age", ["111"], "answer_out_of_range")],
        *[("waiting", ["1.000"], "answer_too_precise"), ("visits", ["2,5"], "answer_too_precise")],
        *[("sex", ["X"], "answer_not_a_choice"), ("waktu", ["5"], "answer_not_a_choice")],
        *[("eligible", ["maybe"], "answer_not_a_choice"), ("waktu", ["1", "2"], "answer_only_one")],
        *[
            ("mal_imbalan", ["yes", "refused"], "answer_only_one"),
            ("eligible", ["dont_know"], "answer_not_a_choice"),
        ],
        *[
            ("service_date", ["2023-02-29"], "answer_not_a_date"),
            ("service_date", ["kemarin"], "answer_not_a_date"),
        ],
        *[
            ("suggestion", ["a\x00b"], "answer_control_characters"),
            ("suggestion", ["x" * 1001], "answer_too_long"),
        ],
    ],
)
def test_answers_that_cannot_be_taken(key: str, raw: list[str], code: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        parse_answer(DEFINITION.by_key[key], raw)
    assert caught.value.code == code


@given(st.sampled_from(sorted(DEFINITION.by_key)), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_an_answer_none_or_a_coded_fault(key: str, raw: list[str]) -> None:
    question = DEFINITION.by_key[key]
    answer, code = taken(question, raw)
    assert code == "" or code.startswith("answer_")
    if answer is not None:
        again = answer if isinstance(answer, list) else [answer]
        assert taken(question, again) == (answer, "")


def taken(question: Question, raw: list[str]) -> tuple[str | list[str] | None, str]:
    """Give the answer, or the code of its fault."""
    try:
        return parse_answer(question, raw), ""
    except BadAnswer as fault:
        return None, fault.code
