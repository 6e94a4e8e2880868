from dataclasses import replace
from typing import Any

import pandas as pd

from survey.aggregation.disclosure.suppression import FREEDOM, IKM, RATE, suppress
from survey.aggregation.grade.merging import merge
from survey.aggregation.scores.scores import Tables, score
from survey.aggregation.scores.tallies import tally
from survey.instrument import Missing
from tests.factories import frame
from tests.unit.aggregation.grade.test_merging import banten

FIGURES = [*IKM, *RATE, *FREEDOM]
FULL = [3, 4, 3, 4, 3, 4, 3, 4, 3]


def release(
    elements: list[list[int]], forms: list[list[int]] | None = None, **columns: Any
) -> Tables:
    data = frame(elements, forms or [[0] * 10] * len(elements), **columns)
    tables = score(tally(data, ["institution"]))
    joined = merge(tables, banten(), 2024)
    return suppress(replace(tables, merged=joined.frame), 10)


def empty(record: "pd.Series", names: list[str]) -> bool:
    return all(pd.isna(record[name]) or record[name] == "" for name in names if name in record)


def survey_row(tables: Tables, name: str) -> "pd.Series":
    rows = tables.merged[
        (tables.merged["institution"] == name) & tables.merged["suppressed"].notna()
    ]
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_small_group_shows_nothing_anywhere() -> None:
    names = ["Kota Serang"] * 9 + ["Kota Cilegon"] * 10
    tables = release([FULL] * 9 + [[4] * 9] * 5 + [FULL] * 5, institution=names)
    for small in (tables.scores.iloc[1], survey_row(tables, "Kota Serang")):
        assert pd.isna(small["n"])
        assert empty(small, FIGURES)
        assert small["suppressed"] == 1
        assert "under_min_n" in small["notes"]
        assert not [note for note in small["notes"] if "not_estimable" in note]
    for items, key in ((tables.elements, "element"), (tables.maladministration, "form")):
        hidden = items[items["institution"] == "Kota Serang"]
        assert hidden.drop(columns=["institution", key]).isna().all(axis=None)
    large = survey_row(tables, "Kota Cilegon")
    assert large["n"] == 10
    assert large["ikm"] > 0
    assert large["gap"] == round(large["ikm"] - 95.31, 2)


def test_an_element_with_a_small_base_takes_the_index_with_it() -> None:
    rows = [FULL] * 9 + [[Missing.REFUSED, *FULL[1:]]] * 5
    tables = release(rows, institution="Kota Cilegon")
    found = survey_row(tables, "Kota Cilegon")
    assert found["n"] == 14
    assert found["suppressed"] == 0
    assert empty(found, list(IKM))
    assert found["compliance_score"] == 95.31
    assert not pd.isna(found["mal_rate"])
    element = tables.elements.set_index("element")
    assert element.loc["persyaratan"].drop("institution").isna().all()
    assert element.loc["prosedur", "n"] == 14


def test_a_form_with_a_small_base_takes_rate_and_freedom_with_it() -> None:
    forms = [[0] * 10] * 9 + [[Missing.DONT_KNOW, *[1] * 9]] * 5
    found = survey_row(release([FULL] * 14, forms, institution="Kota Cilegon"), "Kota Cilegon")
    assert empty(found, [*FREEDOM, *RATE])
    assert not pd.isna(found["ikm"])


def test_a_rate_has_its_own_base() -> None:
    forms = [[0] * 10] * 9 + [[Missing.DONT_KNOW, *[0] * 9]] * 12
    found = survey_row(release([FULL] * 21, forms, institution="Kota Cilegon"), "Kota Cilegon")
    assert empty(found, list(RATE))
    assert not pd.isna(found["ikm"])


def test_nothing_is_hidden_at_the_minimum_or_of_nobody() -> None:
    rows = [FULL] * 5 + [[4] * 9] * 5
    tables = release(rows, [[Missing.NOT_ASKED] * 10] * 10, institution="Kota Cilegon")
    assert tables.scores["notes"].tolist() == [()]
    assert tables.scores["mal_n"].tolist() == [0]
    assert tables.maladministration["n"].tolist() == [0] * 10


def test_the_hidden_index_cannot_be_computed_back() -> None:
    """With one element hidden, the shown figures leave the index undetermined."""
    rows = [FULL] * 9 + [[Missing.REFUSED, *FULL[1:]]] * 5
    tables = release(rows, institution="Kota Cilegon")
    shown = tables.elements["mean"].notna().sum()
    assert shown == 8
    assert pd.isna(tables.scores["ikm"].iloc[0])
    assert pd.isna(tables.scores["ikm_rescaled"].iloc[0])


def with_total(sizes: dict[str, int], rows: list[list[int]]) -> Tables:
    """Release units with the row of their institution, which comes first."""
    names = [name for name, size in sizes.items() for _ in range(size)]
    data = frame(rows, [[0] * 10] * len(names), unit=names)
    whole = tally(data.assign(unit=""), ["unit"]) + tally(data, ["unit"])
    return suppress(score(whole), 10, {0: range(1, len(sizes) + 1)})


def test_the_smallest_unit_falls_with_one_its_total_would_give_back() -> None:
    sizes = {"A": 4, "B": 12, "C": 11, "D": 20}
    tables = with_total(sizes, [FULL] * 47)
    assert tables.scores["n"].fillna(-1).tolist() == [47, -1, 12, -1, 20]
    assert tables.scores["suppressed"].tolist() == [0, 1, 0, 1, 0]
    fallen = tables.scores[tables.scores["unit"] == "C"].iloc[0]
    assert empty(fallen, FIGURES)
    assert "under_min_n" in fallen["notes"]
    assert tables.elements.loc[tables.elements["unit"] == "C", "mean"].isna().all()


def test_an_element_falls_in_a_second_unit_by_its_own_base() -> None:
    """In A hardly anybody answered one element; in B, whose base of it is smaller, it falls too."""
    rows = [FULL] * 3 + [[Missing.REFUSED, *FULL[1:]]] * 15 + [FULL] * 12 + [FULL] * 20
    tables = with_total({"A": 18, "B": 12, "C": 20}, rows)
    assert tables.scores["n"].tolist() == [50, 18, 12, 20]
    first = tables.elements[tables.elements["element"] == "persyaratan"]
    assert first["n"].fillna(-1).tolist() == [35, -1, -1, 20]
    assert tables.scores["ikm"].isna().tolist() == [False, True, True, False]
    second = tables.elements[tables.elements["element"] == "prosedur"]
    assert second["n"].tolist() == [50, 18, 12, 20]


def test_a_total_of_one_small_unit_falls_with_it() -> None:
    tables = with_total({"A": 9}, [FULL] * 9)
    assert tables.scores["n"].isna().all()


def test_without_totals_nothing_more_is_hidden() -> None:
    data = frame([FULL] * 24, unit=["A"] * 4 + ["B"] * 20)
    tables = suppress(score(tally(data, ["unit"])), 10, {})
    assert tables.scores["n"].fillna(-1).tolist() == [-1, 20]


def test_a_rate_falls_in_a_second_unit_by_its_own_base() -> None:
    names = ["A"] * 14 + ["B"] * 12 + ["C"] * 20
    forms = [[0] * 10 for _ in names]
    forms[9:14] = [[0] * place + [Missing.DONT_KNOW] + [0] * (9 - place) for place in range(5)]
    data = frame([FULL] * 46, forms, unit=names)
    whole = tally(data.assign(unit=""), ["unit"]) + tally(data, ["unit"])
    tables = suppress(score(whole), 10, {0: range(1, 4)})
    assert tables.scores["n"].tolist() == [46, 14, 12, 20]
    assert tables.scores["mal_n"].fillna(-1).tolist() == [41, -1, -1, 20]
    assert tables.scores["mal_rate"].isna().tolist() == [False, True, True, False]
