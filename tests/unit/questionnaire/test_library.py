"""The shipped questionnaires, held to the form of the regulation."""

import pytest

from survey.instrument import FORMS
from survey.questionnaire import library
from survey.questionnaire.canonical import digest

# PermenPANRB 14/2017: the questions and answers of the form, in its order.
FORM = (
    (
        "persyaratan",
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan "
        "jenis pelayanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    (
        "prosedur",
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    (
        "waktu",
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    (
        "biaya",
        "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    (
        "produk",
        "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang "
        "tercantum dalam standar pelayanan dengan hasil yang diberikan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    (
        "kompetensi",
        "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    (
        "perilaku",
        "Bagaimana pendapat Saudara perilaku petugas dalam pelayanan terkait kesopanan dan "
        "keramahan?",
        (
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
    ),
    (
        "sarana",
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
    (
        "pengaduan",
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        (
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
    ),
)
SECTORS = library.SECTOR_CODES


@pytest.mark.parametrize("code", SECTORS)
def test_the_nine_questions_are_those_of_the_form(code: str) -> None:
    scales = [each for each in library.shipped(code).questions() if each.type == "scale"]
    found = [
        (each.column, each.text["id"], tuple(choice.text["id"] for choice in each.choices))
        for each in scales
    ]
    assert found == list(FORM)


@pytest.mark.parametrize("code", SECTORS)
def test_each_has_what_a_survey_needs_and_no_more(code: str) -> None:
    definition = library.shipped(code)
    assert 35 <= len(definition.by_key) <= 45
    forms = [each for each in definition.questions() if each.column.startswith("mal_")]
    assert [each.column.removeprefix("mal_") for each in forms] == list(FORMS)
    assert all(each.allow == ("dont_know", "refused") for each in forms)
    assert definition.by_key["eligible"].required
    assert "refused" in definition.by_key["disability"].allow
    sector = next((each for each in definition.sections if each.key == "sektor"), None)
    assert (sector is None) == (code == "umum")
    assert sector is None or 4 <= len(sector.questions) <= 6
    own = next(each for each in definition.sections if each.key == "maladministrasi").intro
    assert own is not None
    assert "rumusan kami sendiri" in own["id"]


@pytest.mark.parametrize("code", SECTORS)
def test_nobody_is_asked_who_they_are(code: str) -> None:
    for question in library.shipped(code).questions():
        assert not {"name", "nama", "nik", "phone", "telepon", "address", "alamat"} & {question.key}
        assert not question.text["id"].casefold().startswith("nama")


def test_each_sector_has_its_questionnaire() -> None:
    assert library.for_sector("health") == "health"
    assert library.for_sector("civil_registration") == "umum"


def test_a_digest_is_that_of_the_content() -> None:
    source = library.source("umum")
    assert digest(source) == digest(dict(reversed(source.items())))
    assert digest(source) != digest({**source, "version": "2"})
