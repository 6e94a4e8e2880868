import pytest

from survey.aggregation.places import known_places, lost_zero, nearest, normalise


@pytest.mark.parametrize(
    "spelling",
    [
        "Kabupaten Serang",
        "Kab. Serang",
        "KAB.SERANG",
        "Pemkab Serang",
        "Pemerintah Kabupaten Serang",
        "Pemerintah Daerah Kab  Serang",
        " kabupaten  serang ",
    ],
)
def test_spellings_of_one_name(spelling: str) -> None:
    assert normalise(spelling) == "kabupaten serang"


def test_kinds_of_government_stay_apart() -> None:
    names = {normalise(name) for name in ("Kab. Serang", "Kota Serang", "Pemprov Serang")}
    assert names == {"kabupaten serang", "kota serang", "provinsi serang"}


def test_a_name_that_only_begins_alike_is_left_alone() -> None:
    assert normalise("Kotabaru") == "kotabaru"
    assert normalise("Kabupatenan") == "kabupatenan"


def test_a_code_that_lost_its_zero() -> None:
    assert [code for code in ("36.1", "36.10", "36", "36.7") if lost_zero(code)] == ["36.1", "36.7"]


def test_nearest_names_are_for_showing() -> None:
    assert nearest("Kabupten Serang", known_places().values())[0] == "Kabupaten Serang"
    assert nearest("Xyzzy", known_places().values()) == []
