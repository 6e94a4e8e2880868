import json
from typing import Any

import pytest

from survey.questionnaire.model import Choice, Definition, Ending, Question, Section
from survey.questionnaire.rules import evaluate, keys, walk
from tests.factories import ROOT

VECTORS = json.loads((ROOT / "tests" / "vectors" / "rules.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["rules"], ids=lambda vector: str(vector["name"]))
def test_rules(vector: dict[str, Any]) -> None:
    assert evaluate(vector["rule"], vector["answers"]) is vector["expected"]


@pytest.mark.parametrize("vector", VECTORS["paths"], ids=lambda vector: str(vector["name"]))
def test_paths(vector: dict[str, Any]) -> None:
    path, _ = walk(definition(vector["definition"]), vector["answers"])
    assert path == set(vector["expected"])


def test_there_are_enough_vectors_and_both_outcomes() -> None:
    outcomes = [vector["expected"] for vector in VECTORS["rules"]]
    assert len(outcomes) >= 60
    assert min(outcomes.count(True), outcomes.count(False)) >= 20


def test_keys_of_a_nested_rule() -> None:
    rule = {"and": [{"not": {"answered": "a"}}, {"or": [{"==": ["b", "1"]}, {"<": ["c", "2"]}]}]}
    assert list(keys(rule)) == ["a", "b", "c"]


def definition(source: dict[str, Any]) -> Definition:
    """Make a definition of questions that have only a key and a rule."""
    questions = tuple(
        question(each["key"], each.get("ask_if")) for each in source["sections"][0]["questions"]
    )
    endings = tuple(Ending(each["if"], each["after"], "x", {}) for each in source["endings"])
    section = Section("s", {}, None, questions)
    return Definition("d", "1", ("id",), {}, {}, {}, (section,), endings, {})


def question(key: str, rule: dict[str, Any] | None) -> Question:
    """Make a bare question."""
    return Question(
        key=key,
        type="text",
        text={},
        hint=None,
        choices=(Choice("1", {}),),
        required=False,
        allow=(),
        minimum=None,
        maximum=None,
        max_length=10,
        constraint=None,
        constraint_message=None,
        ask_if=rule,
        condition=None,
        column="",
    )
