from pathlib import Path

import pytest

from survey.errors import Unusable
from survey.sheets import open_sheet


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separator_and_encoding_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    text = separator.join(["nama", "waktu"]) + "\n" + separator.join(["Désa é", "4"]) + "\n"
    sheet = open_sheet(written(tmp_path / "a.csv", text.encode(encoding)))
    assert sheet.heading == ["nama", "waktu"]
    assert list(sheet.rows) == [(2, ["Désa é", "4"])]
    assert not sheet.notes


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path / "a.csv", "nama\ncafé\n".encode("cp1252")))
    assert list(sheet.rows) == [(2, ["café"])]
    assert [note.code for note in sheet.notes] == ["encoding_windows_1252"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path / "a.csv", b'a,b\n"x\ny",1\n\nz,2\n\n\n'))
    assert list(sheet.rows) == [(2, ["x\ny", "1"]), (3, []), (4, ["z", "2"])]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty_file"),
        ("a.csv", b"PK\x03\x04rest", "not_what_it_says"),
        ("a.csv", b"\xd0\xcf\x11\xe0rest", "not_what_it_says"),
        ("a.csv", b"<!DOCTYPE html><p>login", "not_what_it_says"),
        ("a.csv", b"a\x00b", "not_what_it_says"),
        ("a.csv", b"a,b\n\x81\x8d\n", "encoding_unknown"),
        ("a.csv", b"a,b\n" + b"1,2\n" * 2000 + b"\x00,2\n", "not_what_it_says"),
        ("a.xlsx", b"a,b\n1,2\n", "not_what_it_says"),
        ("a.xlsx", b"PK\x03\x04 but no workbook", "not_what_it_says"),
        ("a.parquet", b"PAR1 but nothing else", "not_what_it_says"),
        ("a.txt", b"a,b\n", "unknown_ending"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(Unusable) as caught:
        list(open_sheet(written(tmp_path / name, content)).rows)
    assert caught.value.problem.code == code
    assert caught.value.problem.file == name


def test_an_open_quotation_mark_is_placed(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path / "a.csv", b'a,b\n1,2\n3,"4\n5,6\n'))
    with pytest.raises(Unusable) as caught:
        list(sheet.rows)
    assert (caught.value.problem.code, caught.value.problem.row) == ("csv_broken", 3)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="file_missing"):
        open_sheet(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Unusable, match="file_unreadable"):
        open_sheet(tmp_path / "folder.csv")


def test_a_heading_with_commas_inside_semicolons(tmp_path: Path) -> None:
    text = "waktu;saran, kritik, masukan, lain\n3;cepat\n4;\n"
    sheet = open_sheet(written(tmp_path / "a.csv", text.encode()))
    assert sheet.heading == ["waktu", "saran, kritik, masukan, lain"]


def test_a_line_break_inside_a_quoted_heading(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path / "a.csv", b'"nama\nlengkap";waktu\nx;3\n'))
    assert sheet.heading == ["nama\nlengkap", "waktu"]
