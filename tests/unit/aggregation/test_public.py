"""`survey.aggregation` is a public library: its names are a contract with whoever imports them."""

import subprocess
import sys

import pytest

import survey.aggregation
from tests.factories import ROOT

NAMES = {"Compliance", "Design", "Merged", "Settings", "Tables", "Tally"} | {
    *("merge", "score", "suppress", "tally"),
}


def test_every_public_name_is_there() -> None:
    assert set(survey.aggregation.__all__) == NAMES
    for name in NAMES:
        assert getattr(survey.aggregation, name).__name__ == name


def test_another_name_is_no_part_of_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'pandas'"):
        getattr(survey.aggregation, "pandas")  # noqa: B009


def test_naming_a_room_loads_no_pandas() -> None:
    code = "import sys, survey.aggregation.settings; print('pandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
