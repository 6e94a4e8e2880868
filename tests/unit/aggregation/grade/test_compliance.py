from fractions import Fraction

import pytest

from survey.aggregation.grade.compliance import Compliance, PublishedScore, read_scores
from survey.aggregation.grade.methods import methods
from survey.errors import Unusable

COLUMNS = ["year", "method", "institution_code", "institution", "unit", "score", "max_score"]
COLUMNS += ["zone", "category"]


def one(**cells: str) -> Compliance:
    row = {"year": "2024", "method": "opinion-2022", "institution_code": "36.04"}
    row |= {"institution": "Kabupaten Serang", "score": "93.3", "max_score": "100"} | cells
    return read_scores(COLUMNS, [(2, [row.get(name, "") for name in COLUMNS])])


def kept(**cells: str) -> PublishedScore:
    found = one(**cells)
    assert not found.problems
    return found.entries[0]


def rejected(**cells: str) -> list[tuple[str, str]]:
    found = one(**cells)
    assert not found.entries
    assert all(problem.row == 2 and problem.message("id") for problem in found.problems)
    return [(problem.code, problem.column) for problem in found.problems]


def noted(**cells: str) -> list[str]:
    found = one(**cells)
    assert found.entries
    return [note.code for note in found.notes]


def grade(entry: PublishedScore) -> tuple[str, str, str, str]:
    return entry.zone, entry.zone_source, entry.category, entry.category_source


def test_zone_and_category_are_derived_where_nothing_was_published() -> None:
    assert grade(kept()) == ("hijau", "derived", "A", "derived")
    assert grade(kept(zone="hijau")) == ("hijau", "published", "A", "derived")
    assert grade(kept(category="A")) == ("hijau", "derived", "A", "published")


@pytest.mark.parametrize(
    ("method", "year", "score", "expected"),
    [
        *[
            ("zones-2015", "2018", score, zone)
            for score, zone in [("50.99", "merah"), ("51", "kuning")]
        ],
        *[
            ("zones-2015", "2018", score, zone)
            for score, zone in [("80.99", "kuning"), ("81", "hijau")]
        ],
        *[
            ("zones-2021", "2021", score, zone)
            for score, zone in [("50.99", "merah"), ("81.00", "hijau")]
        ],
        *[
            ("zones-110", "2019", score, zone)
            for score, zone in [("55", "merah"), ("88", "kuning")]
        ],
        ("zones-110", "2019", "89", "hijau"),
    ],
)
def test_zones_of_the_older_methods(method: str, year: str, score: str, expected: str) -> None:
    maximum = "110" if method == "zones-110" else "100"
    entry = kept(method=method, year=year, score=score, max_score=maximum)
    assert grade(entry) == (expected, "derived", "", "none")


@pytest.mark.parametrize(
    ("score", "zone", "category"),
    [
        *[("88", "hijau", "A"), ("87.99", "hijau", "B"), ("78", "hijau", "B")],
        *[("77.99", "kuning", "C"), ("54", "kuning", "C"), ("53.99", "merah", "D")],
        *[
            ("32", "merah", "D"),
            ("31.99", "merah", "E"),
            ("0", "merah", "E"),
            ("87.995", "hijau", "A"),
        ],
    ],
)
def test_bands_of_the_opinion(score: str, zone: str, category: str) -> None:
    assert grade(kept(score=score)) == (zone, "derived", category, "derived")


def test_twenty_seven_of_twenty_eight() -> None:
    for cells in ({"score": "27/28", "max_score": ""}, {"score": "27", "max_score": "28"}):
        entry = kept(**cells)
        assert (entry.score, entry.maximum) == (Fraction(27), Fraction(28))
        assert entry.out_of_100 == Fraction("96.43")
        assert grade(entry) == ("", "none", "", "none")


def test_a_comma_is_a_decimal_comma() -> None:
    assert kept(score="91,16").score == Fraction("91.16")


def test_a_method_gives_the_maximum_that_is_not_stated() -> None:
    assert kept(max_score="").maximum == 100
    assert rejected(max_score="", method="") == [("max_missing", "max_score")]


def test_what_was_published_is_kept_against_the_method() -> None:
    found = one(year="2018", method="zones-2015", score="80.74", zone="hijau")
    assert grade(found.entries[0]) == ("hijau", "published", "", "none")
    assert [note.code for note in found.notes] == ["zone_contradicts_method"]
    assert noted(category="B") == ["category_contradicts_method"]


def test_no_method_no_derivation() -> None:
    assert grade(kept(method="")) == ("", "none", "", "none")
    assert noted(method="opinion-1999") == ["unknown_method"]
    assert noted(year="2019") == ["method_year"]
    assert grade(kept(year="2025", method="opinion-2025")) == ("", "none", "", "none")


def test_bad_cells_reject_their_row_with_every_problem() -> None:
    assert rejected(year="") == [("year_missing", "year")]
    assert rejected(year="24") == [("bad_year", "year")]
    assert rejected(score="") == [("score_missing", "score")]
    assert rejected(score="sembilan") == [("score_not_a_number", "score")]
    assert rejected(score="100.01") == [("score_above_max", "score")]
    assert rejected(score="27/28") == [("max_contradicts", "score")]
    assert rejected(zone="biru") == [("unknown_zone", "zone")]
    assert rejected(category="F") == [("unknown_category", "category")]
    assert rejected(institution="", institution_code="") == [("institution_missing", "institution")]
    assert rejected(institution_code="36.1") == [("code_lost_zero", "institution_code")]
    assert rejected(score="=90+1")[0] == ("formula", "score")
    assert rejected(max_score="0") == [("max_zero", "max_score")]
    assert rejected(score="27/0", max_score="") == [("max_zero", "max_score")]
    assert rejected(score="9" * 5000) == [("score_not_a_number", "score")]
    assert rejected(year="2" * 5000) == [("bad_year", "year")]
    assert rejected(year="", zone="biru") == [("year_missing", "year"), ("unknown_zone", "zone")]


def test_a_cell_beyond_the_heading_rejects_its_row() -> None:
    found = read_scores(
        ["year", "method", "institution", "score"],
        [(2, ["2024", "opinion-2022", "Kab. Serang", "91", "16"])],
    )
    assert [(each.code, each.value) for each in found.problems] == [("too_many_cells", "16")]
    assert not found.entries


def test_names_that_do_not_agree_with_the_known_places() -> None:
    assert noted(institution="Kota Serang") == ["code_name_mismatch"]
    assert noted(institution_code="", institution="Kabupten Serang") == ["unknown_institution"]
    assert noted(institution_code="36.99") == ["unknown_institution"]
    assert noted(institution_code="", institution="Polres Serang") == []
    assert noted(institution_code="", institution="Kab. Serang") == []
    assert noted(institution_code="32.01", institution="Kabupaten Bogor") == []


def test_columns_that_are_needed() -> None:
    with pytest.raises(Unusable) as caught:
        read_scores(["year", "zone"], [])
    assert caught.value.problem.slots["names"] == "score, institution_code / institution"
    with pytest.raises(Unusable, match="duplicate_column"):
        read_scores([*COLUMNS, "Score"], [])
    with pytest.raises(Unusable, match="no_rows"):
        read_scores(COLUMNS, [(2, ["", ""])])


def test_the_methods_do_not_overlap_within_one_scale() -> None:
    for method in methods().values():
        lows = [band.lowest for band in method.bands]
        assert lows == sorted(set(lows))
        assert not method.bands or lows[0] == 0
