"""Units, scores and responses from files; twice the same file changes nothing."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from survey.aggregation.grade.compliance import Compliance
from survey.errors import Unusable
from survey.extensions import db
from survey.models import AuditEntry, ComplianceScore, QuarantinedSubmission, Submission, Unit
from survey.services.collecting.import_responses import import_responses
from survey.services.register import compliance_scores, score_conflicts
from survey.services.register.registry import import_units
from survey.services.reporting import from_round
from survey.services.reporting.response_files import write_responses
from survey.services.rounds.rounds import WIB, by_code
from survey.web.store import store
from tests.factories import BANTEN, response, write_csv
from tests.world import KEYRING, World

TODAY = datetime.now(WIB).date().isoformat()
UNITS = [
    {"institution_code": "36.74", "institution": "Kota Tangerang Selatan", "unit": "DPMPTSP"}
    | {
        "sector": "licensing",
        "unit_aliases": "Dinas Penanaman Modal; PTSP",
        "units_complete": "ya",
    },
    {"institution": "Kab. Serang", "unit": "Disdukcapil", "sector": "civil_registration"},
]


@pytest.fixture(autouse=True)
def context(app: Flask, world: World) -> Iterator[None]:
    with app.app_context():
        yield


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_units_are_registered_once(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "u.csv", UNITS)
    first, second = import_units(store(), file, "t"), import_units(store(), file, "t")
    assert (first.added, first.rejected) == (2, 0)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 2)
    found = db.session.scalars(select(Unit).where(Unit.name == "Disdukcapil")).one()
    assert found.institution.name == "Kabupaten Serang"
    assert found.code == "36.04-disdukcapil"


@pytest.mark.parametrize("heading", ["Institution Code", "institution-code"])
def test_a_code_is_registered_however_its_heading_is_spelled(tmp_path: Path, heading: str) -> None:
    row = {heading: "99.04", "institution": "Dinas X", "unit": "Loket", "sector": "other"}
    assert import_units(store(), write_csv(tmp_path / "u.csv", [row]), "t").problems == []
    found = db.session.scalars(select(Unit).where(Unit.name == "Loket")).one()
    assert found.institution.code == "99.04"


def test_faulty_units_are_listed_with_their_place(tmp_path: Path) -> None:
    rows = [{"institution": "", "unit": "", "sector": "x"}]
    rows.append({"institution": "A", "institution_code": "36.1", "unit": "B", "sector": "health"})
    account = import_units(store(), write_csv(tmp_path / "u.csv", rows), "t")
    assert [(problem.row, problem.code) for problem in account.problems] == [
        *((2, "institution_missing"), (2, "unit_missing"), (2, "sector_invalid")),
        (3, "code_lost_zero"),
    ]


def test_a_cell_beyond_the_heading_of_units_is_told(tmp_path: Path) -> None:
    file = tmp_path / "u.csv"
    file.write_text("institution,unit,sector\nKab. Serang,RSUD, Dr. X,health\n", "utf-8")
    (problem, _) = import_units(store(), file, "t").problems
    assert (problem.code, problem.row, problem.value) == ("too_many_cells", 2, "health")


def test_a_file_of_units_without_its_columns(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="missing_columns"):
        import_units(store(), write_csv(tmp_path / "u.csv", [{"institution": "A"}]), "t")


SCORES = "year,method,institution,unit,score,max_score,zone,category,source_url\n"


def test_scores_are_stored_once_as_published(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text(SCORES + '2024,opinion-2022,Kab. Serang,Dinas Sosial,"94,62",100,hijau,A,u\n')
    first, second = (
        compliance_scores.import_scores(store(), file, "t"),
        compliance_scores.import_scores(store(), file, "t"),
    )
    assert (first.added, second.added, second.unchanged) == (1, 0, 1)
    row = db.session.scalars(select(ComplianceScore)).one()
    assert (row.score, row.maximum, row.zone, row.category) == ("94.62", "100", "hijau", "A")
    assert count(AuditEntry) >= 2


def test_a_score_is_stored_to_its_last_digit(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    value = "123456789.123456789"
    file.write_text(SCORES + f"2024,,Kab. Serang,,{value},999999999,,,u\n")
    compliance_scores.import_scores(store(), file, "t")
    assert db.session.scalars(select(ComplianceScore.score)).one() == value


def test_what_was_derived_is_not_stored(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text(SCORES + "2024,opinion-2022,Kab. Serang,,91,100,,,u\n")
    compliance_scores.import_scores(store(), file, "t")
    row = db.session.scalars(select(ComplianceScore)).one()
    assert (row.zone, row.category) == ("", "")
    entry = compliance_scores.stored_compliance(score_conflicts.scores(store())).entries[0]
    assert (entry.zone, entry.zone_source) == ("hijau", "derived")


def test_who_is_not_registered_is_rejected_with_the_nearest(tmp_path: Path) -> None:
    account = compliance_scores.import_scores(store(), BANTEN, "t")
    rejected = {problem.value: problem for problem in account.problems}
    assert "UPT Puskesmas Pabuaran" in rejected["UPT Puskesmas Pontang"].message("en")
    assert rejected["Kota Cilegon"].code == "institution_unregistered"
    assert account.added + account.rejected == 108


def test_contradictions_wait_for_a_choice_that_can_be_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text(
        SCORES + "2021,zones-2021,Kota Serang,,63.31,100,kuning,,a\n"
        "2021,zones-2021,Kota Serang,,63.61,100,kuning,,b\n"
    )
    compliance_scores.import_scores(store(), file, "t")
    assert score_conflicts.count_unresolved(score_conflicts.scores(store())) == 1
    (same,) = score_conflicts.contradictions(score_conflicts.scores(store()))
    assert len(compliance_scores.stored_compliance(score_conflicts.scores(store())).entries) == 2
    assert score_conflicts.choose(store(), {same[0].id: same[1].id}, "siti", "sumber resmi") == 1
    assert score_conflicts.count_unresolved(score_conflicts.scores(store())) == 0
    (used,) = compliance_scores.stored_compliance(score_conflicts.scores(store())).entries
    assert float(used.score) == 63.61
    assert score_conflicts.choose(store(), {same[0].id: None}, "siti", "keliru") == 1
    assert score_conflicts.count_unresolved(score_conflicts.scores(store())) == 1
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.actor, entry.action, entry.details["reason"]) == (
        "siti",
        "compliance.choose",
        "keliru",
    )


def rows(number: int) -> list[dict[str, str]]:
    place = {"institution": "Pemkab Serang", "unit": "Dinas Sosial", "date": TODAY}
    return [
        response(
            [3, 4, 3, 4, 3, 4, 3, 4, "" if at else "refused"], [0] * 10, response_id=at, **place
        )
        for at in range(number)
    ]


def test_responses_are_imported_once_as_paper(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "r.csv", rows(12))
    first = import_responses(store(), file, "open", "t", KEYRING)
    second = import_responses(store(), file, "open", "t", KEYRING)
    assert (first.added, first.rejected, second.added, second.unchanged) == (12, 0, 0, 12)
    assert set(db.session.scalars(select(Submission.channel))) == {"paper"}


def test_responses_that_cannot_be_accepted_are_kept(tmp_path: Path) -> None:
    bad = rows(4)
    bad[0]["waktu"] = "5"
    bad[1]["unit"] = "Dinas Sosail"
    bad[2]["response_id"] = ""
    bad[3]["date"] = "2020-01-01"
    account = import_responses(store(), write_csv(tmp_path / "r.csv", bad), "open", "t", KEYRING)
    assert [(problem.row, problem.code) for problem in account.problems] == [
        (2, "off_scale"),
        *((3, "unit_unknown"), (4, "response_id_missing"), (5, "round_not_open")),
    ]
    assert (count(Submission), count(QuarantinedSubmission)) == (0, 4)


def test_exported_responses_aggregate_to_the_same_figures(tmp_path: Path) -> None:
    import_responses(store(), write_csv(tmp_path / "r.csv", rows(12)), "open", "t", KEYRING)
    round_ = by_code(store(), "open")
    assert write_responses(store(), round_, "csv", tmp_path / "out.csv") == 12
    assert write_responses(store(), round_, "xlsx", tmp_path / "out.xlsx") == 12
    assert write_responses(store(), round_, "parquet", tmp_path / "out.parquet") == 12
    release = from_round.release(store(), round_, from_round.options_of(round_, None), Compliance())
    scores = release.tables.scores.to_dict("records")
    assert [(row["n"], row["unit"]) for row in scores] == [(12, "Dinas Sosial")]
