"""A posted page and a JSON interview go through one form, to one result."""

import copy
import re

import pytest
from werkzeug.datastructures import MultiDict

from survey.forms.answers import AnswerForm, as_posted, form_class
from survey.questionnaire import library
from survey.questionnaire.loading import load_definition
from survey.questionnaire.model import RESERVED
from survey.web.resident.posted import OWN_FIELDS
from tests.world import answers

FORM = form_class(library.shipped("health"))


def page(**changes: str) -> AnswerForm:
    return FORM(MultiDict(answers(**changes)))


def codes(form: AnswerForm) -> list[tuple[str, str]]:
    return [(problem.column, problem.code) for problem in form.problems()]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"waktu": "5", "age": "abc"},
        {"insurance": "bpjs", "insurance_refused": "yes"},
        {"insurance": "self", "insurance_refused": "yes"},
        {"eligible": "no"},
        {"age": "15"},
        {"age": "15", "guardian": "no"},
    ],
)
def test_page_and_interview_agree(changes: dict[str, str]) -> None:
    first, second = page(**changes), FORM(as_posted(answers(**changes)))
    assert codes(first) == codes(second)
    assert (first.response(), first.outcome()) == (second.response(), second.outcome())


def test_problems_stand_in_the_order_of_the_questions() -> None:
    assert codes(page(waktu="5", age="abc", eligible="")) == [
        *(("eligible", "answer_missing"), ("age", "answer_not_a_number")),
        ("waktu", "answer_not_a_choice"),
    ]


def test_what_is_required_is_required_on_the_path_only() -> None:
    assert codes(page(age="15")) == [("guardian", "answer_missing")]
    assert codes(page(age="18")) == []
    assert codes(page(eligible="no", age="15")) == []


def test_an_answer_off_the_path_is_not_in_the_response_nor_a_fault() -> None:
    form = page(eligible="no", waktu="9")
    assert codes(form) == []
    assert form.response() == {}
    assert form.outcome() == "not_eligible"


def test_early_endings() -> None:
    form = page(age="15", guardian="no")
    assert (codes(form), form.outcome()) == ([], "no_consent")
    assert page(age="15", guardian="yes").outcome() == "complete"


def test_the_response_uses_the_columns_of_a_response_file() -> None:
    form = page(mal_imbalan="yes", mal_konflik="refused", waktu="")
    form.problems()
    response = form.response()
    assert (response["mal_imbalan"], response["mal_penundaan"]) == ("1", "0")
    assert response["mal_konflik"] == "refused"
    assert "waktu" not in response
    assert response["sex"] == "P"


def test_two_answers_to_a_question_for_one() -> None:
    form = FORM(MultiDict([*answers().items(), ("waktu", "1")]))
    assert codes(form) == [("waktu", "answer_only_one")]


def test_the_class_of_a_version_is_built_once() -> None:
    assert form_class(library.shipped("health")) is FORM


def test_a_constraint_speaks_the_language_of_the_page() -> None:
    source = copy.deepcopy(library.source("umum"))
    visits = next(
        each for part in source["sections"] for each in part["questions"] if each["key"] == "visits"
    )
    message = {"id": "Tidak mungkin", "en": "Not possible"}
    visits["constraint"] = {"rule": {"<": ["visits", "50"]}, "message": message}
    form = form_class(load_definition(source))(MultiDict(answers(visits="60")))
    (problem,) = form.problems()
    assert (problem.message("id"), problem.message("en")) == ("Tidak mungkin", "Not possible")
    assert form_class(load_definition(source))(MultiDict(answers(visits="49"))).problems() == []


def test_no_key_of_a_question_hides_a_part_of_the_form() -> None:
    own = {name for name in dir(AnswerForm) if re.fullmatch(r"[a-z][a-z0-9_]*", name)}
    assert own <= RESERVED
    assert OWN_FIELDS <= RESERVED


def test_a_constraint_is_not_for_those_who_do_not_know() -> None:
    source = copy.deepcopy(library.source("umum"))
    visits = next(
        each for part in source["sections"] for each in part["questions"] if each["key"] == "visits"
    )
    visits["constraint"] = {"rule": {"<": ["visits", "50"]}, "message": {"id": "x", "en": "x"}}
    form = form_class(load_definition(source))(MultiDict(answers(visits="dont_know")))
    assert form.problems() == []


def test_the_outcome_is_that_of_the_ending_where_it_stopped() -> None:
    source = copy.deepcopy(library.source("umum"))
    late = {"if": {"not": {"==": ["sex", "P"]}}, "after": "sex", "outcome": "late"}
    source["endings"].insert(0, {**late, "text": {"id": "x", "en": "x"}})
    form = form_class(load_definition(source))(MultiDict(answers(eligible="no", sex="")))
    assert form.problems() == []
    assert form.outcome() == "not_eligible"
