"""Column types of our own."""

from typing import Any

import pytest

from survey.models.columns import CodesText


@pytest.mark.parametrize("codes", [(), ("same_device",), ("same_device", "too_fast")])
def test_codes_come_back_as_they_were(codes: tuple[str, ...]) -> None:
    stored = CodesText().process_bind_param(codes, None)
    assert CodesText().process_result_value(stored, None) == codes


@pytest.mark.parametrize("wrong", ["same_device", ("a;b",), ("",)])
def test_what_would_be_read_otherwise_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="tuple of codes"):
        CodesText().process_bind_param(wrong, None)
