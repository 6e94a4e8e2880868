"""The one door, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from survey.extensions import db
from survey.models import QuarantinedSubmission, Submission
from survey.services.collecting.accept import accept
from survey.services.collecting.arrivals import Result
from survey.services.store.transaction import transaction
from survey.web.store import store
from tests.world import World, arrival

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def context(app: Flask, world: World) -> Iterator[None]:
    with app.app_context():
        yield


def held(model: type[Submission] | type[QuarantinedSubmission]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def codes(result: Result) -> list[str]:
    return [problem.code for problem in result.problems]


def test_an_interview_is_stored_with_its_response() -> None:
    assert accept(store(), arrival(mal_imbalan="yes", waktu="dont_know")).status == "quarantined"
    result = accept(
        store(), arrival("00000000-0000-4000-8000-00000000000a", mal_imbalan="yes", waktu="")
    )
    assert result.status == "stored"
    row = db.session.get(Submission, result.id)
    assert row is not None
    assert row.response is not None
    assert (row.response["prosedur"], row.response["mal_imbalan"], row.response["sex"]) == (
        "3",
        "1",
        "P",
    )
    assert "waktu" not in row.response
    assert (row.outcome, row.channel, row.sha256) == ("complete", "interview", result.sha256)


def test_same_id_same_content_changes_nothing() -> None:
    first, second = accept(store(), arrival()), accept(store(), arrival())
    assert (first.status, second.status) == ("stored", "duplicate")
    assert (held(Submission), held(QuarantinedSubmission)) == (1, 0)


def test_same_id_other_content_is_kept_apart_once() -> None:
    accept(store(), arrival())
    for _ in range(2):
        assert accept(store(), arrival(waktu="1")).status == "conflict"
    assert (held(Submission), held(QuarantinedSubmission)) == (1, 1)
    kept = db.session.scalars(select(QuarantinedSubmission)).one()
    assert (kept.status, kept.problems[0]["code"]) == ("conflict", "id_conflict")


def test_a_withdrawn_answer_stays_withdrawn() -> None:
    number = accept(store(), arrival()).id
    with transaction(store()) as session:
        row = session.get(Submission, number)
        assert row is not None
        row.withdrawn_at, row.content, row.response = datetime.now(UTC), None, None
    assert accept(store(), arrival()).status == "withdrawn"
    assert held(QuarantinedSubmission) == 0


def test_faulty_answers_are_quarantined_with_their_content() -> None:
    result = accept(store(), arrival(waktu="5", eligible="", nonsense="x"))
    assert result.status == "quarantined"
    assert codes(result) == ["unknown_question", "answer_missing", "answer_not_a_choice"]
    kept = db.session.scalars(select(QuarantinedSubmission)).one()
    assert '"waktu": "5"' in kept.raw
    assert held(Submission) == 0


def test_whoever_has_the_form_gets_faulty_answers_back() -> None:
    correctable = arrival(waktu="5").__class__(**{**vars(arrival(waktu="5")), "correctable": True})
    assert accept(store(), correctable).status == "invalid"
    assert (held(Submission), held(QuarantinedSubmission)) == (0, 0)


@pytest.mark.parametrize(
    ("finished", "received", "code"),
    [
        ("2024-08-31T16:00", "2024-09-30T16:00", ""),
        ("2024-08-31T16:00", "2024-10-01T00:00", "round_closed"),
        ("2024-09-01T01:00", "2024-09-01T01:00", "round_closed"),
        ("2024-05-31T16:00", "2024-06-01T09:00", "round_not_open"),
        ("2024-05-31T17:30", "2024-06-01T09:00", ""),
    ],
)
def test_the_late_rule(finished: str, received: str, code: str) -> None:
    """Days are those of WIB: 17.30 UTC is past midnight there."""
    times = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (finished, received)]
    result = accept(store(), arrival(round_code="closed", finished=times[0], received=times[1]))
    assert codes(result) == ([code] if code else [])
    assert result.status == ("quarantined" if code else "stored")


def test_an_unknown_place_is_quarantined() -> None:
    assert accept(store(), arrival(unit="nowhere")).status == "quarantined"
    assert held(QuarantinedSubmission) == 1


def test_whoever_is_not_eligible_is_counted_without_a_response() -> None:
    result = accept(store(), arrival(eligible="no"))
    row = db.session.get(Submission, result.id)
    assert row is not None
    assert (row.outcome, row.response) == ("not_eligible", None)


def test_answers_off_the_path_stay_in_the_content_only() -> None:
    result = accept(store(), arrival(received_aid="no", deductions="yes"))
    row = db.session.get(Submission, result.id)
    assert row is not None
    assert row.content is not None
    assert '"deductions":"yes"' in row.content


def test_twenty_at_once_are_one(app: Flask) -> None:
    def knock(_: int) -> str:
        with app.app_context():
            return accept(store(), same).status

    same = arrival()
    with ThreadPoolExecutor(10) as pool:
        statuses = sorted(pool.map(knock, range(20)))
    assert statuses == ["duplicate"] * 19 + ["stored"]
    assert held(Submission) == 1


def test_a_correction_names_what_it_revises() -> None:
    first = accept(store(), arrival()).id
    other = arrival("00000000-0000-4000-8000-00000000000b", waktu="4")
    content = {**other.content, "revises": first}
    result = accept(store(), other.__class__(**{**vars(other), "content": content}))
    row = db.session.get(Submission, result.id)
    assert row is not None
    assert row.revises == first


def test_grace_is_counted_from_a_round_closed_by_hand(app: Flask) -> None:
    now = datetime.now(UTC)
    late = arrival(finished=now - timedelta(days=60), received=now)
    assert accept(store(), late).status == "quarantined"
