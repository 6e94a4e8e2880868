"""Each fault, alone in a small clean definition: exactly its code, at exactly its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from survey.messages.questionnaire import TEXTS
from survey.questionnaire.checks import check

Source = dict[str, Any]
Change = Callable[[Source], Any]

WORDS = {"id": "kata", "en": "word"}
CHOICES = [{"value": value, "text": WORDS} for value in ("a", "b")]
SCALE = [{"value": value, "text": WORDS} for value in "1234"]


def small() -> Source:
    """Make a clean definition with a question of every type."""
    questions: list[Source] = [
        {"key": "first", "type": "yes_no"},
        {"key": "one", "type": "one", "choices": CHOICES},
        {"key": "several", "type": "several", "choices": CHOICES},
        {"key": "scale", "type": "scale", "choices": SCALE, "measures": {"element": "waktu"}},
        {"key": "number", "type": "number", "min": "1", "max": "9"},
        {"key": "date", "type": "date", "min": "2024-01-01", "max": "2024-12-31"},
        {"key": "form", "type": "yes_no", "measures": {"form": "imbalan"}},
        {"key": "last", "type": "text", "ask_if": {"==": ["first", "yes"]}, "condition": WORDS},
    ]
    ending = {"if": {"==": ["one", "b"]}, "after": "one", "outcome": "stopped", "text": WORDS}
    source: Source = {
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
            },
            {
                "key": "more",
                "title": WORDS,
                "questions": [{"key": "end", "type": "text", "text": WORDS}],
            },
        ],
        "endings": [ending],
    }
    # no part may be shared: a fault planted in one would stand in others
    whole: Source = json.loads(json.dumps(source))
    return whole


def on(at: int, /, **members: Any) -> Change:
    """Change members of a question of the first section."""
    return lambda source: source["sections"][0]["questions"][at].update(members)


def drop(at: int, member: str) -> Change:
    """Take a member from a question of the first section."""
    return lambda source: source["sections"][0]["questions"][at].pop(member)


def ending(**members: Any) -> Change:
    """Change members of the ending."""
    return lambda source: source["endings"][0].update(members)


def constraint(rule: Source) -> Change:
    """Give the number a constraint."""
    return on(4, constraint={"rule": rule, "message": WORDS})


def found(*changes: Change) -> list[tuple[str, str, str]]:
    """Plant faults; give code, place and value of what is reported."""
    source = small()
    for change in changes:
        change(source)
    return [(problem.code, problem.column, problem.value) for problem in check(source)]


def at(number: int, member: str = "") -> str:
    """Write the place of a member of a question of the first section."""
    return f"sections[0].questions[{number}]" + (f".{member}" if member else "")


def deep(levels: int) -> Any:
    """Nest lists, deeper than a recursive function can follow."""
    nested: Any = "x"
    for _ in range(levels):
        nested = [nested]
    return nested


FAULTS: list[tuple[str, Change, str, str]] = [
    ("definition_shape", lambda source: source.update(code="Not a key"), "code", ""),
    ("definition_shape", lambda source: source.pop("title"), "", ""),
    ("definition_shape", on(7, colour="red"), at(7), ""),
    ("definition_shape", on(4, min=1), at(4, "min"), ""),
    ("definition_shape", on(4, allow=["never"]), at(4, "allow[0]"), ""),
    ("text_missing", lambda source: source["title"].update(en=" "), "title", ""),
    ("text_missing", lambda source: source["consent"]["agree"].pop("id"), "consent.agree", ""),
    ("text_missing", on(4, hint={"id": "x"}), at(4, "hint"), ""),
    ("language_unknown", on(4, text=WORDS | {"fr": "mot"}), at(4, "text"), ""),
    ("slot_unknown", on(4, hint=WORDS | {"en": "{contact}"}), at(4, "hint"), "contact"),
    (
        "slot_unknown",
        lambda source: source["consent"]["text"].update(en="{institution} {name}"),
        "consent.text",
        "name",
    ),
    ("slot_unknown", on(4, text=WORDS | {"en": "}"}), at(4, "text"), "{"),
    ("key_reserved", on(4, key="ticket"), at(4, "key"), "ticket"),
    (
        "key_twice",
        lambda source: source["sections"][1].update(key="all"),
        "sections[1].key",
        "all",
    ),
    ("type_unknown", on(4, type="slider"), at(4, "type"), "slider"),
    ("member_not_allowed", on(4, max_length=3), at(4, "max_length"), "max_length"),
    ("member_not_allowed", on(0, choices=CHOICES), at(0, "choices"), "choices"),
    ("choices_missing", drop(2, "choices"), at(2, "choices"), ""),
    ("choices_missing", on(2, choices=CHOICES[:1]), at(2, "choices"), ""),
    ("choice_twice", on(2, choices=[*CHOICES, CHOICES[0]]), at(2, "choices[2].value"), "a"),
    (
        "choice_reserved",
        on(2, choices=[*CHOICES, {"value": "dont_know", "text": WORDS}]),
        at(2, "choices[2].value"),
        "dont_know",
    ),
    ("scale_choices", on(3, choices=SCALE[::-1]), at(3, "choices"), ""),
    ("scale_choices", on(3, choices=SCALE[:3]), at(3, "choices"), ""),
    ("bound_not_a_number", on(4, max="many"), at(4, "max"), ""),
    ("bound_not_a_number", on(4, min=""), at(4, "min"), ""),
    ("bound_not_a_date", on(5, min="2024-02-30"), at(5, "min"), ""),
    ("bounds_crossed", on(4, min="10"), at(4, "min"), ""),
    ("bounds_crossed", on(5, min="2025-01-01"), at(5, "min"), ""),
    ("rule_malformed", on(7, ask_if={"between": ["number", "1"]}), at(7, "ask_if"), ""),
    ("rule_malformed", on(7, ask_if={"and": []}), at(7, "ask_if"), ""),
    ("rule_malformed", on(7, ask_if={"in": ["one", "a"]}), at(7, "ask_if"), ""),
    ("rule_malformed", on(7, ask_if={"not": ["first"]}), at(7, "ask_if"), ""),
    ("rule_malformed", ending(**{"if": {"<": ["one", 1]}}), "endings[0].if", ""),
    ("rule_unknown_question", on(7, ask_if={"answered": "who"}), at(7, "ask_if"), "who"),
    ("rule_unknown_question", ending(after="who"), "endings[0].after", "who"),
    ("rule_later_question", on(7, ask_if={"answered": "end"}), at(7, "ask_if"), "end"),
    ("rule_later_question", on(7, ask_if={"answered": "last"}), at(7, "ask_if"), "last"),
    ("rule_later_question", constraint({"answered": "date"}), at(4, "constraint.rule"), "date"),
    ("rule_later_question", ending(after="first"), "endings[0].if", "one"),
    ("rule_unknown_choice", on(7, ask_if={"==": ["first", "maybe"]}), at(7, "ask_if"), "maybe"),
    ("rule_unknown_choice", on(7, ask_if={"in": ["one", ["a", "z"]]}), at(7, "ask_if"), "z"),
    ("rule_unknown_choice", on(7, ask_if={"has": ["several", "z"]}), at(7, "ask_if"), "z"),
    ("condition_missing", drop(7, "condition"), at(7, "condition"), ""),
    ("measure_unknown", on(3, measures={"element": "speed"}), at(3, "measures.element"), "speed"),
    ("measured_twice", on(0, measures={"form": "imbalan"}), at(6, "measures.form"), "imbalan"),
    ("measure_type", on(0, measures={"element": "biaya"}), at(0, "measures.element"), "yes_no"),
    ("measure_type", on(2, measures={"form": "konflik"}), at(2, "measures.form"), "several"),
    ("measure_type", on(4, measures={"field": "sex"}), at(4, "measures.field"), "number"),
    ("measure_type", on(5, measures={"field": "age"}), at(5, "measures.field"), "date"),
    ("definition_shape", on(7, key="last\n"), at(7, "key"), ""),
    ("definition_shape", on(4, decimals=7), at(4, "decimals"), ""),
    ("member_not_allowed", on(5, decimals=1), at(5, "decimals"), "decimals"),
    ("text_characters", on(4, text=WORDS | {"en": "a\x00b"}), at(4, "text.en"), ""),
    ("text_characters", on(4, text=WORDS | {"en": "a\ud800"}), at(4, "text.en"), ""),
    ("condition_without_rule", drop(7, "ask_if"), at(7, "condition"), ""),
    ("rule_operator", on(7, ask_if={"has": ["first", "yes"]}), at(7, "ask_if"), "has"),
    ("rule_operator", on(7, ask_if={"==": ["several", "a"]}), at(7, "ask_if"), "=="),
    ("rule_operator", on(7, ask_if={"<": ["date", "2"]}), at(7, "ask_if"), "<"),
    ("rule_value", on(7, ask_if={"<": ["number", "1,5"]}), at(7, "ask_if"), "1,5"),
    ("rule_value", on(7, ask_if={"==": ["number", "5.0"]}), at(7, "ask_if"), "5.0"),
    ("rule_value", on(7, ask_if={"in": ["date", ["1-2-2024"]]}), at(7, "ask_if"), "1-2-2024"),
    ("definition_too_deep", on(7, hint=deep(5000)), "", ""),
]


def test_the_small_definition_is_clean() -> None:
    assert found() == []


def test_lines_and_tabs_in_a_text_are_no_fault() -> None:
    assert found(on(4, text=WORDS | {"en": "one\r\n\ttwo 👍"})) == []


def test_a_report_can_be_printed_whatever_the_file_holds() -> None:
    source = small()
    source["title"] = {"\ud800": "x"}
    assert len(check(source)) > 1
    for problem in check(source):
        assert problem.line("id").encode()
        assert problem.line("en").encode()


@pytest.mark.parametrize(("code", "change", "place", "value"), FAULTS)
def test_a_fault_is_reported_alone_at_its_place(
    code: str, change: Change, place: str, value: str
) -> None:
    assert found(change) == [(code, place, value)]


def test_a_key_used_twice_is_reported_at_both_places() -> None:
    assert found(on(4, key="date")) == [
        ("key_twice", at(4, "key"), "date"),
        ("key_twice", at(5, "key"), "date"),
    ]


def test_every_code_of_the_checker_is_planted() -> None:
    # that a file is not JSON is found before there is a definition
    planted = {code for code, *_ in FAULTS}
    assert planted == set(TEXTS) - {"definition_not_json"}


def test_faults_of_many_kinds_are_reported_together() -> None:
    reported = found(
        on(1, choices=CHOICES[:1]),
        on(3, measures={"element": "speed"}),
        on(4, min="10"),
        on(7, ask_if={"answered": "end"}),
        ending(after="who"),
        lambda source: source["title"].pop("en"),
    )
    assert sorted(reported) == [
        ("bounds_crossed", at(4, "min"), ""),
        ("choices_missing", at(1, "choices"), ""),
        ("measure_unknown", at(3, "measures.element"), "speed"),
        ("rule_later_question", at(7, "ask_if"), "end"),
        ("rule_unknown_question", "endings[0].after", "who"),
        ("text_missing", "title", ""),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        {"==": ["first", "dont_know"]},
        {"!=": ["one", "refused"]},
        {"in": ["one", []]},
        {"in": ["number", ["-3.5", "0", "17", "refused"]]},
        {"==": ["date", "2024-05-31"]},
        {">=": ["scale", "3"]},
        {"has": ["several", "b"]},
        {"or": [{"answered": "several"}, {"not": {"<": ["number", "5"]}}]},
    ],
)
def test_a_rule_that_can_be_evaluated_is_clean(rule: Source) -> None:
    assert found(on(7, ask_if=rule)) == []


def test_a_rule_may_be_nested_only_so_deep() -> None:
    def nested(depth: int) -> Source:
        return {"not": nested(depth - 1)} if depth else {"answered": "first"}

    assert found(on(7, ask_if=nested(20))) == []
    assert found(on(7, ask_if=nested(21))) == [("rule_malformed", at(7, "ask_if"), "")]
