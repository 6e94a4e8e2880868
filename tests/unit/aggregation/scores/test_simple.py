"""The exact arithmetic of an index, held to its definition in fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.scores.simple import mean_of_items
from survey.aggregation.scores.tallies import cross_products
from survey.aggregation.settings import ELEMENT_WEIGHTS
from survey.instrument import ELEMENTS

ANSWERS = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30)
WITH_GAPS = st.lists(
    st.lists(st.sampled_from([-3, -2, -1, 1, 2, 3, 4]), min_size=9, max_size=9),
    min_size=2,
    max_size=30,
)


def matrix(rows: list[list[int]]) -> "np.typing.NDArray[np.int8]":
    return np.array(rows, dtype=np.int8)


@given(ANSWERS, st.sampled_from(sorted(ELEMENT_WEIGHTS)))
def test_the_index_agrees_with_its_definition_in_fractions(
    rows: list[list[int]], name: str
) -> None:
    weight = ELEMENT_WEIGHTS[name]
    nrr = [Fraction(sum(row[k] for row in rows), len(rows)) for k in range(len(ELEMENTS))]
    found = mean_of_items(cross_products(matrix(rows)), len(rows), 25 * weight)
    assert found is not None
    assert found.value == 25 * sum(mean * weight for mean in nrr)


@given(ANSWERS)
def test_the_variance_is_that_of_the_persons_indices(rows: list[list[int]]) -> None:
    found = mean_of_items(cross_products(matrix(rows)), len(rows), Fraction(25, 9))
    assert found is not None
    own = [Fraction(25 * sum(row), 9) for row in rows]
    n, mean = len(own), sum(own) / len(own)
    if n == 1:
        assert found.variance is None
    else:
        assert found.variance == sum((each - mean) ** 2 for each in own) / (n - 1) / n


@given(WITH_GAPS)
def test_the_variance_with_gaps_is_that_of_the_linearised_values(rows: list[list[int]]) -> None:
    answers = matrix(rows)
    found = mean_of_items(cross_products(answers), len(rows), Fraction(25, 9))
    answered = answers > 0
    if not answered.any(axis=0).all():
        assert found is None
        return
    assert found is not None
    means = np.where(answered, answers, 0).sum(axis=0) / answered.sum(axis=0)
    z = (25 / 9) * (np.where(answered, answers - means, 0) / answered.sum(axis=0)).sum(axis=1)
    n = len(rows)
    assert float(found.variance or 0) == pytest.approx(n / (n - 1) * (z**2).sum(), abs=1e-9)
