"""Every fault is reported with its code and place, all in one pass."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import Unusable
from survey.questionnaire import library
from survey.questionnaire.checks import check
from survey.questionnaire.loading import load_definition
from tests.factories import ROOT, at_most

Change = Callable[[dict[str, Any]], Any]


def planted(*changes: Change) -> list[tuple[str, str]]:
    """Plant faults into a shipped questionnaire, and give what the checker says."""
    source = library.source("health")
    for change in changes:
        change(source)
    problems = check(source)
    assert all(problem.message("id") and problem.message("en") for problem in problems)
    return [(problem.code, problem.column) for problem in problems]


def question(source: dict[str, Any], key: str) -> dict[str, Any]:
    """Find a question."""
    found = (each for section in source["sections"] for each in section["questions"])
    return next(each for each in found if each["key"] == key)


def on(key: str, /, **members: Any) -> Change:
    """Change members of a question."""
    return lambda source: question(source, key).update(members)


TEXT = {"id": "x", "en": "x"}
FAULTS: list[tuple[str, Change]] = [
    ("definition_shape", lambda source: source.update(code="Not a key")),
    ("definition_shape", on("age", colour="red")),
    ("text_missing", lambda source: source["title"].update(en=" ")),
    ("language_unknown", lambda source: source["title"].update(fr="x")),
    ("slot_unknown", lambda source: source["consent"]["text"].update(en="{name}")),
    ("slot_unknown", on("age", text={"id": "{x}", "en": "x"})),
    ("key_twice", on("sex", key="age")),
    ("type_unknown", on("age", type="slider")),
    ("member_not_allowed", on("age", max_length=3)),
    ("choices_missing", on("sex", choices=[{"value": "L", "text": TEXT}])),
    ("choice_twice", on("sex", choices=[{"value": "L", "text": TEXT}] * 2)),
    ("choice_reserved", lambda s: question(s, "sex")["choices"][0].update(value="refused")),
    ("scale_choices", lambda s: question(s, "waktu")["choices"].pop()),
    ("bound_not_a_number", on("age", min="low")),
    ("bound_not_a_date", on("service_date", min="soon")),
    ("bound_not_a_number", on("waiting", min="1,5")),
    ("bound_not_a_date", on("service_date", min="1/6/2024")),
    ("bound_not_a_date", on("service_date", min="2024-6-1")),
    ("key_reserved", on("visits", key="outcome")),
    ("slot_unknown", lambda source: source["consent"]["text"].update(en="{institution:d}")),
    ("bounds_crossed", on("age", min="200")),
    ("rule_malformed", on("guardian", ask_if={"between": ["age", "1"]})),
    ("rule_malformed", on("guardian", ask_if={"<": ["age", 18]})),
    ("rule_unknown_question", on("guardian", ask_if={"answered": "nothing"})),
    ("rule_later_question", on("guardian", ask_if={"==": ["sex", "L"]})),
    ("rule_unknown_choice", on("insurance_refused", ask_if={"==": ["insurance", "gold"]})),
    ("condition_missing", lambda s: question(s, "guardian").pop("condition")),
    ("measure_unknown", on("waktu", measures={"element": "kecepatan"})),
    ("measured_twice", on("waktu", measures={"element": "biaya"})),
    ("measure_type", on("sex", measures={"form": "imbalan"})),
    ("rule_unknown_question", lambda source: source["endings"][0].update(after="nothing")),
    ("rule_later_question", lambda s: s["endings"][0].update({"if": {"answered": "waktu"}})),
]


@pytest.mark.parametrize("code", library.SHIPPED_CODES)
def test_the_shipped_questionnaires_are_clean(code: str) -> None:
    assert [problem.line("en") for problem in check(library.source(code))] == []


@pytest.mark.parametrize(("code", "change"), FAULTS)
def test_a_planted_fault_is_found(code: str, change: Change) -> None:
    assert code in [found for found, _ in planted(change)]


def test_every_fault_is_reported_in_one_pass_with_its_place() -> None:
    found = planted(on("age", min="200"), on("sex", choices=[]), on("waktu", colour="red"))
    assert ("bounds_crossed", "sections[1].questions[0].min") in found
    assert ("choices_missing", "sections[1].questions[2].choices") in found
    assert ("definition_shape", "sections[4].questions[2]") in found


def test_one_fault_neither_hides_others_nor_invents_any() -> None:
    found = planted(lambda source: source.update(code="Not a key"), on("age", min="200"))
    assert [code for code, _ in found] == ["definition_shape", "bounds_crossed"]
    assert [code for code, _ in planted(on("age", colour="red"))] == ["definition_shape"]
    pop = lambda source: [part.pop("key") for part in source["sections"][:2]]  # noqa: E731
    assert {code for code, _ in planted(pop)} == {"definition_shape"}


def test_a_rule_nested_without_end_is_malformed() -> None:
    rule: dict[str, Any] = {"answered": "eligible"}
    for _ in range(40):
        rule = {"not": rule}
    assert "rule_malformed" in [code for code, _ in planted(on("guardian", ask_if=rule))]


def test_loading_a_faulty_definition_says_the_first_fault() -> None:
    source = copy.deepcopy(library.source("umum"))
    question(source, "age")["min"] = "200"
    with pytest.raises(Unusable, match="bounds_crossed"):
        load_definition(source)


def test_the_example_of_the_document_is_clean() -> None:
    text = (ROOT / "docs" / "questionnaire.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.S)
    assert example is not None
    assert [problem.line("en") for problem in check(json.loads(example[1]))] == []


MEMBERS = ["key", "type", "text", "choices", "ask_if", "constraint", "measures"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@at_most(60)
@given(JSON, st.sampled_from(["code", "languages", "title", "consent", "sections", "endings"]))
def test_no_json_makes_the_checker_fail(value: Any, member: str) -> None:
    check(value)
    check({**library.source("umum"), member: value})


@at_most(60)
@given(JSON, st.sampled_from(MEMBERS))
def test_no_question_makes_the_checker_fail(value: Any, member: str) -> None:
    source = copy.deepcopy(library.source("umum"))
    question(source, "age")[member] = value
    check(source)
