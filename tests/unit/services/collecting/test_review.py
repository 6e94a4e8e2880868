"""Answers set aside, and what staff decide."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from survey.aggregation.grade.compliance import Compliance
from survey.extensions import db
from survey.models import AuditEntry
from survey.services.collecting import review, submissions
from survey.services.collecting.accept import accept
from survey.services.reporting import from_round
from survey.services.reporting.response_rows import Selection
from survey.services.rounds.rounds import by_code
from survey.web.store import store
from tests.world import World, arrival


@pytest.fixture(autouse=True)
def context(app: Flask, world: World) -> Iterator[None]:
    with app.app_context():
        for at in range(12):
            why = ("same_device", "too_fast") if at == 0 else ("too_fast",) if at == 1 else ()
            accept(
                store(), replace(arrival(f"00000000-0000-4000-8000-0000000000{at:02}"), review=why)
            )
        yield


def manifest() -> dict[str, object]:
    round_ = by_code(store(), "open")
    options = from_round.options_of(round_, None)
    return dict(from_round.release(store(), round_, options, Compliance()).manifest)


def test_reasons() -> None:
    plain = {"same_device": False, "honeypot": False}
    assert review.reasons(**plain, seconds=25, answers=25) == ()
    assert review.reasons(**plain, seconds=24, answers=25) == ("too_fast",)
    both = review.reasons(same_device=True, honeypot=True, seconds=1, answers=2)
    assert both == ("same_device", "too_fast", "honeypot")


def test_every_row_is_accounted_for() -> None:
    told = manifest()
    assert (told["rows_in"], told["rows_used"]) == (12, 10)
    assert told["rows_set_aside"] == {
        "channel": 0,
        "duplicate_device": 1,
        "under_review": 1,
        "left_out": 0,
    }
    held = submissions.count_submissions(store(), by_code(store(), "open"))
    assert (held.complete, held.set_aside, held.waiting) == (10, 2, 2)


def test_a_selection_counts_its_own() -> None:
    assert review.set_aside(
        store(), by_code(store(), "open"), *Selection("health").conditions()
    ) == {
        "duplicate_device": 0,
        "under_review": 0,
        "left_out": 0,
    }


def test_a_decision_changes_the_figures_and_can_be_taken_back() -> None:
    round_ = by_code(store(), "open")
    numbers = [each.id for each in review.items(store(), round_, review.WAITING)]
    assert len(numbers) == 2
    assert review.decide(store(), round_, numbers[:1], "counted", "siti") == 1
    assert review.decide(store(), by_code(store(), "open"), numbers[1:], "left_out", "siti") == 1
    told = manifest()
    assert (told["rows_used"], told["rows_set_aside"]) == (
        11,
        {"channel": 0, "duplicate_device": 0, "under_review": 0, "left_out": 1},
    )
    review.decide(store(), by_code(store(), "open"), numbers, "waiting", "siti")
    assert manifest()["rows_used"] == 10
    actions = db.session.scalars(select(AuditEntry.action)).all()
    assert actions.count("review.decide") == 3


def test_all_of_one_reason() -> None:
    round_ = by_code(store(), "open")
    assert review.count_reasons(store(), round_) == {
        ("waiting", "same_device"): 1,
        ("waiting", "too_fast"): 2,
    }
    assert len(list(review.with_reason(store(), round_, "waiting", "same_device"))) == 1
    assert len(list(review.with_reason(store(), round_, "waiting", "too_fast"))) == 2


def test_another_institution_decides_nothing() -> None:
    round_ = by_code(store(), "open")
    numbers = [each.id for each in review.items(store(), round_, review.WAITING)]
    assert review.items(store(), round_, review.WAITING, "36.73") == []
    assert review.decide(store(), round_, numbers, "counted", "x", "36.73") == 0


def test_what_counts_already_cannot_be_left_out() -> None:
    number = "00000000-0000-4000-8000-000000000005"
    assert review.decide(store(), by_code(store(), "open"), [number], "left_out", "siti") == 0
