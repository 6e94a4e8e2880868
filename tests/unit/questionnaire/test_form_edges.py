"""Forms on a small definition: several answers, endings, what is off the path."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from survey.forms.answers import AnswerForm, as_posted, form_class
from survey.questionnaire import library
from survey.questionnaire.loading import load_definition
from survey.questionnaire.rules import Answer
from tests.world import answers

WORDS = {"id": "kata", "en": "word"}
CHOICES = [{"value": value, "text": WORDS} for value in ("desk", "web", "phone")]


def definition() -> dict[str, Any]:
    """Make a definition with two endings and a conditional, required question."""
    questions: list[dict[str, Any]] = [
        {"key": "agree", "type": "yes_no", "required": True},
        {
            "key": "ways",
            "type": "several",
            "choices": CHOICES,
            "allow": ["dont_know"],
            "measures": {"field": "service"},
        },
        {
            "key": "site",
            "type": "text",
            "required": True,
            "max_length": 5,
            "ask_if": {"has": ["ways", "web"]},
            "condition": WORDS,
        },
        {
            "key": "asked",
            "type": "yes_no",
            "ask_if": {"answered": "site"},
            "condition": WORDS,
            "allow": ["refused"],
            "measures": {"form": "imbalan"},
        },
        {"key": "day", "type": "date", "required": True, "measures": {"field": "date"}},
    ]
    return {
        "code": "small",
        "version": "1",
        "languages": ["id", "en"],
        "title": WORDS,
        "consent": {"text": WORDS, "agree": WORDS},
        "sections": [
            {
                "key": "all",
                "title": WORDS,
                "questions": [each | {"text": WORDS} for each in questions],
            }
        ],
        "endings": [
            {"if": {"==": ["agree", "no"]}, "after": "agree", "outcome": "no", "text": WORDS},
            {"if": {"==": ["site", "x"]}, "after": "site", "outcome": "odd", "text": WORDS},
        ],
    }


FORM = form_class(load_definition(definition()))
HEALTH = form_class(library.shipped("health"))


def seen(form: AnswerForm) -> tuple[list[tuple[str, str]], dict[str, str], str]:
    """Give problems, response and outcome."""
    problems = [(problem.column, problem.code) for problem in form.problems()]
    return problems, form.response(), form.outcome()


def page(given: dict[str, Answer]) -> AnswerForm:
    """Post answers as a browser does: a name for each value, empty fields too."""
    pairs = [
        (key, value)
        for key in FORM(MultiDict()).definition.by_key
        for answer in [given.get(key, "")]
        for value in (answer if isinstance(answer, list) else [answer])
    ]
    return FORM(MultiDict(pairs))


START: dict[str, Answer] = {"agree": "yes", "day": "31/5/2024"}
FULL = {"date": "2024-05-31"}
CASES: list[tuple[dict[str, Answer], list[tuple[str, str]], dict[str, str], str]] = [
    ({}, [("agree", "answer_missing"), ("day", "answer_missing")], {}, "complete"),
    (START, [], FULL, "complete"),
    (START | {"ways": ["phone", "desk"]}, [], FULL | {"service": "desk; phone"}, "complete"),
    (START | {"ways": "desk"}, [], FULL | {"service": "desk"}, "complete"),
    (START | {"ways": ["dont_know"]}, [], FULL | {"service": "dont_know"}, "complete"),
    (START | {"ways": ["desk", "dont_know"]}, [("ways", "answer_only_one")], FULL, "complete"),
    (START | {"ways": ["desk", "fax"]}, [("ways", "answer_not_a_choice")], FULL, "complete"),
    (
        START | {"ways": ["web"]},
        [("site", "answer_missing")],
        FULL | {"service": "web"},
        "complete",
    ),
    # an answer that cannot be taken is no missing one, and opens no later question
    (
        START | {"ways": ["web"], "site": "too long", "asked": "yes"},
        [("site", "answer_too_long")],
        FULL | {"service": "web"},
        "complete",
    ),
    (
        START | {"ways": ["web"], "site": "a.id", "asked": "no"},
        [],
        FULL | {"service": "web", "mal_imbalan": "0"},
        "complete",
    ),
    (
        START | {"ways": ["web"], "site": "a.id", "asked": "refused"},
        [],
        FULL | {"service": "web", "mal_imbalan": "refused"},
        "complete",
    ),
    # off the path: neither a fault nor part of the response, nor a ground for later questions
    (START | {"site": "far too long", "asked": "yes"}, [], FULL, "complete"),
    (START | {"site": "a.id", "asked": "yes"}, [], FULL, "complete"),
    (START | {"site": "x"}, [], FULL, "complete"),
    # endings
    ({"agree": "no"}, [], {}, "no"),
    ({"agree": "no", "ways": ["fax"], "day": "never"}, [], {}, "no"),
    (START | {"ways": ["web"], "site": "x", "day": ""}, [], {"service": "web"}, "odd"),
]


@pytest.mark.parametrize(("given", "problems", "response", "outcome"), CASES)
def test_page_and_interview_give_the_same(
    given: dict[str, Answer],
    problems: list[tuple[str, str]],
    response: dict[str, str],
    outcome: str,
) -> None:
    assert seen(page(given)) == (problems, response, outcome)
    assert seen(FORM(as_posted(given))) == (problems, response, outcome)


def test_an_interview_is_posted_with_every_value_of_a_question() -> None:
    form = as_posted({"ways": ["desk", "web"], "agree": "yes"})
    assert {key: form.getlist(key) for key in form} == {"ways": ["desk", "web"], "agree": ["yes"]}
    assert form.getlist("other") == []


def test_names_that_are_no_questions_are_left_out() -> None:
    assert seen(FORM(as_posted(START | {"csrf": "x", "dates": "y"}))) == ([], FULL, "complete")


def test_a_problem_keeps_what_was_sent_and_what_is_allowed() -> None:
    given = START | {"ways": ["web"], "site": "z" * 300}
    (problem,) = FORM(as_posted(given)).problems()
    assert problem.value == "z" * 200
    assert problem.slots == {"limit": 5, "length": 300}
    assert "300" in problem.message("en")


@pytest.mark.parametrize(
    ("age", "guardian", "problems", "outcome"),
    [
        ("17", "", ["answer_missing"], "complete"),
        ("17,5", "", ["answer_missing"], "complete"),
        ("17", "maybe", ["answer_not_a_choice"], "complete"),
        ("17", "refused", ["answer_not_a_choice"], "complete"),
        ("17", "yes", [], "complete"),
        ("17", "no", [], "no_consent"),
        ("18", "", [], "complete"),
        ("18", "no", [], "complete"),
        ("refused", "no", [], "complete"),
        ("", "no", [], "complete"),
    ],
)
def test_under_eighteen_a_guardian_decides(
    age: str, guardian: str, problems: list[str], outcome: str
) -> None:
    form = HEALTH(as_posted(answers(age=age, guardian=guardian)))
    found, response, result = seen(form)
    assert found == [("guardian", code) for code in problems]
    assert result == outcome
    assert ("waktu" in response) is (outcome == "complete")


def test_one_who_received_no_service_is_asked_nothing_more() -> None:
    form = HEALTH(as_posted(answers(eligible="no", age="not a number")))
    assert seen(form) == ([], {}, "not_eligible")
    assert form.path() == {"eligible"}
