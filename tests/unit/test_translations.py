"""The interface texts are complete in every language there is a catalogue for."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Set
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from survey.messages import CATALOGUE
from survey.questionnaire import library
from survey.questionnaire.building import build_definition
from survey.services.register.registry import Registry
from survey.services.rounds.questionnaires import publish
from survey.services.rounds.rounds import add_link, by_code
from survey.services.store.transaction import transaction
from survey.web import language
from survey.web.store import store
from tests import pages, world
from tests.conftest import application
from tests.factories import ROOT
from tests.world import answers, unhurried

SLOT = re.compile(r"%\((\w+)\)")
TRANSLATIONS = ROOT / "translations"
LANGUAGES = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/*/messages.po"))


def catalogue(name: str) -> Catalog:
    path = TRANSLATIONS / name / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=name)


def mapping() -> tuple[list[tuple[str, str]], dict[str, dict[str, str]]]:
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        found: tuple[list[tuple[str, str]], dict[str, dict[str, str]]]
        found = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    return found


@cache
def used() -> frozenset[str]:
    """Collect the texts of code and templates, as `make texts` does."""
    return frozenset(str(each[2]) for each in extract_from_dir(ROOT, *mapping()))


def faults(known: Catalog, texts: Set[str]) -> list[str]:
    """Say what is wrong with a catalogue."""
    found = [f"not there: {text}" for text in texts - {str(each.id) for each in known}]
    for each in known:
        if not each.id:
            continue
        if not each.string:
            found.append(f"empty: {each.id}")
        if each.fuzzy:
            found.append(f"fuzzy: {each.id}")
        if set(SLOT.findall(str(each.id))) != set(SLOT.findall(str(each.string))):
            found.append(f"other placeholders: {each.id}")
    return found


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_text_is_translated(name: str) -> None:
    assert {"id", "en"} <= set(LANGUAGES)
    assert faults(catalogue(name), used()) == []


def test_each_fault_is_found() -> None:
    known = catalogue("id")
    known.add("Never translated")
    known.add("For %(who)s", "Untuk %(siapa)s")
    known.add("Doubtful", "Ragu", flags=["fuzzy"])
    assert [fault.split(":")[0] for fault in faults(known, used() | {"Forgotten"})] == [
        "not there",
        "empty",
        "other placeholders",
        "fuzzy",
    ]


def test_every_mapping_matches_a_file() -> None:
    files = [
        path.relative_to(ROOT).as_posix()
        for folder in ("survey", "templates")
        for path in (ROOT / folder).rglob("*.*")
    ]
    for pattern, _method in mapping()[0]:
        assert any(fnmatch(name, pattern.replace("**", "*")) for name in files), pattern


def test_every_template_is_searched() -> None:
    """A text in a template no mapping covers would never be translated."""
    patterns = [pattern.replace("**", "*") for pattern, _method in mapping()[0]]
    for path in (ROOT / "templates").rglob("*"):
        name = path.relative_to(ROOT).as_posix()
        assert path.is_dir() or any(fnmatch(name, pattern) for pattern in patterns), name


def test_nothing_is_kept_that_no_page_says() -> None:
    assert {str(each.id) for each in catalogue("id") if each.id} == used()


def test_indonesian_is_not_english() -> None:
    same = [each.id for each in catalogue("id") if each.id and each.id == each.string]
    assert len(same) < 12, same


@pytest.fixture
def sundanese(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    compiled: FileSystemBytecodeCache,
) -> Iterator[Flask]:
    """Begin a third language as the handbook says, and fill its catalogue."""
    for name in ("_build", "translations", "survey", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    command = [sys.executable, str(tmp_path / "_build" / "catalogues.py"), "su"]
    subprocess.run(command, check=True, cwd=ROOT)
    path = tmp_path / "translations" / "su" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        begun = read_po(file, locale="su")
    for each in begun:
        if each.id:
            each.string = f"[su] {each.id}"
    with path.open("wb") as file:
        write_po(file, begun)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, begun)
    for module in (language, pages):
        monkeypatch.setattr(module, "folder", lambda _name: tmp_path / "translations")
    language.languages.cache_clear()
    yield from application(url, compiled)
    language.languages.cache_clear()


def in_sundanese(text: object) -> object:
    """Add a language to every text of a definition."""
    if isinstance(text, dict):
        if set(text) == {"id", "en"}:
            return {**text, "su": f"[su] {text['en']}"}
        return {key: in_sundanese(value) for key, value in text.items()}
    return [in_sundanese(each) for each in text] if isinstance(text, list) else text


@pytest.mark.slow
def test_a_new_language_is_a_catalogue_and_the_texts_of_a_definition(sundanese: Flask) -> None:
    app = sundanese
    with app.app_context():
        world.build()
        source = in_sundanese(library.source("social"))
        assert isinstance(source, dict)
        source |= {"languages": ["id", "en", "su"], "version": "2"}
        with transaction(store()):
            version = publish(store(), build_definition(source))
            registry = Registry(store())
            unit = registry.unit_codes["PKM"]
            slug = add_link(store(), by_code(store(), "open"), unit, version).slug
    client = app.test_client()
    page = client.get(f"/s/{slug}?lang=su").text
    assert '<html lang="su">' in page
    for text in ("[su] Your consent", "[su] Your satisfaction", "[su] Next", "[su] Yes"):
        assert text in page
    form = answers(age="x") | {"ticket": unhurried(slug), "consent": "1", "lang": "su"}
    wrong = client.post(f"/s/{slug}", data=form).text
    assert "[su] Write it in figures" in wrong
    form |= {"age": "35"}
    thanks = client.get(client.post(f"/s/{slug}", data=form).location).text
    assert "[su] Your receipt code" in thanks
    assert 'value="su"' in client.get(f"/s/{slug}?another=1").text


def test_coded_texts_know_both_languages() -> None:
    assert all({"id", "en"} <= set(texts) for texts in CATALOGUE.values())
