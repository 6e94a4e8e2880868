import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from survey.aggregation.disclosure.suppression import suppress
from survey.aggregation.grade.merging import merge
from survey.aggregation.scores.scores import score
from survey.aggregation.scores.tallies import tally
from survey.errors import Problem
from survey.exports import FORMATS, RESPONSE_FORMATS, response_rows, writing, xlsx
from survey.exports.csv import cell
from survey.exports.labels import LABELS, NOTES
from survey.exports.release import Release
from survey.exports.writing import write_release
from survey.sheets import open_sheet
from tests.factories import ROOT, frame, read_csv

MANIFEST: dict[str, Any] = {
    "settings": {"element_weight": "exact", "min_n": 10, "by": ["institution"], "channels": "all"}
    | {"compliance_year": None},
    "inputs": [{"name": "a.csv", "sha256": "00"}],
    "version": "0",
    "rows_in": 21,
    "rows_used": 19,
    "rows_rejected": 2,
    "rows_set_aside": {"channel": 0},
    "warnings": [{"code": "u_headings", "message": "U8 = pengaduan"}],
}


@pytest.fixture
def release() -> Release:
    names = ["=cmd()"] * 9 + ["Kota Serang"] * 10
    answers = [[3, 4, 3, 4, 3, 4, 3, 4, 3]] * 12 + [[4] * 9] * 7
    tables = score(tally(frame(answers, institution=names), ["institution"]))
    public = suppress(replace(tables, merged=merge(tables).frame), 10)
    rejected = [
        Problem("off_scale", 4, "waktu", "5", "a.csv", {"allowed": "1–4"}),
        Problem("formula", 9, "waktu", "=1+3", "a.csv"),
    ]
    return Release(public, rejected, MANIFEST)


def test_every_format_that_can_be_named_is_written() -> None:
    assert tuple(writing.WRITERS) == FORMATS
    assert tuple(response_rows.ROW_WRITERS) == RESPONSE_FORMATS


def test_csv_prints_fixed_decimals_and_hides_small_bases(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, ["csv"])
    small, large = read_csv(tmp_path / "scores.csv")
    assert (small["n"], small["mal_n"], small["ikm"]) == ("<10", "<10", "")
    assert small["institution"] == "'=cmd()"
    assert (large["n"], large["mal_n"], large["ikm_df"]) == ("10", "0", "9")
    assert [len(large[name].split(".")[1]) for name in ("ikm", "ikm_low", "ikm_se")] == [2, 2, 4]
    element = read_csv(tmp_path / "elements.csv")[0]
    assert (element["n"], element["mean"], element["c1"]) == ("<10", "", "")
    assert read_csv(tmp_path / "rejected.csv")[1]["value"] == "'=1+3"
    assert list(read_csv(tmp_path / "rejected.csv")[0]) == [
        "row",
        "column",
        "value",
        "code",
        "message",
    ]


def test_a_text_no_spreadsheet_executes() -> None:
    texts = [cell("unit", text) for text in ("=1", "+1", "-1", "@x", "a=1")]
    assert texts == ["'=1", "'+1", "'-1", "'@x", "a=1"]
    assert cell("gap", -1.5) == "-1.50"


def test_json_has_null_for_what_is_hidden(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, ["json"])
    small, large = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    assert (small["n"], small["ikm"], small["suppressed"]) == (None, None, 1)
    assert large["n"] == 10
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8")) == MANIFEST


def test_parquet_keeps_types(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, ["parquet"])
    scores = pd.read_parquet(tmp_path / "scores.parquet")
    assert scores["n"].isna().tolist() == [True, False]
    assert (
        scores["ikm"].dtype == "float64[pyarrow]" or str(scores["ikm"].dtype).lower() == "float64"
    )


def test_every_format_prints_the_same_figures(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, list(FORMATS))
    large = read_csv(tmp_path / "scores.csv")[1]
    from_json = json.loads((tmp_path / "scores.json").read_text("utf-8"))[1]
    from_parquet = pd.read_parquet(tmp_path / "scores.parquet").iloc[1]
    sheet = openpyxl.load_workbook(tmp_path / "aggregate.xlsx")["Ringkasan"]
    heading = [each.value for each in sheet[1]]
    in_sheet = {
        name: sheet[3][heading.index(LABELS[name][0])].value for name in ("ikm", "ikm_se", "n")
    }
    for name, value in in_sheet.items():
        assert float(large[name]) == from_json[name] == from_parquet[name] == value


def test_the_workbook_is_one_an_official_can_read(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "aggregate.xlsx")
    assert book.sheetnames == [
        *("Ringkasan", "Unsur", "Maladministrasi", "Gabungan", "Ditolak", "Metode"),
    ]
    assert all(str(sheet.freeze_panes).endswith("2") for sheet in book)
    assert book["Ringkasan"].freeze_panes == "B2"
    summary = book["Ringkasan"]
    heading = [each.value for each in summary[1]]
    ikm = summary.cell(3, heading.index("IKM") + 1)
    assert isinstance(ikm.value, float)
    assert ikm.number_format == "0.00"
    assert summary.cell(2, heading.index("n") + 1).value == "<10"
    assert summary.cell(2, 1).value == "=cmd()"
    assert summary.cell(2, 1).data_type == "s"
    assert summary.column_dimensions["A"].width > 8
    assert book["Unsur"]["B2"].value == "Persyaratan"
    method = {row[0].value: row[1].value for row in book["Metode"].iter_rows(min_row=2)}
    assert method["Bobot unsur"] == "1/9"
    assert "yang menjawab" in method["NRR"]
    assert method["Peringatan"] == "U8 = pengaduan"
    assert method["Mutu (ikm_grade)"] == "Mutu A–D"
    assert "dasarnya terlalu kecil" in method["Catatan: under_min_n"]


def test_rows_beyond_the_end_of_a_sheet_are_counted(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    write_release(release, tmp_path, ["xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "aggregate.xlsx")["Ditolak"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [4, "… (+1) CSV / JSON"]


def test_every_note_of_the_document_is_explained_in_the_workbook() -> None:
    text = (ROOT / "docs" / "files.md").read_text("utf-8")
    assert all(f"`{code}" in text for code in NOTES)


def test_rows_of_text_are_the_same_in_every_format(tmp_path: Path) -> None:
    heading, rows = ["unit_code", "waktu"], [["36.10", "4"], ["007", ""]]
    response_rows._csv_rows(tmp_path / "a.csv", heading, iter(rows))
    response_rows._workbook_rows(tmp_path / "a.xlsx", heading, iter(rows))
    response_rows._parquet_rows(tmp_path / "a.parquet", heading, iter(rows))
    for ending in ("csv", "xlsx", "parquet"):
        sheet = open_sheet(tmp_path / f"a.{ending}")
        assert sheet.heading == heading
        cells = [[*row.cells, ""][:2] for row in sheet.rows]
        assert cells == rows, ending


def test_codes_are_joined_where_a_table_is_printed(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, list(FORMATS))
    assert release.tables.merged["notes"].tolist()[0] == ("no_compliance", "under_min_n")
    printed = "no_compliance;under_min_n"
    assert read_csv(tmp_path / "merged.csv")[0]["notes"] == printed
    assert json.loads((tmp_path / "merged.json").read_text("utf-8"))[0]["notes"] == printed
    assert pd.read_parquet(tmp_path / "merged.parquet")["notes"][0] == printed
    sheet = openpyxl.load_workbook(tmp_path / "aggregate.xlsx")["Gabungan"]
    heading = [each.value for each in sheet[1]]
    assert sheet[2][heading.index(LABELS["notes"][0])].value == printed


def test_a_folder_that_cannot_be_written(release: Release, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Exception, match="output_unwritable"):
        write_release(release, tmp_path / "file" / "out", ["csv"])


def test_every_column_is_labelled(release: Release) -> None:
    for table in release.frames().values():
        assert set(table.columns) <= set(LABELS)
