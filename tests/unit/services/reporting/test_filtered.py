"""What staff filter by selects whole units: nothing comes out that was not out before."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from survey.exports.release import Release, row_records
from survey.models import Round
from survey.services.collecting.accept import accept
from survey.services.register.score_conflicts import scores
from survey.services.reporting import from_round
from survey.services.reporting.response_rows import Selection
from survey.services.rounds.rounds import by_code
from survey.web.store import store
from tests.world import World, arrival

TABLES = ("scores", "elements", "maladministration", "merged")
SELECTIONS = [
    Selection(sector="health"),
    Selection(sector="social"),
    Selection(institution="36.04"),
    Selection("health", "36.04"),
    Selection("health", "36.73"),
]


@pytest.fixture(autouse=True)
def round_(app: Flask, world: World) -> Iterator[Round]:
    """Eleven answers at one unit and three at another, one of them by an open link."""
    with app.app_context():
        for at in range(14):
            unit, questionnaire = ("SOS", "social") if at < 11 else ("PKM", "health")
            number = f"00000000-0000-4000-8000-0000000000{at:02}"
            channel = "online" if at == 13 else "interview"
            accept(
                store(), arrival(number, unit=unit, questionnaire=questionnaire, channel=channel)
            )
        yield by_code(store(), "open")


def rows(release: Release, table: str) -> list[dict[str, Any]]:
    return list(row_records(getattr(release.tables, table)))


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
@pytest.mark.parametrize("channels", from_round.CHANNEL_SETS)
def test_a_filter_gives_fewer_rows_and_no_other_figure(
    round_: Round, channels: str, selection: Selection
) -> None:
    whole = from_round.published_release(store(), round_, channels, Selection(), "id")
    part = from_round.published_release(store(), round_, channels, selection, "id")
    for table in TABLES:
        kept = [row for row in rows(whole, table) if from_round.fits(row, selection)]
        assert rows(part, table) == kept
    assert part.manifest == whole.manifest


def test_the_account_of_rows_does_not_give_a_hidden_unit(round_: Round) -> None:
    part = from_round.published_release(
        store(), round_, "official", Selection("health", "36.04"), "id"
    )
    assert [row["n"] for row in rows(part, "scores")] == [None]
    assert part.manifest["rows_used"] == 13
    assert part.manifest["no_answer"] == {}


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_the_table_of_a_filter_is_part_of_the_whole(round_: Round, selection: Selection) -> None:
    whole = from_round.table(store(), round_, Selection(), scores(store()))
    part = from_round.table(store(), round_, selection, scores(store()))
    assert part == [row for row in whole if from_round.fits(row.grade, selection)]
