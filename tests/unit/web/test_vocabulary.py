"""The `data-…` attributes by which templates and scripts speak: each side knows the other's words.

The table is in ARCHITECTURE.md.
"""

import re

import pytest

from tests.factories import ROOT


def text_of(folder: str, pattern: str) -> str:
    paths = sorted((ROOT / folder).rglob(pattern))
    return "\n".join(path.read_text("utf-8") for path in paths)


SCRIPTS = re.sub(r"/\*.*?\*/", "", text_of("survey/static/js", "*.js"), flags=re.DOTALL)
TEMPLATES = re.sub(r"\{#.*?#\}", "", text_of("templates", "*.html"), flags=re.DOTALL)
TABLE = re.findall(
    r"^\| `data-([a-z-]+)` \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE
)


def written() -> set[str]:
    """Attributes that templates write."""
    return set(re.findall(r"\bdata-([a-z-]+)(?==|\s|>|\{)", TEMPLATES))


def read() -> set[str]:
    """Attributes that scripts look for, or read."""
    taken = re.findall(r"const \{([\w, ]+)\} = \w+\.dataset", SCRIPTS)
    names = [name for each in taken for name in each.split(", ")]
    names += re.findall(r"\bdataset\.(\w+)", SCRIPTS)
    names += re.findall(r'dataset\[.*?"(\w+)" : "(\w+)"\]', SCRIPTS)[0]
    kebab = {re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name) for name in names}
    return kebab | set(re.findall(r"\[data-([a-z-]+)[=\]]", SCRIPTS))


def values(name: str) -> set[str]:
    """Values a template gives to an attribute."""
    return set(re.findall(rf'\bdata-{name}="([\w-]+)"', TEMPLATES))


def wanted(name: str, *functions: str) -> set[str]:
    """Values by which scripts look for an attribute: in a selector, or through a function."""
    called = [re.findall(rf'\b{each}\("(\w+)"', SCRIPTS) for each in functions]
    return set(re.findall(rf'\[data-{name}="?([\w-]+)"?\]', SCRIPTS)).union(*called)


def says(value: str) -> bool:
    """Tell whether scripts know a word: as a text, as a name of a member, in a selector."""
    word = re.escape(value)
    return bool(re.search(rf'"{word}"|^\s+{word}:|[{{,] {word}[,:}}]|={word}\]', SCRIPTS, re.M))


def test_both_sides_and_the_table_have_the_same_attributes() -> None:
    assert written() == read() == set(TABLE)
    assert sorted(set(TABLE)) == sorted(TABLE)


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        ("slot", ["slot"]),
        ("when", ["when"]),
        ("list", ["list"]),
        ("act", []),
        ("go", []),
        ("hand", ["panel", "focus"]),
        ("place", ["showPlace"]),
    ],
)
def test_what_a_script_looks_for_stands_in_a_template(name: str, functions: list[str]) -> None:
    assert wanted(name, *functions) <= values(name)


@pytest.mark.parametrize(
    "name", ["slot", "when", "act", "go", "hand", "do", "place", "state", "outcome"]
)
def test_what_stands_in_a_template_is_known_to_a_script(name: str) -> None:
    found = values(name)
    assert found
    # The other outcomes are told apart from a complete one only.
    assert {each for each in found if not says(each)} <= {"other"}


def test_every_screen_that_a_button_leads_to_is_there() -> None:
    screens = {path.stem for path in (ROOT / "templates/field/screens").glob("*.html")}
    assert screens == set(re.findall(r"call screen\('(\w+)'", TEMPLATES))
    assert screens == set(re.findall(r'include "field/screens/(\w+)\.html"', TEMPLATES))
    led = set(re.findall(r"\{\{ go\(.*?, '(\w+)'", TEMPLATES)) | values("screen")
    gone = set(re.findall(r'(?:\.go|(?<!\.)\bshow)\("(\w+)"', SCRIPTS))
    assert led | gone <= screens
