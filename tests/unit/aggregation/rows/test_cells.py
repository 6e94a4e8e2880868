import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.rows.cells import BAD_CELLS, FORMULA, NOT_A_NUMBER, OFF_SCALE, parse_cell
from survey.instrument import EXPERIENCED, SCALE, Missing


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        *[("1", 1), (" 4 ", 4), ("3.0", 3), ("2,00", 2)],
        *[("", Missing.EMPTY), ("  ", Missing.EMPTY), ("Refused", Missing.REFUSED)],
        *[("dont_know", Missing.DONT_KNOW), ("not_asked", Missing.NOT_ASKED)],
        *[("5", OFF_SCALE), ("0", OFF_SCALE), ("-1", OFF_SCALE), ("3.5", OFF_SCALE)],
        *[("baik", NOT_A_NUMBER), ("3 4", NOT_A_NUMBER), ("NaN", NOT_A_NUMBER)],
        *[("٣", NOT_A_NUMBER), ("=1+3", FORMULA)],
    ],
)
def test_a_cell_of_the_scale(raw: str, expected: int) -> None:
    assert parse_cell(raw, SCALE) == expected


def test_a_cell_of_a_form() -> None:
    assert [parse_cell(raw, EXPERIENCED) for raw in ("0", "1", "2")] == [0, 1, OFF_SCALE]


@given(st.text())
def test_any_text_is_an_answer_a_reason_or_a_problem(raw: str) -> None:
    assert parse_cell(raw, SCALE) in {*SCALE, *Missing, *BAD_CELLS}
