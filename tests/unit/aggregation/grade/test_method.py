"""The documents of the method: one in English, one in Indonesian, of one content."""

import re
from pathlib import Path

import pytest

import survey.aggregation
from survey.exports.labels import NOTES

PAIR = ("method.md", "metode.md")
DOCS = Path(__file__).parents[4] / "docs"
AGGREGATION = Path(survey.aggregation.__file__).parent
# The modules that put notes on rows. Notes to the whole run are `Problem`s, told elsewhere.
CODE = "\n".join(
    path.read_text("utf-8")
    for place in ("scores/*", "disclosure/suppression", "grade/merging", "grade/one_score")
    for path in sorted(AGGREGATION.glob(f"{place}.py"))
)
WRITTEN = re.compile(
    r'(?:\byield (?="\w+"\n)|NOTE: Final = |\["notes"\] = \(|notes=\(f|else |codes = \[|'
    r'\(\[|None, )"([a-z]+(?:_[a-z]+)+)[:"]'
)
# A note whose name is put together from the name of a column.
COLUMNS = {
    "interval_not_estimable": ("ikm", "freedom"),
    "contradicts_method": ("zone", "category"),
}


def codes() -> set[str]:
    """Find every note that a row of the scores or of the merged table can carry."""
    made = {f"{name}_{end}" for end, names in COLUMNS.items() for name in names}
    return {*WRITTEN.findall(CODE), *made, *NOTES, "days_not_modelled"}


def document(name: str) -> str:
    """Read a document."""
    return (DOCS / name).read_text("utf-8")


def test_the_notes_are_found_in_the_code() -> None:
    """One of each way to write them: else the next test would look for nothing."""
    ways = {"under_min_n", "mixed_channels", "form_unanswered", "no_survey", "mean_of_units"}
    assert set(WRITTEN.findall(CODE)) >= ways


@pytest.mark.parametrize("name", PAIR)
def test_a_document_explains_every_note(name: str) -> None:
    text = document(name)
    assert [code for code in sorted(codes()) if f"| `{code}` |" not in text] == []


def test_both_documents_have_the_same_parts() -> None:
    numbers = [re.findall(r"^## (\d+)\. \S", document(name), re.M) for name in PAIR]
    assert numbers[0] == numbers[1] == [str(at + 1) for at in range(len(numbers[0]))]
    tables = [[row.count("|") for row in table_rows(document(name))] for name in PAIR]
    assert tables[0] == tables[1]


def test_both_documents_say_the_same_numbers() -> None:
    """Decimal points here are commas there; a figure that one lacks is a figure gone stale."""
    english, indonesian = (figures(document(name)) for name in PAIR)
    assert english == indonesian


def test_the_documents_link_to_each_other() -> None:
    assert "(metode.md)" in document("method.md")
    assert "(method.md)" in document("metode.md")


def table_rows(text: str) -> list[str]:
    """Give the rows of all tables."""
    return [line for line in text.splitlines() if line.startswith("|")]


def figures(text: str) -> list[str]:
    """Give every decimal figure of the parts before the sources, with a point."""
    body = re.split(r"^## 18\.", text, flags=re.M)[0]
    return sorted(each.replace(",", ".") for each in re.findall(r"\d+[.,]\d+", body))
