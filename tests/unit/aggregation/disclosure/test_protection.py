"""Complementary suppression, attacked by trying every base a reader could think of."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.aggregation.disclosure.elimination import determined
from survey.aggregation.disclosure.protection import protect

Key = tuple[str, ...]
Cells = dict[Key, int]
Totals = dict[Key, list[Key]]

MIN_N = 3


def key(name: str) -> Key:
    return (name,)


def hidden_of(
    bases: Mapping[str, int], totals: Mapping[str, Sequence[str]], min_n: int = 10
) -> set[str]:
    """Protect cells named by one letter; small ones are hidden to begin with."""
    cells = {key(name): base for name, base in bases.items()}
    sums = {key(name): [key(part) for part in parts] for name, parts in totals.items()}
    small = {each for each in {**cells, **sums} if 0 < base_of(each, cells, sums) < min_n}
    return {each[0] for each in protect(cells, sums, small, min_n)}


def base_of(key: Key, cells: Cells, totals: Totals) -> int:
    return (
        sum(base_of(each, cells, totals) for each in totals[key]) if key in totals else cells[key]
    )


def test_nothing_more_is_hidden_without_need() -> None:
    assert hidden_of({"a": 12, "b": 15}, {"T": "ab"}) == set()
    assert hidden_of({"a": 4, "b": 7, "c": 15}, {"T": "abc"}) == {"a", "b"}
    assert hidden_of({"a": 4, "b": 15}, {}) == {"a"}


def test_the_smallest_goes_with_one_that_stands_alone() -> None:
    assert hidden_of({"a": 4, "b": 30, "c": 20}, {"T": "abc"}) == {"a", "c"}
    assert hidden_of({"a": 4, "c": 20, "b": 20}, {"T": "abc"}) == {"a", "b"}


def test_a_total_of_one_hidden_cell_is_hidden() -> None:
    assert hidden_of({"a": 4, "b": 0}, {"T": "ab"}) == {"a", "T"}


@pytest.mark.parametrize(
    ("bases", "why"),
    [
        ({"a": 4, "b": 5, "c": 20}, "together under the minimum"),
        ({"a": 9, "b": 9, "c": 20}, "both at the most they can be"),
        ({**dict.fromkeys("abdefghijk", 1), "c": 20}, "all at the least they can be"),
    ],
)
def test_hidden_cells_do_not_give_each_other_away(bases: dict[str, int], why: str) -> None:
    assert hidden_of(bases, {"T": "".join(bases)}) == set(bases), why


def test_a_hidden_total_is_a_hidden_cell_of_the_next() -> None:
    """Institution A falls with its only unit; in the round B must follow, and a unit of B."""
    bases = {"a": 4, "b": 20, "c": 30}
    totals = {"R": "AB", "A": "a", "B": "bc"}
    assert hidden_of(bases, totals) == {"a", "A", "B", "b"}


def test_two_ways_are_closed_together() -> None:
    """No row or column holds one hidden cell alone, yet all of them together give x."""
    bases = {"x": 4, **dict.fromkeys("abcd", 5), **dict.fromkeys("pqrs", 40)}
    totals = {"1": "xabp", "2": "cdq", "3": "acr", "4": "bds"}
    cells = {key(name): base for name, base in bases.items()}
    sums = {key(name): [key(part) for part in parts] for name, parts in totals.items()}
    found = protect(cells, sums, [key(name) for name in "xabcd"], 2)
    assert "x" in determined(
        dict.fromkeys(set(parts) & set("xabcd"), 1) for parts in totals.values()
    )
    rows = [[each for each in parts if key(each) in found] for parts in totals.values()]
    assert not determined(dict.fromkeys(row, 1) for row in rows)


def test_what_a_system_determines() -> None:
    rows = [{"x": 1, "y": 1}, {"y": 1, "z": 1}, {"x": 1, "z": 1}, {"v": 2, "w": 1}]
    assert determined(rows) == {"x", "y", "z"}
    assert determined(rows[:2]) == set()
    assert determined([{"x": 1, "y": 2}, {"x": 2, "y": 4}]) == set()


def possible(cells: Cells, totals: Totals, hidden: frozenset[Key]) -> Iterator[Cells]:
    """Give every choice of hidden cells that fits all that is published.

    The reader knows the rules: a hidden cell holds somebody, and a total that is shown is
    right. More than the true sum of all it cannot hold.
    """
    unknown = [cell for cell in cells if cell in hidden]
    top = max(cells.values()) + MIN_N
    for bases in product(range(1, top + 1), repeat=len(unknown)):
        guess = cells | dict(zip(unknown, bases, strict=True))
        shown = (each for each in totals if each not in hidden)
        if all(base_of(each, guess, totals) == base_of(each, cells, totals) for each in shown):
            yield guess


@st.composite
def nested(draw: st.DrawFn) -> tuple[Cells, Totals]:
    """Draw a round of institutions of units."""
    cells: Cells = {}
    totals: Totals = {}
    for institution in range(draw(st.integers(1, 3))):
        parts: list[Key] = [
            (f"{institution}", f"{unit}") for unit in range(draw(st.integers(1, 2)))
        ]
        cells |= {part: draw(st.integers(0, 5)) for part in parts}
        totals[key(f"{institution}")] = parts
    return cells, totals | {key("all"): list(totals)}


@st.composite
def crossed(draw: st.DrawFn) -> tuple[Cells, Totals]:
    """Draw a table with the totals of its rows and its columns."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    cells: Cells = {
        (f"r{row}", f"c{column}"): draw(st.integers(0, 5))
        for row in range(rows)
        for column in range(columns)
    }
    lines = sorted({name for cell in cells for name in cell})
    return cells, {key(line): [cell for cell in cells if line in cell] for line in lines}


def protected(cells: Cells, totals: Totals, min_n: int = MIN_N) -> frozenset[Key]:
    every = {**cells, **totals}
    small = {each for each in every if 0 < base_of(each, cells, totals) < min_n}
    return protect(cells, totals, small, min_n)


@settings(max_examples=150)
@given(nested())
def test_no_hidden_base_has_one_value_only(release: tuple[Cells, Totals]) -> None:
    cells, totals = release
    hidden = protected(cells, totals)
    left = {each for each in hidden if base_of(each, cells, totals)}
    for guess in possible(cells, totals, hidden):
        left -= {k for k in left if base_of(k, guess, totals) != base_of(k, cells, totals)}
        if not left:
            break
    assert left == set()


@settings(max_examples=200)
@given(st.one_of(nested(), crossed()))
def test_no_hidden_base_is_solved(release: tuple[Cells, Totals]) -> None:
    cells, totals = release
    hidden = protected(cells, totals)
    equations = [
        {each: 1 for each in parts if each in hidden} | ({total: -1} if total in hidden else {})
        for total, parts in totals.items()
    ]
    solved = determined(equations)
    assert {each for each in solved if base_of(each, cells, totals)} == set()


@settings(max_examples=200)
@given(nested())
def test_hidden_bases_in_a_shown_total_reach_the_minimum(release: tuple[Cells, Totals]) -> None:
    cells, totals = release
    hidden = protected(cells, totals, 6)
    for total in set(totals) - hidden:
        bases = [base_of(each, cells, totals) for each in totals[total] if each in hidden]
        assert not bases or sum(bases) >= 6
