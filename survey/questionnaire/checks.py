"""Every fault of a definition in one pass, each with its code and place.

The shape is checked against `schema.json`; what a schema cannot express is checked here, on every
part whose shape is right. A place is written like `sections[2].questions[0].ask_if`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any, Final

from jsonschema import Draft202012Validator

from survey.errors import Problem, join_names
from survey.questionnaire.columns import MEASURED
from survey.questionnaire.model import NO_ANSWER, RESERVED
from survey.questionnaire.rule_checks import rule_faults
from survey.questionnaire.strings import DEEPEST, DefinitionPath, too_deep, unstorable
from survey.questionnaire.types import TYPES

DefinitionSource = Mapping[str, Any]

_COMMON: Final = frozenset(
    {"key", "type", "text", "hint", "required", "allow", "constraint", "ask_if", "condition"}
    | {"measures"}
)
_CONSENT_SLOTS: Final = ("institution", "contact", "retention")
# A text may fill every descriptive column: answers on paper come as they are.
_NEEDED_TYPES: Final = {
    "element": ("scale",),
    "form": ("yes_no",),
    "date": ("date", "text"),
    "age": ("number", "text"),
    "field": ("one", "several", "text"),
}


def check(source: Any) -> list[Problem]:
    """List every fault; empty where the definition can be used. Never raises."""
    if too_deep(source):
        return [_problem("definition_too_deep", (), limit=DEEPEST)]
    shape = sorted(_shape_faults(source), key=str)
    broken = {path for path, _ in shape}
    problems = [each for _, each in shape]
    problems += [_problem("text_characters", path) for path in unstorable(source)]
    if not _readable(source, broken):
        return problems
    every = list(_all_questions(source))
    asked = [(path, each) for path, each in every if _sound(path, broken)]
    # A question at fault is still there for the rules that name it.
    known = {each["key"]: each if _sound(path, broken) else {} for path, each in every}
    problems += _text_faults(source, broken)
    problems += _key_faults(source, asked)
    for at, (path, question) in enumerate(every):
        if _sound(path, broken):
            problems += _question_faults(path, question)
            earlier = {each["key"] for _, each in every[:at]}
            problems += _rule_places(path, question, known, earlier)
    problems += _measure_faults(asked)
    return [*problems, *_ending_faults(source, known, broken)]


def _readable(source: Any, broken: set[DefinitionPath]) -> bool:
    """Return whether languages and sections can be read, so that the rest can be checked."""
    if not isinstance(source, Mapping) or not isinstance(source.get("sections"), list):
        return False
    return "languages" in source and not any(path[:1] == ("languages",) for path in broken)


def _sound(path: DefinitionPath, broken: set[DefinitionPath]) -> bool:
    """Return whether nothing at, in or around a place is out of shape."""
    inside = (bad for bad in broken if bad)
    return not any(path[: len(bad)] == bad or bad[: len(path)] == path for bad in inside)


@cache
def _validator() -> Draft202012Validator:
    text = resources.files("survey.questionnaire").joinpath("schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def _shape_faults(source: Any) -> Iterator[tuple[DefinitionPath, Problem]]:
    for fault in _validator().iter_errors(source):
        path = tuple(fault.absolute_path)
        yield path, _problem("definition_shape", path, reason=fault.message[:200])


def _problem(code: str, path: DefinitionPath, value: str = "", /, **slots: str | int) -> Problem:
    shown = {name: _printable(slot) for name, slot in slots.items()}
    return Problem(
        code, column=str(_printable(_written(path))), value=str(_printable(value)), slots=shown
    )


def _printable(slot: str | int) -> str | int:
    """Return a text any terminal takes: half a character is written as its number."""
    return slot.encode("utf-8", "backslashreplace").decode() if isinstance(slot, str) else slot


def _written(path: DefinitionPath) -> str:
    """Write a place: `sections[2].questions[0].ask_if`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def _all_questions(source: DefinitionSource) -> Iterator[tuple[DefinitionPath, DefinitionSource]]:
    for at, section in enumerate(source["sections"]):
        questions = section.get("questions") if isinstance(section, Mapping) else None
        for number, question in enumerate(questions if isinstance(questions, list) else ()):
            if isinstance(question, Mapping) and isinstance(question.get("key"), str):
                yield ("sections", at, "questions", number), question


def _text_faults(source: DefinitionSource, broken: set[DefinitionPath]) -> Iterator[Problem]:
    """Check that every text is there in every declared language, and no other."""
    languages = source["languages"]
    for path, texts in _all_texts(source, ()):
        if path in broken:
            continue
        for language in languages:
            if not texts.get(language, "").strip():
                yield _problem("text_missing", path, language=language)
        for language in set(texts) - set(languages):
            yield _problem("language_unknown", path, language=language)
        allowed = _CONSENT_SLOTS if path == ("consent", "text") else ()
        for slot in sorted({slot for text in texts.values() for slot in _slots_of(text)}):
            if slot not in allowed:
                yield _problem("slot_unknown", path, slot, names=join_names(allowed) or "–")


def _slots_of(text: str) -> set[str]:
    """Return the slots of a text; a brace without its pair counts as one."""
    try:
        return {
            f"{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}"
            for _, name, spec, conversion in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return {"{"}


_RULE_MEMBERS: Final = frozenset({"ask_if", "if", "rule"})
_TEXT_MEMBERS: Final = frozenset(
    {"title", "text", "agree", "hint", "intro", "condition", "message"}
)


def _all_texts(
    node: Any, path: DefinitionPath
) -> Iterator[tuple[DefinitionPath, Mapping[str, str]]]:
    if isinstance(node, Mapping):
        for name, child in node.items():
            here = (*path, name)
            if name in _RULE_MEMBERS:
                continue
            if name in _TEXT_MEMBERS and isinstance(child, Mapping):
                if all(isinstance(text, str) for text in child.values()):
                    yield here, child
            else:
                yield from _all_texts(child, here)
    elif isinstance(node, list):
        for at, child in enumerate(node):
            yield from _all_texts(child, (*path, at))


def _key_faults(
    source: DefinitionSource, asked: list[tuple[DefinitionPath, DefinitionSource]]
) -> Iterator[Problem]:
    counts = Counter(question["key"] for _, question in asked)
    for path, question in asked:
        if question["key"] in RESERVED:
            yield _problem("key_reserved", (*path, "key"), question["key"])
        if counts[question["key"]] > 1:
            yield _problem("key_twice", (*path, "key"), question["key"])
    sections = [each.get("key") for each in source["sections"] if isinstance(each, Mapping)]
    for at, key in enumerate(sections):
        if isinstance(key, str) and key in sections[:at]:
            yield _problem("key_twice", ("sections", at, "key"), str(key))


def _question_faults(path: DefinitionPath, question: DefinitionSource) -> Iterator[Problem]:
    kind = TYPES.get(question["type"])
    if kind is None:
        yield _problem("type_unknown", (*path, "type"), question["type"], names=join_names(TYPES))
        return
    for member in sorted(set(question) - _COMMON - kind.members):
        yield _problem("member_not_allowed", (*path, member), member)
    for code, member, slots in kind.faults(question):
        yield _problem(code, (*path, member), **slots)
    yield from _choice_faults(path, question)
    if "ask_if" in question and "condition" not in question:
        yield _problem("condition_missing", (*path, "condition"))
    if "condition" in question and "ask_if" not in question:
        yield _problem("condition_without_rule", (*path, "condition"))


def _choice_faults(path: DefinitionPath, question: DefinitionSource) -> Iterator[Problem]:
    values = [choice["value"] for choice in question.get("choices", ())]
    for at, value in enumerate(values):
        place = (*path, "choices", at, "value")
        if value in values[:at]:
            yield _problem("choice_twice", place, value)
        if value in NO_ANSWER:
            yield _problem("choice_reserved", place, value)


def _rule_places(
    path: DefinitionPath,
    question: DefinitionSource,
    known: Mapping[str, DefinitionSource],
    earlier: Set[str],
) -> Iterator[Problem]:
    """Check the rules of a question: a skip rule looks back, a constraint at itself too."""
    if "ask_if" in question:
        for code, value, slots in rule_faults(question["ask_if"], known, earlier):
            yield _problem(code, (*path, "ask_if"), value, **slots)
    if "constraint" in question:
        own = {*earlier, question["key"]}
        for code, value, slots in rule_faults(question["constraint"]["rule"], known, own):
            yield _problem(code, (*path, "constraint", "rule"), value, **slots)


def _measure_faults(asked: list[tuple[DefinitionPath, DefinitionSource]]) -> Iterator[Problem]:
    """Check that each thing is measured once, by the type that fits it."""
    seen: set[tuple[str, str]] = set()
    for path, question in asked:
        for kind, key in question.get("measures", {}).items():
            place = (*path, "measures", kind)
            if key not in MEASURED[kind]:
                yield _problem("measure_unknown", place, key, names=join_names(MEASURED[kind]))
            elif (kind, key) in seen:
                yield _problem("measured_twice", place, key)
            else:
                yield from _measure_type_faults(place, question["type"], kind, key)
            seen.add((kind, key))


def _measure_type_faults(
    path: DefinitionPath, given: str, kind: str, key: str
) -> Iterator[Problem]:
    needed = _NEEDED_TYPES.get(key, _NEEDED_TYPES[kind])
    if given not in needed:
        yield _problem("measure_type", path, given, names=join_names(needed))


def _ending_faults(
    source: DefinitionSource, known: Mapping[str, DefinitionSource], broken: set[DefinitionPath]
) -> Iterator[Problem]:
    order = list(known)
    endings = source.get("endings", ())
    for at, ending in enumerate(endings if isinstance(endings, list) else ()):
        path: DefinitionPath = ("endings", at)
        if not _sound(path, broken):
            continue
        if ending["after"] not in known:
            yield _problem("rule_unknown_question", (*path, "after"), ending["after"])
            continue
        earlier = set(order[: order.index(ending["after"]) + 1])
        for code, value, slots in rule_faults(ending["if"], known, earlier):
            yield _problem(code, (*path, "if"), value, **slots)
