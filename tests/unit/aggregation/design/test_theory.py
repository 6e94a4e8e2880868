"""Estimates, held to textbook formulas written out, and to what must not matter."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.aggregation.design import Design, covariance, difference

SEEDS = st.integers(0, 2**32 - 1)


def clustered(seed: int, strata: int = 3, units: int = 4, size: int = 5) -> pd.DataFrame:
    """Make a stratified cluster sample with unequal weights."""
    rng = np.random.default_rng(seed)
    rows = [(h, f"{h}.{u}") for h in range(strata) for u in range(units) for _ in range(size)]
    frame = pd.DataFrame(rows, columns=["stratum", "psu"])
    effect = rng.normal(0, 2, strata * units).repeat(size)
    frame["y"] = effect + rng.normal(10, 1, len(frame))
    frame["x"] = rng.gamma(3, 1, len(frame))
    frame["w"] = rng.uniform(1, 9, len(frame))
    frame["group"] = rng.choice(["a", "b"], len(frame))
    return frame


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=50).filter(lambda x: np.ptp(x) > 1e-3))
def test_without_a_design_the_variance_is_s2_over_n(values: list[float]) -> None:
    found = Design(pd.DataFrame({"y": values})).mean("y")
    assert found.value == pytest.approx(np.mean(values), abs=1e-9)
    assert found.se == pytest.approx(stats.sem(values), rel=1e-7)
    assert found.df == len(values) - 1


@given(SEEDS)
def test_a_finite_population_takes_its_share_off(seed: int) -> None:
    values = np.random.default_rng(seed).normal(50, 10, 40)
    found = Design(pd.DataFrame({"y": values, "N": 160}), population="N")
    assert found.weights == pytest.approx(np.full(40, 4.0))
    assert found.mean("y").se == pytest.approx(stats.sem(values) * np.sqrt(0.75), rel=1e-9)
    assert found.total("y").value == pytest.approx(160 * values.mean())


@given(SEEDS)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    frame = clustered(seed)
    mixed = frame.sample(frac=1, random_state=seed % 1000)
    one, two = (Design(each, "w", "stratum", "psu").ratio("y", "x") for each in (frame, mixed))
    assert (two.value, two.se, two.df) == pytest.approx((one.value, one.se, one.df), rel=1e-10)


@given(SEEDS, st.floats(0.01, 1000))
def test_the_scale_of_weights_does_not_matter_for_means(seed: int, factor: float) -> None:
    frame = clustered(seed)
    frame["v"] = frame["w"] * factor
    one, two = (Design(frame, each, "stratum", "psu").mean("y") for each in ("w", "v"))
    assert (two.value, two.se) == pytest.approx((one.value, one.se), rel=1e-9)


@given(SEEDS)
def test_a_stratified_cluster_variance_written_out(seed: int) -> None:
    """V = Σ_h n/(n−1) Σ_i (t_hi − t̄_h)², the textbook's total with replacement."""
    frame = clustered(seed)
    expected = 0.0
    for _, stratum in frame.assign(t=frame["w"] * frame["y"]).groupby("stratum"):
        totals = stratum.groupby("psu")["t"].sum()
        expected += len(totals) * totals.var(ddof=1)
    found = Design(frame, "w", "stratum", "psu").total("y")
    assert found.se == pytest.approx(expected**0.5, rel=1e-10)


@st.composite
def two_stages(draw: st.DrawFn) -> pd.DataFrame:
    """Draw n of N units, and m_i of M_i people in each, by simple random sampling."""
    rng = np.random.default_rng(draw(SEEDS))
    n, rows = draw(st.integers(2, 6)), []
    population = n + draw(st.integers(0, 20))
    for unit in range(n):
        m = draw(st.integers(2, 5))
        size = m + draw(st.integers(0, 9))
        level = rng.normal(20, 4)
        rows += [(unit, person, population, size, rng.normal(level, 2)) for person in range(m)]
    return pd.DataFrame(rows, columns=["psu", "ssu", "N", "M", "y"])


@given(two_stages())
def test_two_stages_as_in_cochran(frame: pd.DataFrame) -> None:
    """Cochran 1977, (11.24): both stages by simple random sampling without replacement.

    Ŷ = N/n Σ M_i ȳ_i
    v = N²(1 − n/N)/n · Σ (M_i ȳ_i − mean)²/(n − 1) + N/n Σ M_i²(1 − m_i/M_i) s_i²/m_i
    """
    totals, inside = [], 0.0
    for _, unit in frame.groupby("psu"):
        y, size, m = unit["y"].to_list(), unit["M"].iloc[0], len(unit)
        centre = sum(y) / m
        spread = sum((each - centre) ** 2 for each in y) / (m - 1)
        totals.append(size * centre)
        inside += size**2 * (1 - m / size) * spread / m
    big, n = frame["N"].iloc[0], len(totals)
    centre = sum(totals) / n
    between = sum((each - centre) ** 2 for each in totals) / (n - 1)
    expected = big**2 * (1 - n / big) / n * between + big / n * inside

    found = Design(frame, psu="psu", ssu="ssu", fpc=["N", "M"]).total("y")
    assert found.value == pytest.approx(big / n * sum(totals), rel=1e-10)
    assert found.se is not None
    assert found.se**2 == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(two_stages())
def test_a_census_of_the_second_stage_is_one_stage(frame: pd.DataFrame) -> None:
    frame["M"] = frame.groupby("psu")["ssu"].transform("count")
    two = Design(frame, psu=["psu", "ssu"], fpc=["N", "M"]).mean("y")
    one = Design(frame, psu="psu", fpc="N").mean("y")
    assert (two.value, two.se) == pytest.approx((one.value, one.se), rel=1e-10, abs=1e-12)


@given(two_stages())
def test_with_replacement_later_stages_are_not_needed(frame: pd.DataFrame) -> None:
    two, one = (Design(frame, "M", psu=each).mean("y") for each in (["psu", "ssu"], "psu"))
    assert two.row() == one.row()


def test_a_stage_without_population_counts_as_drawn_with_replacement() -> None:
    frame = clustered(5, strata=1).assign(N=9, M=np.inf, row=range(20))
    open_end = Design(frame, "w", psu=["psu", "row"], fpc=["N", "M"]).mean("y")
    assert Design(frame, "w", psu=["psu", "row"], fpc="N").mean("y").row() == open_end.row()


@given(SEEDS)
def test_sizes_and_fractions_say_the_same(seed: int) -> None:
    frame = clustered(seed).assign(N=10, f=0.4)
    one, two = (Design(frame, None, "stratum", "psu", fpc=each).total("y") for each in "Nf")
    assert two.row() == pytest.approx(one.row())


def test_a_domain_is_not_dropped_rows() -> None:
    """PSUs without a member of the domain still tell that its number varies."""
    frame = clustered(7)
    inside = frame["psu"].isin(["0.0", "0.1", "1.0", "1.1", "2.0", "2.3"]) & (frame["x"] > 2)
    whole = Design(frame, "w", "stratum", "psu").subset(inside)
    dropped = Design(frame[inside], "w", "stratum", "psu")
    assert whole.mean("y").value == pytest.approx(dropped.mean("y").value)
    assert whole.mean("y").se != pytest.approx(dropped.mean("y").se, rel=1e-3)
    assert whole.df == dropped.df == 3


def test_a_domain_that_is_all_rows_of_its_strata_is_dropped_rows() -> None:
    frame = clustered(8)
    kept = frame["stratum"] < 2
    whole = Design(frame, "w", "stratum", "psu").subset(kept).mean("y")
    assert whole.row() == pytest.approx(
        Design(frame.loc[kept], "w", "stratum", "psu").mean("y").row()
    )


@given(SEEDS)
def test_missing_values_are_outside_the_domain(seed: int) -> None:
    frame = clustered(seed)
    frame.loc[::3, "y"] = np.nan
    design = Design(frame, "w", "stratum", "psu")
    assert design.mean("y").row() == design.subset(frame["y"].notna()).mean("y").row()


def test_columns_are_complete_rows_or_each_its_own() -> None:
    frame = clustered(3)
    frame.loc[:9, "y"] = np.nan
    design = Design(frame, "w", "stratum", "psu")
    assert [each.n for each in design.mean(["y", "x"]).values()] == [50, 50]
    own = design.mean(["y", "x"], missing="columns")
    assert [each.n for each in own.values()] == [50, 60]
    assert own["x"].row() == design.mean("x").row()
    assert np.sqrt(own.covariance.diagonal()) == pytest.approx([own["y"].se, own["x"].se])


@given(SEEDS)
def test_the_covariance_is_that_of_sums(seed: int) -> None:
    """Var(a + b) from the covariance matrix is Var of the column a + b."""
    frame = clustered(seed)
    frame["both"] = frame["y"] + 2 * frame["x"]
    design = Design(frame, "w", "stratum", "psu", fpc=np.full(60, 11))
    parts = design.mean(["y", "x"])
    joined = parts.combination({"y": 1.0, "x": 2.0}, constant=0.5)
    direct = design.mean("both")
    assert joined.value == pytest.approx(direct.value + 0.5)  # type: ignore[operator]
    assert joined.se == pytest.approx(direct.se)
    factors = np.array([1.0, 2.0])
    assert factors @ parts.covariance @ factors == pytest.approx(direct.se**2)  # type: ignore[operator]


@given(SEEDS)
def test_a_difference_of_groups_agrees_with_the_delta_method(seed: int) -> None:
    """Against the delta method on four totals of the whole sample."""
    frame = clustered(seed)
    for group in "ab":
        frame[f"n_{group}"] = (frame["group"] == group).astype(float)
        frame[f"y_{group}"] = frame["y"] * frame[f"n_{group}"]
    design = Design(frame, "w", "stratum", "psu")
    totals = design.total(["y_a", "n_a", "y_b", "n_b"])
    ya, na, yb, nb = (each.value or 0.0 for each in totals.values())
    slope = np.array([1 / na, -ya / na**2, -1 / nb, yb / nb**2])
    means = design.by("group", "mean", "y")
    found = difference(means["a"], means["b"])
    assert found.value == pytest.approx(ya / na - yb / nb)
    assert found.se == pytest.approx(float(slope @ totals.covariance @ slope) ** 0.5, rel=1e-8)
    assert found.df == design.df
    assert found.p == pytest.approx(2 * stats.t.sf(abs(found.t or 0), found.df))


def test_two_rounds_are_compared_as_by_welch() -> None:
    one, two = np.random.default_rng(1).normal(3, 1, 30), np.random.default_rng(2).normal(4, 3, 20)
    found = difference(*(Design(pd.DataFrame({"y": each})).mean("y") for each in (one, two)))
    expected = stats.ttest_ind(one, two, equal_var=False)
    assert (found.t, found.p, found.df) == pytest.approx(
        (expected.statistic, expected.pvalue, expected.df)
    )
    ends = expected.confidence_interval()
    assert found.interval == pytest.approx((ends.low, ends.high))


@given(SEEDS)
def test_linearised_values_of_others_get_the_same_variance(seed: int) -> None:
    frame = clustered(seed)
    design = Design(frame, "w", "stratum", "psu")
    ratio = design.ratio("y", "x")
    z = (
        (frame["y"] - (ratio.value or 0.0) * frame["x"]) / (frame["w"] * frame["x"]).sum()
    ).to_numpy()
    assert covariance(design, z[:, None])[0, 0] ** 0.5 == pytest.approx(ratio.se)
    assert design.linearised(ratio.value or 0.0, z).row() == pytest.approx(ratio.row())
    assert ratio.linear.dense(len(frame)) == pytest.approx(z, abs=1e-12)


def test_wilsons_interval_is_for_simple_samples_alone() -> None:
    frame = pd.DataFrame({"y": [1] * 3 + [0] * 17, "w": [1.0, 2.0] * 10, "N": 40})
    expected = stats.binomtest(3, 20).proportion_ci(method="wilson")
    found = Design(frame).proportion("y")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    for other in (Design(frame, "w"), Design(frame, fpc="N"), Design(frame, strata="w")):
        assert other.proportion("y").method == "logit"


def test_korn_and_graubard_of_a_simple_sample_is_clopper_and_pearson() -> None:
    frame = pd.DataFrame({"y": [1] * 3 + [0] * 17})
    found = Design(frame).proportion("y", method="beta")
    # s² has n − 1 below, so that the effective n is n − 1 here.
    expected = stats.beta.ppf([0.025, 0.975], [3 * 0.95, 3 * 0.95 + 1], [17 * 0.95 + 1, 17 * 0.95])
    assert (found.low, found.high) == pytest.approx(tuple(np.asarray(expected)))


@given(SEEDS)
def test_the_design_effect_of_no_design_is_one(seed: int) -> None:
    frame = pd.DataFrame({"y": np.random.default_rng(seed).normal(size=30)})
    assert Design(frame).mean("y", deff="replace").deff == pytest.approx(1)
    frame["N"] = 90
    assert Design(frame, fpc="N").mean("y", deff=True).deff == pytest.approx(1)


@pytest.mark.parametrize("groups", ["group", ["group", "stratum"]])
def test_groups_have_keys_in_order_and_full_covariance(groups: Any) -> None:
    design = Design(clustered(4), "w", "stratum", "psu")
    found = design.by(groups, "mean", "y")
    keys: list[Any] = list(found)
    assert all(low < high for low, high in pairwise(keys))
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(found.table()["se"].to_numpy())
    assert found[keys[0]].df == design.subset(design.frame["group"] == "a").df or len(keys) > 2
