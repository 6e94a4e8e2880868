"""What the shipped questionnaires share, and that both languages are whole."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from survey.instrument import ELEMENTS, FORMS
from survey.questionnaire import library
from survey.questionnaire.canonical import canonical, digest

SECTORS = library.SECTOR_CODES
CORE = ("kelayakan", "responden", "pengalaman", "skm", "maladministrasi", "saran")
IDENTITY = re.compile(
    r"\b(nama|nik|telepon|ponsel|whatsapp|email|surel|alamat|tanggal lahir|nomor kartu|"
    r"name|identity number|phone|telephone|address|date of birth)\b",
    re.IGNORECASE,
)


def sections(code: str) -> dict[str, dict[str, Any]]:
    """Give the sections of a shipped source by key."""
    return {each["key"]: each for each in library.source(code)["sections"]}


def texts(node: Any) -> Iterator[Mapping[str, str]]:
    """Give every pair of texts of a source."""
    if isinstance(node, dict) and set(node) & {"id", "en"}:
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts(child)


@pytest.mark.parametrize("code", SECTORS)
def test_the_core_is_the_same_everywhere(code: str) -> None:
    own, core = sections(code), sections("umum")
    assert [key for key in own if key in CORE] == list(CORE)
    assert set(own) - set(CORE) == ({"layanan"} if code == "umum" else {"layanan", "sektor"})
    for key in CORE:
        assert own[key] == core[key]
    for member in ("consent", "endings", "languages"):
        assert library.source(code)[member] == library.source("umum")[member]


@pytest.mark.parametrize("code", SECTORS)
def test_facilities_are_asked_before_complaints(code: str) -> None:
    keys = [each["key"] for each in sections(code)["skm"]["questions"]]
    assert sorted(keys) == sorted(ELEMENTS)
    assert keys[-2:] == ["sarana", "pengaduan"]


@pytest.mark.parametrize("code", SECTORS)
def test_the_ten_forms_stand_in_the_order_of_the_law(code: str) -> None:
    questions = sections(code)["maladministrasi"]["questions"]
    assert [each["measures"]["form"] for each in questions] == list(FORMS)
    assert all("dont_know" in each["allow"] for each in questions)


@pytest.mark.parametrize("code", library.SHIPPED_CODES)
def test_both_languages_are_whole(code: str) -> None:
    found = list(texts(library.source(code)))
    assert len(found) > 60
    for each in found:
        assert set(each) == {"id", "en"}
        assert all(text == text.strip() != "" for text in each.values())


@pytest.mark.parametrize("code", library.SHIPPED_CODES)
def test_no_question_asks_who_somebody_is(code: str) -> None:
    asked = [text for each in library.shipped(code).questions() for text in each.text.values()]
    assert [text for text in asked if IDENTITY.search(text)] == []
    assert IDENTITY.search("Berapa nomor telepon Saudara?")


@pytest.mark.parametrize("code", SECTORS)
def test_free_text_asks_for_nobody_s_identity(code: str) -> None:
    hint = library.shipped(code).by_key["suggestion"].hint
    assert hint is not None
    assert hint["id"].startswith("Jangan menulis nama, NIK")


@pytest.mark.parametrize("code", library.SHIPPED_CODES)
def test_a_digest_outlives_a_journey_through_json(code: str) -> None:
    source = library.source(code)
    again = json.loads(json.dumps(source, indent=3, sort_keys=True))
    assert digest(again) == digest(library.source(code)) == digest(source)


def test_the_digests_of_the_shipped_questionnaires_differ() -> None:
    assert len({digest(library.source(code)) for code in library.SHIPPED_CODES}) == len(
        library.SHIPPED_CODES
    )


def test_canonical_json_is_written_one_way() -> None:
    content = {"b": ["é", {"d": "1", "c": None}], "a": True}
    expected = '{"a":true,"b":["é",{"c":null,"d":"1"}]}'
    assert canonical(content) == expected
    assert digest(content) == hashlib.sha256(expected.encode()).hexdigest()
