from typing import Any

import pandas as pd
import pytest

from survey.aggregation.grade.compliance import Compliance, read_scores
from survey.aggregation.grade.merging import Merged, merge
from survey.aggregation.scores.scores import score
from survey.aggregation.scores.tallies import tally
from survey.sheets import open_sheet
from tests.factories import BANTEN, frame

COLUMNS = [
    "year",
    "method",
    "institution_code",
    "institution",
    "unit",
    "score",
    "zone",
    "units_complete",
]


def banten() -> Compliance:
    sheet = open_sheet(BANTEN)
    return read_scores(sheet.heading, sheet.rows)


def entries(*rows: str) -> Compliance:
    return read_scores(COLUMNS, [(at, row.split("|")) for at, row in enumerate(rows, start=2)])


def merged(
    by: list[str], compliance: Compliance | None, assumed: int | None = None, **columns: Any
) -> Merged:
    rows = 12
    data = frame([[3] * 9, [4] * 9] * (rows // 2), **columns)
    return merge(score(tally(data, by)), compliance, assumed)


def row(found: Merged, **wanted: object) -> dict[str, Any]:
    chosen = found.frame
    for name, value in wanted.items():
        chosen = chosen[chosen[name].fillna("") == value]
    assert len(chosen) == 1, (wanted, len(chosen))
    return {str(name): value for name, value in chosen.iloc[0].items()}


def test_real_scores_beside_a_survey() -> None:
    found = merged(
        ["year", "institution", "unit"],
        banten(),
        year="2024",
        institution="Pemkab Serang",
        unit=["UPT Puskesmas Pabuaran", "Dinas Sosial"] * 6,
    )
    pabuaran = row(found, unit="UPT Puskesmas Pabuaran")
    assert pabuaran["compliance_score"] == 93.30
    assert (pabuaran["zone"], pabuaran["zone_source"]) == ("hijau", "published")
    assert (pabuaran["category"], pabuaran["category_source"]) == ("A", "derived")
    assert pabuaran["institution_code"] == "36.04"
    assert pabuaran["gap"] == round(pabuaran["ikm"] - 93.30, 2)
    dinsos = row(found, unit="Dinas Sosial", institution="Pemkab Serang")
    assert (dinsos["compliance_score"], dinsos["category_source"]) == (94.62, "published")
    province = row(found, year=2018, institution="Provinsi Banten")
    assert (province["compliance_score"], province["zone"]) == (80.74, "hijau")
    assert province["zone_source"] == "published"


def test_conflicting_scores_are_told_and_none_is_used() -> None:
    found = merged(["institution"], banten(), 2021, institution="Kota Serang")
    serang = row(found, institution="Kota Serang", year=2021)
    assert serang["notes"] == ("compliance_conflict",)
    for name in ("compliance_score", "compliance_max", "compliance_100", "gap"):
        assert pd.isna(serang[name])
    assert (serang["zone"], serang["category"], serang["quadrant"], serang["method"]) == ("",) * 4
    told = [note for note in found.notes if note.code == "compliance_conflict"]
    assert len(told) == 1
    assert "63.31" in told[0].message("id")
    assert "63.61" in told[0].message("id")
    assert "kabarbanten" in told[0].message("id")


def test_the_join_is_a_full_outer_one() -> None:
    found = merged(["institution_code"], banten(), 2024, institution_code="36.04")
    institutions = {entry.institution for entry in banten().entries}
    assert institutions <= set(found.frame["institution"])
    assert not found.frame.duplicated(["year", "institution_code", "institution"]).any()
    assert row(found, year=2024, institution_code="36.04")["ikm"] == 87.5
    assert row(found, year=2023, institution_code="36.04")["notes"] == ("no_survey",)


def test_a_name_is_never_guessed() -> None:
    found = merged(["institution"], banten(), 2024, institution="Kabupaten Serag")
    lonely = row(found, institution="Kabupaten Serag")
    assert lonely["notes"] == ("no_compliance",)
    note = next(note for note in found.notes if note.code == "unmatched_institution")
    assert "Kabupaten Serang" in note.message("en")


def test_a_unit_that_is_spelled_otherwise_is_listed_with_the_nearest() -> None:
    found = merged(
        ["institution", "unit"], banten(), 2024, institution="Kab. Serang", unit="Puskesmas Pontang"
    )
    note = next(note for note in found.notes if note.code == "unmatched_unit")
    assert "UPT Puskesmas Pontang" in note.message("en")
    assert row(found, unit="Puskesmas Pontang")["notes"] == ("no_compliance",)


def test_a_code_beats_a_name() -> None:
    found = merged(
        ["institution_code", "institution"],
        banten(),
        2024,
        institution_code="36.04",
        institution="Kota Serang",
    )
    assert row(found, institution="Kota Serang", year=2024)["compliance_score"] == 91


def test_equal_names_with_different_codes_are_not_joined() -> None:
    found = merged(
        ["institution_code", "institution"],
        banten(),
        2024,
        institution_code="28.01",
        institution="Kabupaten Serang",
    )
    assert row(found, institution_code="28.01")["notes"] == ("no_compliance",)


@pytest.mark.parametrize(
    ("by", "columns", "year", "code"),
    [
        (["sex"], {"sex": "L"}, 2024, "merge_without_institution"),
        (["institution"], {"institution": "Kota Serang"}, None, "merge_without_year"),
        (
            ["institution"],
            {"institution": "Kota Serang", "year": ["2023", "2024"] * 6},
            None,
            "merge_many_years",
        ),
    ],
)
def test_what_cannot_be_joined_is_only_a_heading(
    by: list[str], columns: dict[str, Any], year: int | None, code: str
) -> None:
    found = merged(by, banten(), year, **columns)
    assert found.frame.empty
    assert {"year", "ikm", "gap", "quadrant"} <= set(found.frame.columns)
    assert [note.code for note in found.notes] == [code]


def test_the_column_year_comes_before_the_option() -> None:
    found = merged(["institution"], banten(), 2019, institution="Kab. Serang", year="2024")
    assert row(found, institution="Kab. Serang")["compliance_score"] == 91


@pytest.mark.parametrize(
    ("zone", "answers", "quadrant"),
    [
        *[("hijau", 4, "both"), ("hijau", 3, "paper_only")],
        *[("kuning", 4, "perceived_only"), ("merah", 3, "neither"), ("", 3, "")],
    ],
)
def test_quadrants(zone: str, answers: int, quadrant: str) -> None:
    heading = [*COLUMNS, "max_score"]
    compliance = read_scores(
        heading, [(2, ["2024", "", "", "Kota Serang", "", "80", zone, "", "100"])]
    )
    data = frame([[answers] * 9] * 12, institution="Kota Serang")
    found = merge(score(tally(data, ["institution"])), compliance, 2024)
    assert row(found)["quadrant"] == quadrant


UNITS = [
    f"2023|opinion-2022|36.03|Kabupaten Tangerang|{name}|{score}||"
    for name, score in (
        ("DPMPTSP", "88.70"),
        ("Dinas Pendidikan", "90.92"),
        ("Dinas Sosial", "96.07"),
        ("Disdukcapil", "93.72"),
        ("Puskesmas Balaraja", "96.20"),
        ("Puskesmas Tigaraksa", "96.73"),
    )
]


def test_a_mean_of_units_only_where_their_list_is_complete() -> None:
    by, columns = ["institution"], {"institution": "Kabupaten Tangerang"}
    complete = merged(by, entries(*(f"{unit}ya" for unit in UNITS)), 2023, **columns)
    found = row(complete, institution="Kabupaten Tangerang")
    assert found["compliance_score"] == 93.72
    assert found["notes"] == ("mean_of_units:6",)
    assert (found["zone_source"], found["category"], found["category_source"]) == (
        "derived",
        "A",
        "derived",
    )
    unmarked = merged(by, entries(*UNITS), 2023, **columns)
    assert row(unmarked, institution="Kabupaten Tangerang")["notes"] == ("no_compliance",)


def test_a_score_of_its_own_beats_the_mean_of_units() -> None:
    own = "2023|opinion-2022|36.03|Kabupaten Tangerang||93.00||"
    compliance = entries(own, *(f"{unit}ya" for unit in UNITS))
    found = merged(["institution"], compliance, 2023, institution="Kabupaten Tangerang")
    assert row(found, institution="Kabupaten Tangerang")["compliance_score"] == 93.00


def test_the_same_score_from_two_sources_is_no_conflict() -> None:
    compliance = entries(
        "2024|opinion-2022|36.04|Kab. Serang||91||",
        "2024|opinion-2022||Kabupaten Serang||91,00|hijau|",
    )
    found = merged(["institution"], compliance, 2024, institution="Kab. Serang")
    assert (row(found)["zone"], row(found)["zone_source"]) == ("hijau", "published")


def test_without_scores_the_survey_stands_alone() -> None:
    found = merged(["institution"], None, institution="Kab. Serang")
    assert row(found)["ikm"] == 87.5
    assert [note.code for note in found.notes] == ["merge_without_compliance"]


def test_several_years_without_scores_leave_the_year_empty() -> None:
    found = merged(["institution"], None, institution="Kab. Serang", year=["2020", "2021"] * 6)
    assert pd.isna(row(found, institution="Kab. Serang")["year"])


def test_answers_without_a_unit_are_not_those_of_the_institution() -> None:
    units = ["", "Dinas Sosial"] * 6
    found = merged(["institution", "unit"], banten(), 2024, institution="Kab. Serang", unit=units)
    blank = found.frame[(found.frame["institution"] == "Kab. Serang") & (found.frame["unit"] == "")]
    assert [notes[-1] for notes in blank["notes"]] == ["no_compliance"]
    assert blank["compliance_score"].isna().all()
    assert "unit_empty" in [note.code for note in found.notes]


def test_a_mistyped_pair_does_not_unsettle_another_institution() -> None:
    codes = ["36.04"] * 6 + [""] * 6
    by = ["institution_code", "institution"]
    found = merged(by, banten(), 2023, institution_code=codes, institution="Kota Serang")
    wrong = row(found, institution_code="36.04", institution="Kota Serang", year=2023)
    assert "code_name_mismatch" in wrong["notes"]
    surveyed = found.frame[found.frame["from_group"] >= 0]
    assert surveyed["institution_code"].tolist() == ["36.04", "36.73"]
    assert "code_name_mismatch" in [note.code for note in found.notes]


def test_spellings_that_split_an_institution_are_told() -> None:
    names = ["Kab. Serang", "KABUPATEN SERANG"] * 6
    found = merged(["institution"], banten(), 2024, institution=names)
    assert [note.code for note in found.notes].count("several_spellings") == 1


def test_one_score_by_two_methods_is_a_conflict() -> None:
    compliance = entries(
        "2024|opinion-2022|36.04|Kab. Serang||91||", "2024|zones-2021|36.04|Kab. Serang||91||"
    )
    found = merged(["institution"], compliance, 2024, institution="Kab. Serang")
    assert row(found)["notes"] == ("compliance_conflict",)
