"""`survey compare`: what the scores show, with a test and its doubt."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from survey.cli import main
from survey.services import demo
from tests.factories import read_csv, response, write_csv

UNITS = ("Dinas Sosial", "Disdukcapil", "Puskesmas A")
SCORES = """year,method,institution,unit,sector,score,max_score,source_url
2024,opinion-2022,Kabupaten Serang,Dinas Sosial,social,94.62,100,https://a.example
2024,opinion-2022,Kabupaten Serang,Disdukcapil,civil_registration,70.00,100,https://a.example
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments), "--lang", "en"])


def answers(seed: int, level: float = 3.0, people: int = 24) -> list[dict[str, str]]:
    """Make answers of three units; the last one is asked online as well, and rated lower."""
    source = random.Random(seed)  # noqa: S311 (synthetic answers)
    rows = []
    for unit in UNITS:
        for at in range(people):
            online = unit == "Puskesmas A" and at % 2
            mean = level - (0.8 if online else 0) - (0.9 if unit == "Disdukcapil" else 0)
            given = [min(4, max(1, round(source.gauss(mean, 0.5)))) for _ in range(9)]
            given[3] = max(1, given[3] - 1)  # biaya is the weakest element
            place = {"institution": "Kabupaten Serang", "unit": unit}
            rows.append(response(given, channel="online" if online else "interview", **place))
    return rows


def table(folder: Path, kind: str) -> list[dict[str, str]]:
    return [row for row in read_csv(folder / "o" / "comparisons.csv") if row["kind"] == kind]


@pytest.fixture
def compared(tmp_path: Path) -> Path:
    now = write_csv(tmp_path / "now.csv", answers(1))
    last = write_csv(tmp_path / "last.csv", answers(2, 2.5))
    (tmp_path / "scores.csv").write_text(SCORES, "utf-8")
    done = run(
        *(now, "--former", last, "--compliance", tmp_path / "scores.csv"),
        *("--compliance-year", 2024, "--out", tmp_path / "o"),
    )
    assert done.exit_code == 0, done.output
    return tmp_path


def test_both_rules_for_an_institution(compared: Path) -> None:
    rows = table(compared, "institution")
    assert [row["first"] for row in rows] == ["pooled", "mean_of_units"]
    assert all(float(row["low"]) < float(row["value"]) < float(row["high"]) for row in rows)
    assert rows[0]["value"] != rows[1]["value"]


def test_the_weakest_element_is_told_apart(compared: Path) -> None:
    rows = [row for row in table(compared, "weakest") if not row["group"]]
    assert {row["first"] for row in rows} == {"biaya"}
    assert len(rows) == 8
    assert {row["verdict"] for row in rows} == {"apart"}
    assert all(float(row["p"]) < 0.05 for row in rows)


def test_channels_are_tested(compared: Path) -> None:
    (unit,) = [row for row in table(compared, "channels") if "Puskesmas A" in row["group"]]
    assert float(unit["value"]) > 0
    assert float(unit["p"]) < 0.05
    assert unit["notes"] == "channels_self_selected"


def test_quadrants_say_their_doubt(compared: Path) -> None:
    rows = {row["group"].split("; ")[1]: row for row in table(compared, "quadrant")}
    assert rows["Disdukcapil"]["first"] == "neither"
    assert {row["verdict"] for row in rows.values()} <= {"clear", "in_doubt"}
    assert "gap_starts_at_25" in rows["Dinas Sosial"]["notes"]
    assert "gap_grade_holds_interview" in rows["Dinas Sosial"]["notes"]


def test_the_round_improved(compared: Path) -> None:
    whole = next(row for row in table(compared, "trend") if not row["group"])
    assert (whole["second"], whole["verdict"]) == ("last", "improved")
    assert float(whole["detectable"]) > 0


def test_agreement_of_one_method(compared: Path) -> None:
    (row,) = table(compared, "agreement")
    assert (row["group"], row["n"], row["value"]) == ("opinion-2022 2024", "2", "1.0000")
    assert "agreement_few" in row["notes"]


def test_json_says_the_same(compared: Path) -> None:
    rows = json.loads((compared / "o" / "comparisons.json").read_text("utf-8"))
    assert len(rows) == len(read_csv(compared / "o" / "comparisons.csv"))
    assert rows[0]["kind"] == "institution"


def test_small_bases_show_nothing(tmp_path: Path) -> None:
    rows = answers(1)[:33]  # nine of the second unit
    done = run(write_csv(tmp_path / "r.csv", rows), "--out", tmp_path / "o")
    assert done.exit_code == 0
    (owner,) = table(tmp_path, "institution")
    assert (owner["notes"], owner["value"], owner["n"]) == ("under_min_n", "", "")
    few = write_csv(tmp_path / "f.csv", answers(1, people=3))
    run(few, "--out", tmp_path / "o")
    assert {row["value"] for row in read_csv(tmp_path / "o" / "comparisons.csv")} == {""}


def test_a_demo_round_says_so(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        demo.fill("development-only")
    monkeypatch.setenv("DATABASE_URL", app.config["DATABASE_URL"])
    done = run("--round", "demo-banten-2024", "--out", tmp_path / "o")
    assert done.exit_code == 0, done.output
    rows = read_csv(tmp_path / "o" / "comparisons.csv")
    assert {row["kind"] for row in rows} >= {"institution", "quadrant", "channels", "agreement"}
    assert all(row["notes"].startswith("demo_data") for row in rows)


def test_an_unknown_round_is_told(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", app.config["DATABASE_URL"])
    done = run("--round", "x", "--out", tmp_path / "o")
    assert (done.exit_code, "unknown_round" in done.stderr) == (2, True)
