import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest

from survey.errors import Unusable
from survey.sheets import open_sheet


def workbook(path: Path, rows: Sequence[Sequence[object]], extra: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if extra:
        book.create_sheet(extra)
    book.save(path)
    return path


def test_cells_are_text_as_their_author_typed_them(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["a", "b", "c", "d", "e"],
        [3, 3.0, 91.16, date(2024, 5, 1), "36.10"],
        [36.1],
    ]
    sheet = open_sheet(workbook(tmp_path / "a.xlsx", rows))
    assert list(sheet.rows) == [(2, ["3", "3", "91.16", "2024-05-01", "36.10"]), (3, ["36.1"])]


def test_a_formula_stays_visible(tmp_path: Path) -> None:
    sheet = open_sheet(workbook(tmp_path / "a.xlsx", [["waktu"], ["=1+3"]]))
    assert list(sheet.rows) == [(2, ["=1+3"])]


def test_empty_rows_between_are_kept_and_at_the_end_dropped(tmp_path: Path) -> None:
    sheet = open_sheet(workbook(tmp_path / "a.xlsx", [["a"], ["1"], [None], ["2"], [None], [None]]))
    assert list(sheet.rows) == [(2, ["1"]), (3, []), (4, ["2"])]


def test_other_sheets_are_named(tmp_path: Path) -> None:
    sheet = open_sheet(workbook(tmp_path / "a.xlsx", [["a"], ["1"]], extra="Lampiran"))
    assert "Lampiran" in sheet.notes[0].message("id")


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no_rows"):
        open_sheet(workbook(tmp_path / "a.xlsx", []))


def test_parquet_reads_as_the_same_text(tmp_path: Path) -> None:
    pd.DataFrame({"a": [1, None], "b": ["36.10", None]}).to_parquet(tmp_path / "a.parquet")
    sheet = open_sheet(tmp_path / "a.parquet")
    assert sheet.heading == ["a", "b"]
    assert list(sheet.rows) == [(2, ["1", "36.10"]), (3, ["", ""])]


def test_spaces_far_below_are_no_rows(tmp_path: Path) -> None:
    gap: list[list[object]] = [[None] for _ in range(50)]
    rows: list[list[object]] = [["a"], ["1"], *gap, [" "]]
    assert list(open_sheet(workbook(tmp_path / "a.xlsx", rows)).rows) == [(2, ["1"])]


def test_a_chart_in_the_place_of_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet(index=0)
    book.worksheets[0].append(["a"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Unusable):
        list(open_sheet(tmp_path / "a.xlsx").rows)


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_a_damaged_file_is_told_whatever_was_damaged(tmp_path: Path, ending: str) -> None:
    sound = workbook(tmp_path / "a.xlsx", [["a", "b"], *[[at, "x"] for at in range(50)]])
    if ending == "parquet":
        sound = tmp_path / "a.parquet"
        pd.DataFrame({"a": range(500), "b": "x"}).to_parquet(sound)
    content = sound.read_bytes()
    for at in range(8, len(content), len(content) // 60):
        broken = tmp_path / f"b.{ending}"
        broken.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        with contextlib.suppress(Unusable):
            list(open_sheet(broken).rows)


def test_a_gap_of_numbers_in_parquet_is_empty(tmp_path: Path) -> None:
    table = pyarrow.table({"a": pyarrow.array([1.0, float("nan")])})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    assert list(open_sheet(tmp_path / "a.parquet").rows) == [(2, ["1"]), (3, [""])]
