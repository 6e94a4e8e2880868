import pytest

from survey.errors import Language
from survey.prints import slips
from survey.prints.printable import grouped, short_url
from tests.unit.prints.paper import LONG, ODD, codes, sizes, slip, words

SAID: dict[Language, list[str]] = {
    "id": ["Sekali pakai", "tanpa nama", "Berlaku sampai 30 September 2026", "Single use"],
    "en": ["Single use", "no name", "Valid until 30 September 2026", "Sekali pakai"],
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_slip_says_all_of_it(language: Language) -> None:
    said = words(slips([slip()], language))
    assert [text for text in SAID[language] if text not in said] == []
    assert "Puskesmas Contoh" in said
    assert "survei.example.go.id/t dan ketik" in said or "survei.example.go.id/t and type" in said
    assert "7KQ2 M9XA VC00" in said
    assert "SAMPLE" not in said


def test_ten_stand_on_a_page_and_every_code_is_read() -> None:
    items = [slip(at, unit=LONG, demo=True) for at in range(23)]
    printed = slips(items, "id")
    assert sizes(printed) == [(210, 297)] * 3
    read = [sorted(codes(printed, page)) for page in range(3)]
    urls = [item.url for item in items]
    assert read == [urls[:10], urls[10:20], urls[20:]]
    assert words(printed).count("SAMPLE") == 10


def test_data_are_never_source() -> None:
    assert words(slips([slip(unit=ODD, institution=ODD)], "id")).count(ODD) == 2


def test_nothing_to_print_is_an_error() -> None:
    with pytest.raises(ValueError, match="no slips"):
        slips([], "id")


@pytest.mark.parametrize("code", ["7KQ2M9XAVC4T", "7KQ2-M9XA-VC4T", "7KQ2 M9XA VC4T"])
def test_a_code_stands_in_groups_of_four(code: str) -> None:
    assert grouped(code) == "7KQ2 M9XA VC4T"


def test_nobody_has_to_type_the_protocol() -> None:
    assert short_url("https://a.id/s/A/") == "a.id/s/A"
