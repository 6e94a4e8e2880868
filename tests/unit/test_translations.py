"""The interface texts are complete in both languages."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.factories import ROOT

SLOT = re.compile(r"%\((\w+)\)")


def catalogue(language: str) -> Catalog:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def used() -> set[str]:
    """Collect the texts of code and templates."""
    found = [
        *extract_from_dir(ROOT / "survey", [("**.py", "python")]),
        *extract_from_dir(ROOT / "templates", [("**.html", "jinja2")]),
    ]
    return {str(each[2]) for each in found}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_is_translated(language: str) -> None:
    known = catalogue(language)
    assert {str(each) for each in used()} <= {str(each.id) for each in known if each.string}
    for message in known:
        if message.id:
            assert not message.fuzzy, message.id
            assert set(SLOT.findall(str(message.id))) == set(SLOT.findall(str(message.string)))


def test_nothing_is_kept_that_no_page_says() -> None:
    assert {str(each.id) for each in catalogue("id") if each.id} == used()


def test_indonesian_is_not_english() -> None:
    same = [each.id for each in catalogue("id") if each.id and each.id == each.string]
    assert len(same) < 10, same
