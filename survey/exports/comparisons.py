"""The table of comparisons as CSV and JSON, each figure with its own decimals."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from survey.aggregation.analysis.report import COMPARISON_COLUMNS
from survey.errors import Unusable
from survey.exports.json import dump_json
from survey.exports.release import join_codes
from survey.sheets.formulas import guarded

_DECIMALS: Final = {
    **dict.fromkeys(("value", "low", "high", "detectable"), 4),
    "se": 4,
    "df": 1,
    "p": 4,
    "n": 0,
}


def write_comparisons(rows: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Write comparisons.csv and comparisons.json.

    Raises `Unusable` where the folder cannot be written.
    """
    printed = [{name: _written(value) for name, value in row.items()} for row in rows]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "comparisons.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COMPARISON_COLUMNS)
            writer.writerows(
                [_cell(name, row[name]) for name in COMPARISON_COLUMNS] for row in printed
            )
        dump_json(folder / "comparisons.json", [_known(row) for row in printed])
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("output_unwritable", file=folder.name, reason=reason) from None


def _written(value: Any) -> Any:
    return join_codes(value) if isinstance(value, tuple) else value


def _cell(name: str, value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return f"{value:.{_DECIMALS[name]}f}" if name in _DECIMALS else guarded(str(value))


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row without the columns its kind lacks, rounded as in the table."""
    return {
        name: round(value, _DECIMALS[name]) if name in _DECIMALS else value
        for name, value in row.items()
        if value is not None and not pd.isna(value)
    }
