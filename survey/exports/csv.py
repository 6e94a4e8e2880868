"""CSV: UTF-8, commas, fixed decimals, `<10` where a base is suppressed."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd

from survey.aggregation.tables import DECIMALS
from survey.exports.release import Release, hidden_bases, rows_of
from survey.sheets.formulas import guarded


def write_csv(release: Release, folder: Path) -> None:
    """Write one CSV file per table."""
    for name, frame in release.frames().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(frame.columns)
            writer.writerows(printed(frame, release.tables.min_n))


def printed(frame: pd.DataFrame, min_n: int) -> list[list[str]]:
    """Return every cell as text, row by row; a suppressed base reads `<min_n`."""
    hidden = {name: mask.to_numpy() for name, mask in hidden_bases(frame).items()}
    columns = list(frame.columns)
    return [
        [
            f"<{min_n}" if name in hidden and hidden[name][at] else cell(name, value)
            for name, value in zip(columns, row, strict=True)
        ]
        for at, row in enumerate(rows_of(frame))
    ]


def cell(name: str, value: Any) -> str:
    """Return one value as text: a figure with its decimals, a text no spreadsheet executes."""
    if value is None:
        return ""
    if name in DECIMALS:
        return f"{value:.{DECIMALS[name]}f}"
    return guarded(str(value))
