"""`survey compare`: what the scores show, with a test and its doubt."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from survey.cli import main
from survey.services.demo import fill
from survey.web.store import store
from tests.factories import read_csv, response, write_csv
from tests.world import KEYRING

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


@pytest.mark.parametrize("heading", ["institution_code", "Institution Code", " institution-code"])
def test_institutions_of_one_name_are_kept_apart_by_code(tmp_path: Path, heading: str) -> None:
    source = answers(3)
    rows = [{heading: f"36.0{1 + at % 2}", **row} for at, row in enumerate(source)]
    done = run(write_csv(tmp_path / "a.csv", rows), "--out", tmp_path / "o")
    assert done.exit_code == 0, done.output
    pooled = [row for row in table(tmp_path, "institution") if row["first"] == "pooled"]
    names = [f"Kabupaten Serang (36.0{number})" for number in (1, 2)]
    assert [row["group"] for row in pooled] == names


def test_both_rules_for_an_institution(compared: Path) -> None:
    rows = table(compared, "institution")
    assert [row["first"] for row in rows] == ["pooled", "mean_of_units"]
    assert all(float(row["low"]) < float(row["value"]) < float(row["high"]) for row in rows)
    assert rows[0]["value"] != rows[1]["value"]


def test_the_weakest_element_is_told_apart(compared: Path) -> None:
    rows = [row for row in table(compared, "weakest") if row["group"] == "all"]
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
    whole = next(row for row in table(compared, "trend") if row["group"] == "all")
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


@pytest.mark.slow
def test_a_demo_round_says_so(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        fill.fill(store(), KEYRING)
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


def people(institution: str, code: str, unit: str, n: int, answer: int) -> list[dict[str, str]]:
    """Make answers of one unit around an answer."""
    place = {"institution": institution, "institution_code": code, "unit": unit}
    source = random.Random(f"{code} {unit}")  # noqa: S311 (synthetic answers)
    return [
        response([min(4, max(1, answer + source.choice((-1, 0, 0, 1)))) for _ in range(9)])
        | place
        | {"unit_code": f"{code}.{unit}", "channel": "interview"}
        for _ in range(n)
    ]


def test_two_places_of_one_name_stay_two(tmp_path: Path) -> None:
    rows = people("Dinas Kesehatan", "11.01", "a", 30, 4) + people(
        "Dinas Kesehatan", "12.01", "a", 30, 2
    )
    run(write_csv(tmp_path / "r.csv", rows), "--out", tmp_path / "o")
    pooled = [row for row in table(tmp_path, "institution") if row["first"] == "pooled"]
    assert [(row["group"], row["n"]) for row in pooled] == [
        ("Dinas Kesehatan (11.01)", "30"),
        ("Dinas Kesehatan (12.01)", "30"),
    ]


def test_one_place_in_two_spellings_stays_one(tmp_path: Path) -> None:
    rows = people("Dinas A", "11.01", "a", 20, 3) + people("DINAS A", "11.01", "a", 20, 3)
    run(write_csv(tmp_path / "r.csv", rows), "--out", tmp_path / "o")
    pooled = [row for row in table(tmp_path, "institution") if row["first"] == "pooled"]
    assert [row["n"] for row in pooled] == ["40"]


def test_nothing_leads_back_to_a_hidden_group(tmp_path: Path) -> None:
    """One person of B: neither everybody nor anything of B is shown, only A."""
    rows = people("A", "1", "a", 40, 3) + people("B", "2", "b", 1, 2)
    former = write_csv(tmp_path / "f.csv", people("A", "1", "a", 40, 3))
    run(write_csv(tmp_path / "r.csv", rows), "--former", former, "--out", tmp_path / "o")
    shown = {row["group"] for row in read_csv(tmp_path / "o" / "comparisons.csv") if row["value"]}
    assert shown == {"A (1)"}


def test_the_mean_of_units_is_not_shown_with_hidden_units(tmp_path: Path) -> None:
    rows = people("A", "1", "a", 60, 3) + people("A", "1", "b", 8, 4) + people("A", "1", "c", 6, 2)
    run(write_csv(tmp_path / "r.csv", rows), "--out", tmp_path / "o")
    assert [row["first"] for row in table(tmp_path, "institution")] == ["pooled"]


def test_a_side_of_three_official_answers_is_hidden(tmp_path: Path) -> None:
    rows = people("A", "1", "a", 83, 3)
    for at, row in enumerate(rows):
        row["channel"] = "interview" if at < 3 else "" if at < 43 else "online"
    run(write_csv(tmp_path / "r.csv", rows), "--out", tmp_path / "o")
    assert {row["notes"] for row in table(tmp_path, "channels")} == {"under_min_n"}
