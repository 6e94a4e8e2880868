"""`survey aggregate` on files that state a sampling design, and on a round's default design."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from flask import Flask

from survey.aggregation.design import Design
from survey.cli import main
from survey.instrument import ELEMENTS, FORMS
from survey.services.collecting.accept import accept
from survey.services.rounds.rounds import by_code
from survey.web.store import store
from tests.factories import read_csv, response, write_csv
from tests.world import World, arrival


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["aggregate", *map(str, arguments), "--lang", "en"])


def rows(**columns: Sequence[object]) -> list[dict[str, str]]:
    """Make 24 rows: answers 1–4 in turn, and the given columns repeated."""
    return [
        response([1 + (at + k) % 4 for k in range(9)])
        | {name: str(values[at % len(values)]) for name, values in columns.items()}
        for at in range(24)
    ]


def scores(folder: Path) -> dict[str, str]:
    (row,) = read_csv(folder / "o" / "scores.csv")
    return row


def test_weights_strata_and_psus_are_used(tmp_path: Path) -> None:
    given = rows(
        weight=["1,5", "2", "3.25"], stratum=["A", "B"], psu=[f"d{at}" for at in range(12)]
    )
    # each PSU in one stratum: even rows are A, and the PSU follows the row
    file = write_csv(tmp_path / "r.csv", given)
    done = run(file, "--out", tmp_path / "o")
    assert done.exit_code == 0, done.output
    row = scores(tmp_path)
    assert row["ikm_df"] == "10"
    assert float(row["ikm_deff"]) > 0
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text("utf-8"))
    assert manifest["settings"]["design"] == {
        "weights": "weight",
        "strata": "stratum",
        "psu": "psu",
        "lonely_psu": "adjust",
        "margins": [],
        "effective_n": 21.7,
    }


@pytest.mark.parametrize("weight", ["0", "-1", "", "x", "inf", "=1"])
def test_a_bad_weight_rejects_its_row(tmp_path: Path, weight: str) -> None:
    given = rows(weight=[1])
    given[3]["weight"] = weight
    done = run(write_csv(tmp_path / "r.csv", given), "--out", tmp_path / "o")
    assert done.exit_code == 1
    (problem,) = read_csv(tmp_path / "o" / "rejected.csv")
    expected = "formula" if weight == "=1" else "bad_weight"
    assert (problem["row"], problem["column"], problem["code"]) == ("5", "weight", expected)
    assert scores(tmp_path)["n"] == "23"


def test_a_row_without_a_stratum_is_rejected(tmp_path: Path) -> None:
    given = rows(stratum=["A", "B"])
    given[0]["stratum"] = " "
    assert run(write_csv(tmp_path / "r.csv", given), "--out", tmp_path / "o").exit_code == 1
    assert read_csv(tmp_path / "o" / "rejected.csv")[0]["code"] == "label_missing"


@pytest.mark.parametrize(
    ("columns", "options", "code"),
    [
        ({"stratum": ["Kota A", "kota  a"]}, [], "design_two_spellings"),
        ({"stratum": ["A", "B"], "psu": ["d1", "d1", "d2", "d3"]}, [], "design_psu_in_two_strata"),
        ({"stratum": ["A"], "population": [5]}, [], "design_small_population"),
        ({"sex": ["L", "P"]}, ["column,value,total", "sex,L,50"], "design_margin_missing"),
        ({"sex": ["L"]}, ["column,value,total", "sex,L,50", "sex,P,50"], "design_margin_extra"),
        ({"sex": ["L"]}, ["column,value,total", "sex,L,0"], "margin_total_bad"),
        ({"sex": ["L"]}, ["column,value,total", "sex,L,12.500"], "margin_total_bad"),
        ({"sex": ["L"]}, ["column,value,total", "sex,L,5", "sex,L,6"], "margin_twice"),
        ({"sex": ["L"]}, ["column,value,total", "umur,L,5"], "unknown_group_column"),
        ({"sex": ["L"]}, ["column,value,total"], "margins_empty"),
        ({"sex": ["L"]}, ["a,b"], "missing_columns"),
        (
            {"sex": ["L", "P"], "age_group": ["x", "y", "y"]},
            [
                "column,value,total",
                *("sex,L,50", "sex,P,50", "age_group,x,50", "age_group,y,60"),
            ],
            "design_margin_totals",
        ),
    ],
)
def test_bad_designs_are_told_in_one_line(
    tmp_path: Path, columns: dict[str, list[object]], options: list[str], code: str
) -> None:
    file = write_csv(tmp_path / "r.csv", rows(**columns))
    more: list[object] = []
    if options:
        (tmp_path / "m.csv").write_text("\n".join(options) + "\n", "utf-8")
        more = ["--margins", tmp_path / "m.csv"]
    done = run(file, *more, "--out", tmp_path / "o")
    assert done.exit_code == 2, done.output
    assert f"survey: {code}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_margins_move_the_index_to_the_register(tmp_path: Path) -> None:
    """L answer 4, P answer 2: half and half in the sample, nine to one in the register."""
    given = [
        response([4 if at % 2 else 2] * 9) | {"sex": "L" if at % 2 else "P"} for at in range(40)
    ]
    file = write_csv(tmp_path / "r.csv", given)
    (tmp_path / "m.csv").write_text("column,value,total\nsex,L,900\nsex,P,100\n", "utf-8")
    run(file, "--out", tmp_path / "o")
    assert scores(tmp_path)["ikm"] == "75.00"
    done = run(file, "--margins", tmp_path / "m.csv", "--out", tmp_path / "o")
    assert (done.exit_code, scores(tmp_path)["ikm"]) == (0, "95.00")


def test_two_files_must_state_the_same_design(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", rows(stratum=["A", "B"]))
    two = write_csv(tmp_path / "b.csv", rows(weight=[2]))
    done = run(one, two, "--out", tmp_path / "o")
    assert (done.exit_code, "design_other_columns" in done.stderr) == (2, True)


def test_lonely_psus_are_noted(tmp_path: Path) -> None:
    given = rows(psu=[f"d{at}" for at in range(6)])
    for at, row in enumerate(given):
        row["stratum"] = "A" if at % 6 else "B"
    for rule in ("adjust", "remove", "average", "certainty"):
        file = write_csv(tmp_path / "r.csv", given)
        done = run(file, "--lonely-psu", rule, "--out", tmp_path / "o")
        assert done.exit_code == 0, done.output
        manifest = json.loads((tmp_path / "o" / "manifest.json").read_text("utf-8"))
        assert "design_lonely" in [each["code"] for each in manifest["warnings"]]


def test_a_round_has_a_default_design(
    app: Flask, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Odd answers came on nine days at one unit, even ones on three days at the other."""
    with app.app_context():
        start = datetime.combine(by_code(store(), "open").opens_on, time(5), UTC)
        for at in range(36):
            unit, kind = ("SOS", "social") if at % 2 else ("PKM", "health")
            moment = start + timedelta(days=at % 9 if at % 2 else at % 3)
            number = f"00000000-0000-4000-8000-0000000001{at:02}"
            waktu = str(1 + at % 4)
            accept(
                store(),
                arrival(number, finished=moment, unit=unit, questionnaire=kind, waktu=waktu),
            )
    monkeypatch.setenv("DATABASE_URL", app.config["DATABASE_URL"])
    done = run("--round", "open", "--by", "unit_code", "--out", tmp_path / "o")
    assert done.exit_code == 0, done.output
    found = {row["unit_code"]: row for row in read_csv(tmp_path / "o" / "scores.csv")}
    assert (found["SOS"]["n"], found["SOS"]["ikm_df"]) == ("18", "8")
    assert (found["PKM"]["n"], found["PKM"]["ikm_df"]) == ("18", "17")
    assert "days_not_modelled" in found["PKM"]["notes"]
    assert "days_not_modelled" not in found["SOS"]["notes"]


def test_margins_find_a_column_whatever_its_capitals(tmp_path: Path) -> None:
    given = rows(Kec=["x", "y"])
    file = write_csv(tmp_path / "r.csv", given)
    other = write_csv(tmp_path / "s.csv", [{**row, "waktu": "2"} for row in rows(kec=["x", "y"])])
    (tmp_path / "m.csv").write_text("column,value,total\nKEC,x,10\nKEC,y,30\n", "utf-8")
    done = run(file, other, "--margins", tmp_path / "m.csv", "--by", "kec", "--out", tmp_path / "o")
    assert done.exit_code == 0, done.output
    assert len(read_csv(tmp_path / "o" / "scores.csv")) == 2


def test_a_cluster_written_as_a_float_is_the_same_cluster(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", rows(psu=[1, 2, 3]))
    two = [{**row, "waktu": "2"} for row in rows(psu=["1.0", "2.0", "3.0"])]
    run(one, write_csv(tmp_path / "b.csv", two), "--out", tmp_path / "o")
    assert scores(tmp_path)["ikm_df"] == "2"


def test_a_stated_design_decides_how_shares_are_bounded(tmp_path: Path) -> None:
    """By stratum as by anything else: logit, whatever rule there is for lonely PSUs."""
    forms = [{f"mal_{form}": str(int(at % 3 == 0)) for form in FORMS} for at in range(24)]
    given = [row | form for row, form in zip(rows(stratum=["A", "B"]), forms, strict=True)]
    file = write_csv(tmp_path / "r.csv", given)
    found = []
    for rule in ("adjust", "average"):
        run(file, "--by", "stratum", "--lonely-psu", rule, "--out", tmp_path / "o")
        found.append([row["mal_low"] for row in read_csv(tmp_path / "o" / "scores.csv")])
    assert found[0] == found[1]


def test_two_stages_have_a_correction_each(tmp_path: Path) -> None:
    """Two of four PSUs in each stratum, three of six people in each: as the estimators say."""
    given = rows(
        stratum=["A"] * 6 + ["B"] * 6, psu=["p", "q"] * 3 + ["r", "s"] * 3, population=["4; 12"]
    )
    assert run(write_csv(tmp_path / "r.csv", given), "--out", tmp_path / "o").exit_code == 0
    frame = pd.DataFrame(given)
    numbers = (
        frame[list(ELEMENTS)]
        .astype(float)
        .assign(
            stratum=frame["stratum"],
            psu=frame["psu"],
            first=4.0,
            second=12.0,
            row=range(len(frame)),
        )
    )
    design = Design(numbers, strata="stratum", psu=["psu", "row"], fpc=["first", "second"])
    expected = design.mean(list(ELEMENTS)).combination(dict.fromkeys(ELEMENTS, 25 / 9))
    row = scores(tmp_path)
    assert expected.se is not None
    assert float(row["ikm_se"]) == pytest.approx(expected.se, abs=5.1e-5)
    assert row["ikm_df"] == str(expected.df) == "2"


def test_sizes_of_one_stage_here_and_two_there(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "r.csv", rows(psu=["p", "q"], population=["4; 12", "4"]))
    done = run(file, "--out", tmp_path / "o")
    assert (done.exit_code, "population_stages" in done.stderr) == (2, True)


def test_a_gap_comes_with_its_caveats(tmp_path: Path) -> None:
    given = [row | {"institution": "Kabupaten Serang"} for row in rows(weight=[1])]
    (tmp_path / "c.csv").write_text(
        "year,method,institution,score,max_score,source_url\n"
        "2023,opinion-2022,Kabupaten Serang,90,100,https://a.example\n",
        "utf-8",
    )
    file = write_csv(tmp_path / "r.csv", given)
    more = ("--compliance", tmp_path / "c.csv", "--compliance-year", 2023, "--by", "institution")
    assert run(file, *more, "--out", tmp_path / "o").exit_code == 0
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text("utf-8"))
    told = {each["code"]: each["message"] for each in manifest["warnings"]}
    assert "gap_starts_at_25" in told
    assert "24.24" in told["gap_grade_holds_interview"]
