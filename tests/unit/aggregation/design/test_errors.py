"""What a design refuses, and what it survives."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.aggregation.design import Design, Estimate, covariance, difference
from survey.errors import Unusable
from survey.messages.design import TEXTS

FRAME = pd.DataFrame(
    {
        "y": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        "w": [1.0, 1.0, 2.0, 2.0, 3.0, 3.0],
        "h": ["A", "A", "A", "B", "B", "B"],
        "day": [1, 1, 2, 3, 3, 4],
        "row": [1, 2, 3, 4, 5, 6],
        "sex": ["L", "P", "L", "P", "L", "P"],
        "N": [20.0, 20.0, 20.0, 10.0, 10.0, 10.0],
        "one": [1, 0, 1, 1, 0, 0],
    }
)
Make = Callable[[], object]


def build(column: str = "", value: Any = None, row: int = 2, /, **plan: Any) -> Make:
    """Make a design, after one cell was changed."""

    def made() -> object:
        frame = FRAME.astype({column: object}) if column else FRAME
        if column:
            frame.loc[row, column] = value
        return Design(frame, **plan)

    return made


def plain(use: Callable[[Design], object], /, **plan: Any) -> Make:
    return lambda: use(Design(FRAME, **plan))


LP = {"L": 50, "P": 50}
AB = {"A": 60, "B": 40}
FAULTS: list[tuple[str, Make, str]] = [
    ("design_unknown_column", build(weights="weight"), "there are: y, w, h"),
    ("design_length", build(weights=np.ones(5)), "5 values are given for 6 rows"),
    ("design_other_rows", build(weights=FRAME["w"].sort_index(ascending=False)), "same table"),
    ("design_not_numeric", build("w", "two", weights="w"), "row 4, column w: two is not"),
    ("design_bad_weight", build("w", 0, weights="w"), "row 4, column w: weight 0 cannot"),
    ("design_bad_weight", build("w", -1.5, weights="w"), "weight -1.5 cannot"),
    ("design_bad_weight", build("w", None, weights="w"), "(rows 4)"),
    ("design_bad_weight", build("w", np.inf, weights="w"), "weight inf cannot"),
    ("design_no_label", build("h", None, strata="h"), "row 4, column h"),
    ("design_no_label", build("h", "  ", strata="h"), "row 4, column h"),
    ("design_no_label", build("day", None, psu="day"), "row 4, column day"),
    ("design_two_spellings", build("h", "a ", strata="h"), "a and 'A' are one label"),
    ("design_psu_in_two_strata", build("day", 1, 3, strata="h", psu="day"), "(A, B)"),
    ("design_ssu_without_psu", build(ssu="row"), "psu"),
    ("design_strata_stages", build(strata=["h", "h"]), "2 stages, but the design has only 1"),
    ("design_fpc_stages", build(psu="day", fpc=["N", "N"]), "2 stages"),
    ("design_fpc_mixed", build("N", 0.5, strata="h", fpc="N"), "column N"),
    ("design_bad_fpc", build("N", 0, strata="h", fpc="N"), "population 0 cannot"),
    ("design_bad_fpc", build("N", None, strata="h", fpc="N"), "row 4"),
    ("design_fpc_varies", build("N", 21, strata="h", fpc="N"), "21 differs from 20 in stratum A"),
    ("design_fpc_varies", build("N", 21, strata="h", population="N"), "row 4"),
    ("design_small_population", build(strata="h", fpc=np.full(6, 2)), "2 of stratum A is smal"),
    ("design_small_population", build(psu="day", population=np.full(6, 5)), "sample (6)"),
    ("design_small_population", build(population=np.full(6, 5)), "sample (6)"),
    ("design_weights_needed", build(psu=["day", "row"], fpc=np.full(6, 9)), "2 stages"),
    ("design_unknown_rule", build(lonely_psu="fail"), "adjust, remove, average, certainty"),
    ("design_not_finite", plain(lambda d: d.mean(np.array([1, 2, np.inf, 4, 5, 6]))), "row 4"),
    ("design_not_numeric", plain(lambda d: d.mean("sex")), "L is not a number"),
    ("design_not_binary", plain(lambda d: d.proportion("y")), "2.0 is neither 0 nor 1"),
    ("design_unknown_level", plain(lambda d: d.proportion("sex", "p")), "there are: L, P"),
    ("design_not_plain", plain(lambda d: d.proportion("one", method="wilson"), psu="day"), ""),
    ("design_unknown_statistic", plain(lambda d: d.by("h", "median", "y")), "median"),  # type: ignore[arg-type]
    ("design_ratio_columns", plain(lambda d: d.by("h", "ratio", "y")), "numerator"),
    ("design_no_groups", plain(lambda d: d.by([], "mean", "y")), ""),
    ("design_two_spellings", plain(lambda d: d.by(np.array([*"aAbbbb"]), "mean", "y")), "group"),
    ("design_bad_mask", plain(lambda d: d.subset([True])), "(1,)"),
    ("design_bad_mask", plain(lambda d: d.subset(FRAME["one"])), "(6,)"),
    ("design_bad_values", plain(lambda d: covariance(d, np.ones(6))), "(6,)"),
    ("design_bad_values", plain(lambda d: d.linearised(1.0, [np.nan] * 6)), "finite"),
    ("design_unknown_estimate", plain(lambda d: d.mean(["y", "w"]).combination({"z": 1})), "y, w"),
    ("design_bad_trim", plain(lambda d: d.trim(0.5)), "0.5"),
    ("design_low_trim", plain(lambda d: d.trim(1), weights=np.array([1, 1, 1, 1, 9, 9.0])), "3.67"),
    ("design_trim_late", plain(lambda d: d.post_stratify("sex", LP).trim(3)), "before"),
    (
        "design_margins_of_domain",
        plain(lambda d: d.subset(d.frame["one"] == 1).post_stratify("sex", LP)),
        "subset",
    ),
    ("design_no_margins", plain(lambda d: d.rake({})), "at least one"),
    ("design_margin_missing", plain(lambda d: d.rake({"sex": {"L": 1}})), "category P"),
    ("design_margin_extra", plain(lambda d: d.post_stratify("sex", LP | {"X": 1})), "category X"),
    ("design_bad_margin", plain(lambda d: d.post_stratify("sex", {"L": 1, "P": 0})), "category P"),
    ("design_no_label", plain(lambda d: d.post_stratify(np.array([None, *"LLLPP"]), LP)), "row 2"),
    (
        "design_margin_totals",
        plain(lambda d: d.rake({"sex": LP, "h": AB | {"A": 70}})),
        "add up to 110, but those of sex to 100",
    ),
    (
        "design_raking_failed",
        # Everybody of A is L, so that A cannot be more than L.
        lambda: empty_corner().rake({"h": {"A": 90, "B": 10}, "sex": LP}),
        "off by",
    ),
]


def empty_corner() -> Design:
    return Design(FRAME.assign(sex=["L", "L", "L", "P", "L", "P"]))


@pytest.mark.parametrize(
    ("code", "make", "words"), FAULTS, ids=[f"{i}-{fault[0]}" for i, fault in enumerate(FAULTS)]
)
def test_refused_with_a_code_and_a_place(code: str, make: Make, words: str) -> None:
    with pytest.raises(Unusable) as caught:
        make()
    assert caught.value.problem.code == code
    assert words in caught.value.problem.line("en")
    assert caught.value.problem.message("id")


def test_every_code_has_its_test() -> None:
    noted = {"design_lonely", "design_no_spread"}
    assert {code for code, _, _ in FAULTS} | noted == set(TEXTS)


def test_labels_that_start_again_in_each_stratum_are_nested_on_request() -> None:
    frame = FRAME.assign(day=[1, 1, 2, 1, 1, 2])
    again = Design(frame, strata="h", psu="day", nest=True).mean("y")
    assert again.row() == Design(FRAME, strata="h", psu="day").mean("y").row()


# Small and empty groups ---------------------------------------------------------------


def nothing(found: Estimate) -> bool:
    return (found.se, found.interval(), found.deff) == (None, None, None)


@pytest.mark.parametrize("plan", [{}, {"strata": "h"}, {"strata": "h", "psu": "day"}])
@pytest.mark.parametrize("rule", ["adjust", "remove", "average", "certainty"])
def test_groups_of_none_one_and_two(plan: dict[str, Any], rule: Any) -> None:
    design = Design(FRAME, "w", lonely_psu=rule, **plan)
    none = design.subset(FRAME["y"] > 9)
    assert none.mean("y", deff=True).row() == (None, None, 0, None, None, 0, None)
    assert none.total("y").value is none.ratio("y", "w").value is None
    one = design.subset(FRAME["row"] == 2)
    assert (one.mean("y").value, one.mean("y").n) == (2.0, 1)
    assert nothing(one.mean("y", deff=True))
    assert nothing(one.total("y"))
    two = design.subset(FRAME["row"].isin([1, 3])).mean("y")
    assert two.n == 2
    assert two.value == pytest.approx(7 / 3)
    assert two.se is not None


def test_frames_without_rows_or_with_one() -> None:
    for frame in (FRAME[:0], FRAME[:1]):
        design = Design(frame, "w", "h", "day")
        assert nothing(design.mean("y"))
        assert nothing(design.proportion("one", method="logit"))
        assert [each.code for each in design.notes] == ["design_no_spread"]
        assert design.by("sex", "mean", "y").table().shape == (len(frame), 7)
    assert Design(FRAME[:0]).by("sex", "mean", "y").covariance.shape == (0, 0)


def test_a_column_without_answers() -> None:
    design = Design(FRAME, "w", psu="day")
    found = design.mean(np.full(6, np.nan))
    assert (found.value, found.n, found.df) == (None, 0, 0)
    both = design.mean([np.full(6, np.nan), "y"], missing="columns")
    assert np.isnan(both.covariance[0]).all()
    assert both.covariance[1, 1] == pytest.approx(design.mean("y").se ** 2)  # type: ignore[operator]
    gone = difference(found, design.mean("y"))
    assert (gone.value, gone.se, gone.interval) == (None, None, None)


@pytest.mark.parametrize("value", [4, 0.1, 1 / 3, 1e9 + 0.1])
def test_answers_that_are_all_equal_have_no_interval(value: float) -> None:
    plans: list[dict[str, Any]] = [{}, {"strata": "h"}, {"strata": "h", "psu": "day", "fpc": "N"}]
    for plan in plans:
        found = Design(FRAME, "w", **plan).mean(np.full(6, value))
        assert found.value == pytest.approx(value)
        assert (found.se, found.interval()) == (0, None)


def test_a_share_of_everybody_is_never_100_to_100() -> None:
    everybody = np.ones(6)
    for method in ("logit", "beta"):
        assert Design(FRAME, psu="day").proportion(everybody, method=method).interval() is None
    interval = Design(FRAME).proportion(everybody).interval()
    assert interval is not None
    assert interval[0] < 0.65
    assert interval[1] == 1


def test_a_census_of_strata_has_an_se_of_0() -> None:
    found = Design(FRAME, strata="h", fpc=np.ones(6)).mean("y", deff=True)
    assert (found.se, found.interval()) == (0, None)
    assert found.deff is None


# Strata with one PSU ------------------------------------------------------------------


def test_all_strata_lonely_give_estimates_without_se() -> None:
    design = Design(FRAME, "w", strata="row")
    assert nothing(design.mean("y", deff=True))
    assert [each.code for each in design.notes] == ["design_no_spread"]


def test_a_lonely_stratum_is_noted_with_its_rule() -> None:
    design = Design(FRAME, "w", strata=np.array([*"AAAABB"]), psu=np.array([1, 2, 3, 3, 4, 4]))
    assert design.mean("y").se
    (note,) = design.notes
    assert note.code == "design_lonely"
    assert "1 strata have only one PSU (B)" in note.message("en")
    assert Design(FRAME, "w", strata="h").notes == ()


def test_a_lonely_stratum_that_was_drawn_completely_is_no_problem() -> None:
    strata, psu = np.array([*"AAAABB"]), np.array([1, 2, 3, 3, 4, 4])
    design = Design(FRAME, "w", strata, psu, fpc=np.array([9, 9, 9, 9, 1, 1]))
    assert design.notes == ()


def test_the_average_of_nothing_is_unknown() -> None:
    design = Design(
        FRAME, "w", psu=["day", "row"], fpc=[np.full(6, 9), np.full(6, 9)], lonely_psu="average"
    )
    found = design.mean("y")  # two of the days have one person
    assert (found.se, found.interval()) == (None, None)


# Comparisons --------------------------------------------------------------------------


def test_a_difference_needs_two_known_spreads() -> None:
    design = Design(FRAME, "w")
    lone, rest = (design.subset(FRAME["row"].isin(each)).mean("y") for each in ([1], [2, 3, 4]))
    for found in (difference(lone, rest), difference(Design(FRAME[:1]).mean("y"), rest)):
        assert found.value is not None
        assert found.value < 0
        assert (found.se, found.p, found.interval) == (None, None, None)


def test_a_difference_of_groups_without_spread_has_no_test() -> None:
    one, two = (Design(FRAME).mean(np.full(6, each)) for each in (1.0, 2.0))
    found = difference(one, two)
    assert (found.value, found.se, found.t, found.p) == (-1, 0, None, None)


def test_a_constant_against_a_sample_has_the_samples_df() -> None:
    found = difference(Design(FRAME).mean("y"), Design(FRAME).mean(np.full(6, 2.0)))
    assert found.df == pytest.approx(5)


# Rows without a label -----------------------------------------------------------------


def test_rows_without_a_label_are_in_no_group_and_in_no_share() -> None:
    sexes: list[Any] = ["L", None, "L", "P", " ", "P"]
    design = Design(FRAME.assign(sex=pd.Series(sexes)))
    assert {key: each.n for key, each in design.by("sex", "mean", "y").items()} == {"L": 2, "P": 2}
    share = design.proportion("sex", "L")
    assert (share.value, share.n) == (0.5, 4)
