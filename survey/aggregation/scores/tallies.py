"""The tally: sums over responses that add up over chunks, processes and machines.

Unweighted sums are integers, so neither the order of the rows nor how they are split into
chunks changes a digit of what is computed from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Final, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.aggregation.design import Design
from survey.aggregation.scores.samples import DrawnRows, Sampling, join_samples
from survey.errors import Unusable
from survey.instrument import (
    CHANNELS,
    ELEMENTS,
    FORM_COLUMNS,
    ITEMS,
    SCALE,
    UNKNOWN_CHANNEL,
    Missing,
)

Ints = NDArray[np.int64]
Group = tuple[str, ...]

# More would not fit into memory, and nobody could read them.
MAX_GROUPS: Final = 50_000
ALL_CHANNELS: Final = (*CHANNELS, UNKNOWN_CHANNEL)


@dataclass(frozen=True)
class Sums:
    """The sums, one row per group (G groups, K = 9 elements, M = 10 forms).

    `cross` and `form_cross` are the cross-products of (d₁…dₖ, d₁y₁…dₖyₖ), where d is 1
    for an answered item and y its answer: their diagonal holds how many answered and the
    sum of squares, and the whole matrix the covariance of the index.
    """

    n: Ints  # (G,) responses
    counts: Ints  # (G, K, 4) of each answer 1…4
    missing: Ints  # (G, K + M, 4) of each reason for no answer, in the order of `Missing`
    cross: Ints  # (G, 2K, 2K)
    form_cross: Ints  # (G, 2M, 2M)
    form_rows: Ints  # (G,) responses with any form answered
    form_any: Ints  # (G,) responses with at least one form experienced
    form_none: Ints  # (G,) responses with all forms answered and none experienced
    channels: Ints  # (G, C) responses by channel

    @classmethod
    def zeros(cls, groups: int) -> Self:
        """Return the sums of no response."""
        k, m = 2 * len(ELEMENTS), 2 * len(FORM_COLUMNS)
        shapes: Mapping[str, tuple[int, ...]] = {
            "counts": (len(ELEMENTS), len(SCALE)),
            "missing": (len(ITEMS), len(Missing)),
            "cross": (k, k),
            "form_cross": (m, m),
            "channels": (len(ALL_CHANNELS),),
        }
        return cls(
            **{
                field.name: np.zeros((groups, *shapes.get(field.name, ())), dtype=np.int64)
                for field in fields(cls)
            }
        )

    def add_at(self, places: NDArray[np.intp], other: Self) -> None:
        """Add the rows of other sums at the given rows, which must be distinct."""
        for field in fields(self):
            getattr(self, field.name)[places] += getattr(other, field.name)


@dataclass(frozen=True)
class Tally:
    """Sums by group; `groups` are sorted, `years` are those found in the responses.

    `sample`: the rows and how they were drawn, unless they are a simple random sample.
    """

    by: tuple[str, ...]
    groups: tuple[Group, ...]
    sums: Sums
    years: frozenset[str] = frozenset()
    sample: DrawnRows | None = None

    def __add__(self, other: Self) -> "Tally":
        """Add two tallies of the same grouping; raises `ValueError` where they do not add up."""
        if self.by != other.by:
            raise ValueError(f"tallies by {self.by} and by {other.by} do not add up")
        if (self.sample is None) != (other.sample is None) and self.groups and other.groups:
            raise ValueError("a tally with a design and one without do not add up")
        groups = tuple(sorted({*self.groups, *other.groups}))
        _refuse_too_many(len(groups))
        place = {group: at for at, group in enumerate(groups)}
        sums = Sums.zeros(len(groups))
        for part in (self, other):
            places = np.array([place[group] for group in part.groups], dtype=np.intp)
            sums.add_at(places, part.sums)
        samples = [part.sample for part in (self, other) if part.sample is not None]
        sample = join_samples(samples) if samples else None
        return Tally(self.by, groups, sums, self.years | other.years, sample)


def empty(by: Sequence[str] = ()) -> Tally:
    """Return the tally of no response; adding it changes nothing."""
    groups: tuple[Group, ...] = () if by else ((),)
    return Tally(tuple(by), groups, Sums.zeros(len(groups)))


def tally(
    frame: pd.DataFrame, by: Sequence[str] = (), design: Design | Sampling | None = None
) -> Tally:
    """Sum a typed frame by the values of columns.

    `frame` holds every item as an integer (the answer, or a negative `Missing`), `channel`,
    and the columns of `by`. `design` states how its rows were drawn; a design is not a sum,
    so the tally then keeps the rows, and adding tallies joins them. Raises `Unusable` for
    too many groups.
    """
    groups, codes = _grouped(frame, by)
    _refuse_too_many(len(groups))
    # Sorted once, so that each group is one slice.
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(groups) + 1))
    sums = Sums.zeros(len(groups))
    items = frame[list(ITEMS)].to_numpy(dtype=np.int8)[order]
    channels = pd.Categorical(frame["channel"], categories=ALL_CHANNELS).codes[order]
    for at, (start, stop) in enumerate(pairwise(bounds)):
        _add_group(sums, at, items[start:stop], channels[start:stop])
    years = frozenset(frame["year"].unique()) - {""} if "year" in frame else frozenset()
    sample = DrawnRows(frame, tuple(by), design) if design is not None else None
    return Tally(tuple(by), groups, sums, years, sample)


def _grouped(frame: pd.DataFrame, by: Sequence[str]) -> tuple[tuple[Group, ...], NDArray[np.intp]]:
    """Return the groups in sorted order, and the (n,) number of each row's group."""
    if not by:
        return ((),), np.zeros(len(frame), dtype=np.intp)
    keys = list(zip(*(frame[name].astype(str) for name in by), strict=True))
    groups = tuple(sorted(set(keys)))
    place = {group: at for at, group in enumerate(groups)}
    return groups, np.array([place[key] for key in keys], dtype=np.intp)


def _add_group(sums: Sums, at: int, items: NDArray[np.int8], channels: NDArray[np.int8]) -> None:
    elements, forms = items[:, : len(ELEMENTS)], items[:, len(ELEMENTS) :]
    sums.n[at] = len(items)
    for answer in SCALE:
        sums.counts[at, :, answer - 1] = (elements == answer).sum(axis=0)
    for column, reason in enumerate(Missing):
        sums.missing[at, :, column] = (items == reason).sum(axis=0)
    sums.cross[at] = cross_products(elements)
    sums.form_cross[at] = cross_products(forms)
    sums.form_rows[at] = (forms >= 0).any(axis=1).sum()
    sums.form_any[at] = (forms == 1).any(axis=1).sum()
    sums.form_none[at] = (forms == 0).all(axis=1).sum()
    sums.channels[at] = np.bincount(channels, minlength=len(ALL_CHANNELS))


def cross_products(answers: NDArray[np.int8]) -> Ints:
    """Return the (2K, 2K) cross-products of (d, d·y). Floats are exact up to 2⁵³."""
    answered = answers >= 0
    columns = np.hstack([answered, np.where(answered, answers, 0)]).astype(np.float64)
    return np.asarray(columns.T @ columns, dtype=np.int64)


def _refuse_too_many(groups: int) -> None:
    if groups > MAX_GROUPS:
        raise Unusable("too_many_groups", count=groups, limit=MAX_GROUPS)
