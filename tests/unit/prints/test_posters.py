import pytest
import typst

from survey.errors import Language
from survey.prints import pdf, posters
from survey.prints.posters import Size
from tests.unit.prints.paper import LONG, ODD, codes, poster, posters_of, sizes, words

SAID: dict[Language, list[str]] = {
    "id": [
        "Bagaimana layanan kami?",
        "Suara Saudara berarti.",
        "Pindai dengan kamera ponsel",
        "± 5 menit",
        "Tanpa nama",
        "tanpa NIK, tanpa nomor telepon",
        "Tanpa aplikasi",
        "Sukarela",
        "Yang diterbitkan hanya angka gabungan.",
        "Jawaban dihapus setelah 31 Desember 2026.",
        "Survei dibuka sampai 30 September 2026",
        "How was our service?",
    ],
    "en": [
        "How was our service?",
        "Scan with your phone camera",
        "± 5 min",
        "no identity number, no phone number",
        "Voluntary",
        "Only combined figures are published.",
        "Answers are erased after 31 Desember 2026.",
        "The survey is open until 30 September 2026",
        "Bagaimana layanan kami?",
    ],
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_poster_says_all_of_it(size: Size, language: Language) -> None:
    said = words(posters_of(poster(), size=size, language=language))
    assert [text for text in SAID[language] if text not in said] == []
    assert "Puskesmas Contoh" in said
    assert "Dinas Kesehatan Kota Contoh" in said
    assert "survei.example.go.id/s/7KQ2M9XAVC4T" in said
    assert "survei@example.go.id" in said
    assert "https://" not in said
    assert "SAMPLE" not in said


@pytest.mark.parametrize(("size", "measure"), [("a4", (210, 297)), ("a5", (148, 210))])
def test_each_unit_has_a_page(size: Size, measure: tuple[int, int]) -> None:
    items = [poster(unit=f"Unit {at}", url=f"https://a.id/s/{at}") for at in range(3)]
    printed = posters_of(*items, size=size)
    assert sizes(printed) == [measure] * 3
    assert [codes(printed, page) for page in range(3)] == [[item.url] for item in items]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sample_is_marked(language: Language) -> None:
    said = words(posters_of(poster(demo=True), language=language))
    assert "DATA CONTOH" in said
    assert "SAMPLE" in said


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_long_names_stay_on_the_page(size: Size) -> None:
    crowded = poster(unit=LONG, institution=LONG, contact=LONG, demo=True)
    printed = posters_of(crowded, size=size)
    assert len(sizes(printed)) == 1
    assert words(printed).count(LONG) == 3
    assert "combined figures are published." in words(printed)


def test_data_are_never_source() -> None:
    printed = posters_of(poster(unit=ODD, institution=ODD, contact=ODD))
    assert words(printed).count(ODD) == 3


def test_a_poster_is_a_pdf_for_everybody() -> None:
    printed = posters_of(poster())
    assert b"pdfuaid" in printed
    assert b"/Lang (id)" in printed or b"/Lang(id)" in printed


@pytest.mark.parametrize("unit", ["😀 مركز", "漢字 ไทย", "a\x00b\ud800\ue000", "", "x" * 1000])
def test_any_name_is_printed(unit: str) -> None:
    printed = posters_of(poster(unit=unit))
    assert codes(printed) == [poster().url]


def test_a_machine_without_fonts_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(pdf, "fonts", lambda: bare)
    assert "Sukarela" in words(posters_of(poster()))


def test_nothing_to_print_is_an_error() -> None:
    with pytest.raises(ValueError, match="no posters"):
        posters([], "a4", "id")
