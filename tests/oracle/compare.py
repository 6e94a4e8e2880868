"""`make oracle`: fresh random designs, estimated here and by R's survey, number by number."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from math import isclose, isnan, nan
from pathlib import Path

import numpy as np
import pandas as pd

from survey.aggregation.design import Design, Estimate, Estimates, difference
from survey.aggregation.design.effects import Effect
from survey.aggregation.design.shares import ShareMethod
from tests.oracle.plans import Plan, write

SCRIPT = Path(__file__).with_name("fresh.R")
DESIGNS = 120
RELATIVE = 1e-9
# An SE of 0 is 1e-16 times something in R.
NOTHING = 1e-11
Number = float | None
Numbers = dict[tuple[str, str], float]


def main() -> int:
    """Compare, print what differs, and give the exit code: 0 where all agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--designs", type=int, default=DESIGNS)
    parser.add_argument("--keep", type=Path, help="folder for designs and results")
    chosen = parser.parse_args()
    if not has_r():
        say("NOTE: no Rscript with the package survey: NOTHING WAS COMPARED with R")
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.keep or Path(made)
        folder.mkdir(exist_ok=True)
        plans = write(folder, chosen.designs)
        subprocess.run(["Rscript", str(SCRIPT), str(folder)], check=True)
        theirs = read(folder / "results.csv")
    return report(theirs, {key: value for each in plans for key, value in numbers(*each)})


def say(line: str) -> None:
    """Print a line at once, before what R prints."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def has_r() -> bool:
    """Tell whether R and its package are there."""
    if shutil.which("Rscript") is None:
        return False
    done = subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True, check=False)
    return done.returncode == 0


def read(path: Path) -> Numbers:
    """Read R's numbers by design and key."""
    table = pd.read_csv(path, dtype={"value": str}, keep_default_na=False)
    return {
        (str(plan), str(key)): nan if value in ("NA", "NaN") else float(value)
        for plan, key, value in table.to_numpy()
    }


def report(theirs: Numbers, ours: Numbers) -> int:
    """Print every number that differs, and how many there were."""
    flat = {key for key in theirs if without_spread(theirs, *key)}
    wrong = [
        key
        for key in theirs
        if not (isnan(ours[key]) if key in flat else same(theirs[key], ours.get(key, nan), key[1]))
    ]
    for plan, key in wrong[:40]:
        say(f"DIFFERS {plan} {key}: R {theirs[plan, key]!r}, here {ours.get((plan, key))!r}")
    plans = {plan for plan, _ in theirs}
    say(f"{len(theirs)} numbers of {len(plans)} designs compared with R: {len(wrong)} differ")
    return 1 if wrong or not theirs else 0


def without_spread(theirs: Numbers, plan: str, key: str) -> bool:
    """Tell an end of an interval where the SE is 0: R gives the value, here there is none."""
    name, place = key.rsplit(".", 1)
    ends = name.startswith("share.") and place in ("3", "4")
    return ends and abs(theirs[plan, f"{name}.2"]) < NOTHING


def same(theirs: float, ours: float, key: str) -> bool:
    """Compare two numbers; what R gives for no spread (0/0, infinite) is None here."""
    if isnan(ours):
        return not np.isfinite(theirs) or ("deff" in key and theirs == 0)
    return isclose(theirs, ours, rel_tol=RELATIVE, abs_tol=NOTHING)


def numbers(plan: Plan, frame: pd.DataFrame) -> Iterator[tuple[tuple[str, str], float]]:
    """Make all numbers of one design, with R's keys."""
    design = plan.design(frame)
    yield from keyed(plan.plan, "weights", [float(design.weights.sum())])
    yield from estimates(plan.plan, design)
    yield from shares(plan.plan, design)
    means = design.by("g", "mean", "x")
    apart = difference(means["a"], means["b"])
    yield from keyed(plan.plan, "difference", [apart.value, apart.se])
    totals = {name: frame.groupby(name)["m"].sum() for name in "cg"}
    yield from estimates(f"{plan.plan}|post", design.post_stratify("c", totals["c"]))
    raked = design.rake(totals, tolerance=1e-13)  # R is told to go as far
    yield from keyed(f"{plan.plan}|rake", "raked", [float(each) for each in raked.weights[:5]])
    yield from estimates(f"{plan.plan}|rake", raked)


def estimates(plan: str, design: Design) -> Iterator[tuple[tuple[str, str], float]]:
    """Make the numbers of `estimates` in fresh.R."""
    both = design.mean(["y", "x"])
    yield from keyed(plan, "df", [design.df])
    yield from keyed(plan, "means", [each.value for each in both.values()])
    yield from keyed(plan, "means.cov", [float(each) for each in both.covariance.ravel()])
    kinds: dict[str, Effect] = {"true": True, "replace": "replace"}
    for key, against in kinds.items():
        yield from one(plan, f"mean.{key}", design.mean("y", deff=against))
        yield from one(plan, f"total.{key}", design.total("y", deff=against))
    yield from one(plan, "ratio", design.ratio("y", "x", deff=True))
    contrast = both.combination({"y": 3, "x": -2})
    yield from keyed(plan, "contrast", [contrast.value, contrast.se])
    yield from many(plan, "by.mean", design.by("g", "mean", "y"))
    yield from many(plan, "by.total", design.by("g", "total", "y"))
    yield from many(plan, "by.ratio", design.by("g", "ratio", "y", "x"))
    part = design.subset(design.frame["g"] == "a")
    yield from keyed(plan, "part.df", [part.df])
    yield from one(plan, "part", part.mean("x"))
    yield from one(plan, "part.deff", part.mean("x", deff="replace"))


def shares(plan: str, design: Design) -> Iterator[tuple[tuple[str, str], float]]:
    """Make the numbers of `shares` in fresh.R."""
    methods: dict[str, ShareMethod] = {"xlogit": "logit", "beta": "beta", "mean": "t"}
    for key, method in methods.items():
        found = design.proportion("b", method=method)
        low, high = found.interval() or (None, None)
        yield from keyed(plan, f"share.{key}", [found.value, found.se, low, high])


def one(plan: str, key: str, found: Estimate) -> Iterator[tuple[tuple[str, str], float]]:
    """Give value, SE and design effect of one estimate."""
    yield from keyed(plan, key, [found.value])
    yield from keyed(plan, f"{key}.se", [found.se])
    yield from keyed(plan, f"{key}.deff", [found.deff])


def many(plan: str, key: str, found: Estimates) -> Iterator[tuple[tuple[str, str], float]]:
    """Give values and SEs of groups."""
    yield from keyed(plan, key, [each.value for each in found.values()])
    yield from keyed(plan, f"{key}.se", [each.se for each in found.values()])


def keyed(
    plan: str, key: str, values: list[Number] | list[float] | list[int]
) -> Iterator[tuple[tuple[str, str], float]]:
    """Number the values of a key, as R does."""
    for place, value in enumerate(values, 1):
        yield (plan, f"{key}.{place}"), nan if value is None else float(value)


if __name__ == "__main__":
    sys.exit(main())
