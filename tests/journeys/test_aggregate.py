"""`survey aggregate` as an analyst uses it: files in, tables out, an exit status."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.exports import writing
from survey.instrument import ELEMENTS
from tests.factories import BANTEN, SEKADAU, gianyar, read_csv, response, write_csv


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env={"LANG": "en_US.UTF-8"})


def scores(out: Path) -> list[dict[str, str]]:
    return read_csv(out / "scores.csv")


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))
    return found


def codes(out: Path) -> list[tuple[str, str, str, str]]:
    names = ("row", "column", "value", "code")
    return [tuple(line[name] for name in names) for line in read_csv(out / "rejected.csv")]  # type: ignore[misc]


@pytest.mark.parametrize(("weight", "ikm"), [("exact", "78.74"), ("0.11", "77.95")])
def test_the_example_of_sekadau(tmp_path: Path, weight: str, ikm: str) -> None:
    assert run("aggregate", SEKADAU, "--out", tmp_path, "--element-weight", weight).exit_code == 0
    assert [(row["n"], row["ikm"], row["ikm_grade"]) for row in scores(tmp_path)] == [
        ("49", ikm, "B")
    ]


def test_the_real_answers_of_gianyar(tmp_path: Path) -> None:
    file = gianyar()
    assert run("aggregate", file, "--out", tmp_path).exit_code == 0
    (whole,) = scores(tmp_path)
    assert (whole["n"], whole["ikm"], whole["ikm_grade"]) == ("201", "85.85", "B")
    assert abs(float(whole["ikm_se"]) - 0.463) <= 0.001
    means = {row["element"]: row["mean"] for row in read_csv(tmp_path / "elements.csv")}
    assert (means["biaya"], max(means.values())) == ("2.9751", "3.8060")
    run("aggregate", file, "--out", tmp_path, "--element-weight", "0.11")
    assert [(row["ikm"], row["ikm_grade"]) for row in scores(tmp_path)] == [("84.99", "B")]
    run("aggregate", file, "--out", tmp_path, "--by", "sex")
    assert [(row["sex"], row["ikm"], row["n"]) for row in scores(tmp_path)] == [
        ("L", "85.87", "141"),
        ("P", "85.79", "60"),
    ]


def test_the_merge_with_published_scores(tmp_path: Path) -> None:
    place: dict[str, Any] = {
        "year": 2024,
        "institution": "Kab. Serang",
        "unit": "UPT Puskesmas Pabuaran",
    }
    file = write_csv(tmp_path / "r.csv", [response(**place) for _ in range(30)])
    done = run(
        "aggregate", file, "--compliance", BANTEN, "--by", "institution,unit", "--out", tmp_path
    )
    assert done.exit_code == 0
    merged = {
        (row["year"], row["institution_code"], row["unit"]): row
        for row in read_csv(tmp_path / "merged.csv")
    }
    pabuaran = merged["2024", "36.04", "UPT Puskesmas Pabuaran"]
    shown = ("compliance_score", "zone", "zone_source", "category", "category_source", "gap")
    assert [pabuaran[name] for name in shown] == [
        *("93.30", "hijau", "published", "A", "derived", "-18.30"),
    ]
    assert pabuaran["quadrant"] == "paper_only"
    assert merged["2024", "36.04", "Dinas Sosial"]["category_source"] == "published"
    assert merged["2018", "36", ""]["zone"] == "hijau"
    conflict = merged["2021", "36.73", ""]
    assert (conflict["compliance_score"], conflict["notes"]) == (
        "",
        "no_survey;compliance_conflict",
    )
    warned = [
        each for each in manifest(tmp_path)["warnings"] if each["code"] == "compliance_conflict"
    ]
    assert len(warned) == 1
    assert "63.31" in warned[0]["message"]
    assert "63.61" in warned[0]["message"]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = [response(response_id=number, channel="interview") for number in range(20)]
    rows += [response(response_id=100 + number, channel="online") for number in range(5)]
    rows.append(response([5, 3, 3, 3, 3, 3, 3, 3, "baik"], response_id=200, channel="interview"))
    rows.append(response(response_id=3, channel="interview"))
    rows.append(response([""] * 9, response_id=201, channel="interview"))
    rows.append(response(response_id=202, channel="web"))
    file = write_csv(tmp_path / "r.csv", rows)
    done = run("aggregate", file, "--channels", "interview,token", "--out", tmp_path)
    assert done.exit_code == 1
    assert codes(tmp_path) == [
        ("27", "persyaratan", "5", "off_scale"),
        ("27", "sarana", "baik", "not_a_number"),
        ("28", "response_id", "3", "duplicate_response_id"),
        ("29", "", "", "no_element_answered"),
        ("30", "channel", "web", "unknown_channel"),
    ]
    found = manifest(tmp_path)
    assert (found["rows_in"], found["rows_used"], found["rows_rejected"]) == (29, 20, 4)
    assert found["rows_set_aside"] == {"channel": 5}
    assert "off_scale" in done.stderr


def test_missing_answers_are_accepted_and_counted_apart(tmp_path: Path) -> None:
    rows = [response(["refused", "dont_know", "not_asked", "", 3, 3, 3, 3, 3])] * 10
    rows += [response()] * 10
    assert run("aggregate", write_csv(tmp_path / "r.csv", rows), "--out", tmp_path).exit_code == 0
    elements = {row["element"]: row["n"] for row in read_csv(tmp_path / "elements.csv")}
    assert [elements[key] for key in ("persyaratan", "prosedur", "waktu", "biaya", "produk")] == [
        *("10", "10", "10", "10", "20"),
    ]
    assert manifest(tmp_path)["no_answer"] == {
        "persyaratan": {"refused": 10},
        "prosedur": {"dont_know": 10},
        "waktu": {"not_asked": 10},
        "biaya": {"empty": 10},
    }


def test_ids_are_unique_over_several_files(tmp_path: Path) -> None:
    """Also where two folders hold files of one name."""
    files = []
    for name, extra in (("a", ""), ("b", "x")):
        (tmp_path / name).mkdir()
        rows = [response(response_id=number, note=extra) for number in range(10)]
        files.append(write_csv(tmp_path / name / "r.csv", rows))
    assert run("aggregate", *files, "--out", tmp_path).exit_code == 1
    assert manifest(tmp_path)["rows_used"] == 10
    first = read_csv(tmp_path / "rejected.csv")[0]
    assert (first["file"], "r.csv 2" in first["message"]) == ("r.csv", True)


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    done = run("aggregate", SEKADAU, SEKADAU, "--out", tmp_path)
    assert done.exit_code == 2
    assert done.stderr.startswith("survey: same_file_twice")


def test_a_rejected_row_does_not_claim_its_id(tmp_path: Path) -> None:
    rows = [response(response_id=1)] * 1 + [response([9, *[3] * 8], response_id=2)]
    rows += [response(response_id=2), response(response_id=2)]
    run("aggregate", write_csv(tmp_path / "r.csv", rows), "--out", tmp_path)
    assert codes(tmp_path) == [
        ("3", "persyaratan", "9", "off_scale"),
        ("5", "response_id", "2", "duplicate_response_id"),
    ]
    assert manifest(tmp_path)["rows_used"] == 2


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    scores_file = tmp_path / "scores.csv"
    scores_file.write_bytes(BANTEN.read_bytes())
    arguments = ["aggregate", SEKADAU, "--compliance", scores_file, "--out", tmp_path]
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("survey: output_is_input")
    assert scores_file.read_bytes() == BANTEN.read_bytes()
    assert run(*arguments, "--format", "xlsx").exit_code == 0


def test_results_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    run("aggregate", SEKADAU, "--out", tmp_path)
    done = run("aggregate", SEKADAU, "--out", tmp_path, "--format", "json")
    assert "stale_results" in done.stderr
    assert "scores.csv" in done.stderr


def test_a_group_column_in_other_capitals_in_the_next_file(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path / f"{at}.csv", [response(**{name: "x"})] * 6)
        for at, name in enumerate(("Kecamatan", "kecamatan"))
    ]
    assert run("aggregate", *files, "--by", "Kecamatan", "--out", tmp_path).exit_code == 0
    assert [row["Kecamatan"] for row in scores(tmp_path)] == ["x"]


def test_undated_rows_and_a_year_that_is_not_used_are_told(tmp_path: Path) -> None:
    rows = [response(institution="Kab. Serang", year=year) for year in ["2024"] * 6 + [""] * 6]
    file = write_csv(tmp_path / "r.csv", rows)
    options = ["--by", "institution", "--compliance", BANTEN, "--compliance-year", "2023"]
    run("aggregate", file, *options, "--out", tmp_path)
    warned = {each["code"]: each["message"] for each in manifest(tmp_path)["warnings"]}
    assert "6 rows" in warned["undated_rows"]
    assert "2024" in warned["compliance_year_unused"]


def test_the_manifest_does_not_give_a_hidden_base_back(tmp_path: Path) -> None:
    rows = [response([3] * 8 + [4 if at < 7 else ""]) for at in range(40)]
    run("aggregate", write_csv(tmp_path / "r.csv", rows), "--out", tmp_path)
    element = {row["element"]: row["n"] for row in read_csv(tmp_path / "elements.csv")}
    assert element["sarana"] == "<10"
    assert "sarana" not in manifest(tmp_path)["no_answer"]


def test_rejected_scores_are_told_on_the_console(tmp_path: Path) -> None:
    bad = tmp_path / "c.csv"
    bad.write_text("year,method,institution,score\n2024,opinion-2022,Kab. Serang,91,16\n", "utf-8")
    done = run("aggregate", SEKADAU, "--compliance", bad, "--out", tmp_path / "o")
    assert (done.exit_code, "too_many_cells: c.csv, row 2" in done.stderr) == (1, True)


@pytest.mark.parametrize("option", ["--channels", "--format", "--by"])
def test_an_empty_list_is_refused(tmp_path: Path, option: str) -> None:
    assert run("aggregate", SEKADAU, "--out", tmp_path, option, "").exit_code == 2


def test_a_fault_of_our_own_is_one_line_and_never_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("planted\nfault")

    monkeypatch.setattr(writing, "write_release", fail)
    done = run("aggregate", SEKADAU, "--out", tmp_path)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("survey: unexpected: ")


HEADING = ",".join(ELEMENTS)
ROW = "3,3,3,3,3,3,3,3,3"


@pytest.mark.parametrize(
    ("content", "rejected"),
    [
        (f"{HEADING}\n{ROW}\n\n{ROW}\n,,,,,,,,\n", ["empty_row", "empty_row"]),
        (f"{HEADING}\n{ROW}\n{ROW},x\n", ["too_many_cells"]),
        (f"{HEADING}\n{ROW}\n3,3\n", []),
        (f"{HEADING}\n{ROW}\n=1+2,3,3,3,3,3,3,3,3\n", ["formula"]),
        (f"{HEADING},year\n{ROW},24\n{ROW},2024.0\n", ["bad_year"]),
        ("\ufeff" + HEADING.replace(",", ";") + "\n" + ROW.replace(",", ";"), []),
    ],
)
def test_rows_at_fault_are_told(tmp_path: Path, content: str, rejected: list[str]) -> None:
    (tmp_path / "r.csv").write_text(content, encoding="utf-8")
    done = run("aggregate", tmp_path / "r.csv", "--out", tmp_path)
    assert done.exit_code == (1 if rejected else 0), done.output
    assert [code for *_, code in codes(tmp_path)] == rejected


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (b"", [], "empty_file"),
        (HEADING.encode() + b"\n", [], "no_rows"),
        (b"nama,umur\nx,1\n", [], "no_item_columns"),
        (f"{HEADING},ssu\n{ROW},1\n".encode(), [], "design_ssu_without_psu"),
        (f"{HEADING}\n{ROW}\n".encode(), ["--by", "unit"], "unknown_group_column"),
        (f"{HEADING}\n{ROW}\n".encode(), ["--channels", "token"], "no_channel_column"),
        (b"PK\x03\x04", [], "not_what_it_says"),
    ],
)
def test_an_unusable_file_is_told_in_one_line(
    tmp_path: Path, content: bytes, options: list[str], code: str
) -> None:
    (tmp_path / "r.csv").write_bytes(content)
    done = run("aggregate", tmp_path / "r.csv", "--out", tmp_path / "o", *options)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"survey: {code}: r.csv")
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    "options",
    [["--format", "doc"], ["--min-n", "0"], ["--element-weight", "0.2"], ["--nonsense"]],
)
def test_a_wrong_option_is_told_in_one_line(tmp_path: Path, options: list[str]) -> None:
    done = run("aggregate", SEKADAU, "--out", tmp_path, *options)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("survey: usage: ")


def test_help_is_no_fault() -> None:
    assert run("aggregate", "--help").exit_code == 0
    assert "aggregate" in run().stdout


def test_windows_1252_and_u_headings_are_warned_of(tmp_path: Path) -> None:
    heading = ",".join(["unit", *(f"U{number}" for number in range(1, 10))])
    (tmp_path / "r.csv").write_bytes(f"{heading}\ncafé,{ROW}\n".encode("cp1252"))
    assert run("aggregate", tmp_path / "r.csv", "--by", "unit", "--out", tmp_path).exit_code == 0
    warned = [each["code"] for each in manifest(tmp_path)["warnings"]]
    assert warned[:2] == ["encoding_windows_1252", "u_headings"]
    assert scores(tmp_path)[0]["unit"] == "café"


def test_a_spreadsheet_gives_the_same_result(tmp_path: Path) -> None:
    rows = [[int(cell) for cell in row.values()] for row in read_csv(SEKADAU)]
    book = openpyxl.Workbook()
    for line in [list(read_csv(SEKADAU)[0]), *rows]:
        book.worksheets[0].append(line)
    book.save(tmp_path / "r.xlsx")
    run("aggregate", SEKADAU, "--out", tmp_path / "csv")
    assert run("aggregate", tmp_path / "r.xlsx", "--out", tmp_path / "xlsx").exit_code == 0
    for name in ("scores", "elements", "maladministration"):
        assert (tmp_path / "csv" / f"{name}.csv").read_bytes() == (
            tmp_path / "xlsx" / f"{name}.csv"
        ).read_bytes()


def test_compliance_that_is_rejected_changes_the_exit_status(tmp_path: Path) -> None:
    bad = tmp_path / "c.csv"
    bad.write_text("year,institution,score,max_score\n,Kota Serang,101,100\n", encoding="utf-8")
    checked = run("compliance", "check", bad)
    assert checked.exit_code == 1
    assert "year_missing: c.csv, row 2, column year" in checked.stderr
    assert "score_above_max" in checked.stderr
    done = run("aggregate", SEKADAU, "--compliance", bad, "--out", tmp_path)
    assert done.exit_code == 1
    rejected = manifest(tmp_path)["compliance"]["rejected"]
    assert [each["code"] for each in rejected] == ["year_missing", "score_above_max"]


def test_the_published_scores_of_banten_check_clean() -> None:
    done = run("compliance", "check", BANTEN)
    assert done.exit_code == 0
    assert "108 rows: 108 accepted, 0 rejected" in done.stdout
    assert "compliance_conflict" in done.stderr


def test_messages_follow_the_locale(tmp_path: Path) -> None:
    arguments = ["aggregate", str(tmp_path / "none.csv"), "--out", str(tmp_path)]
    indonesian = CliRunner().invoke(main, arguments, env={"LANG": "id_ID.UTF-8"})
    assert "berkas tidak ditemukan" in indonesian.stderr
    assert (
        "the file does not exist" in CliRunner().invoke(main, [*arguments, "--lang", "en"]).stderr
    )


@pytest.mark.slow
def test_two_hundred_thousand_rows(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write(f"response_id,unit,{HEADING}\n")
        out.writelines(f"{at},u{at % 54},{at % 4 + 1},3,3,3,3,3,3,3,4\n" for at in range(200_000))
    assert run("aggregate", file, "--by", "unit", "--out", tmp_path).exit_code == 0
    assert manifest(tmp_path)["rows_used"] == 200_000
    assert len(scores(tmp_path)) == 54
