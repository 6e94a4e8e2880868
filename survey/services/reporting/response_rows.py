"""Responses of a round as rows of a response file, streamed from the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select

from survey.instrument import ITEMS
from survey.models import Institution, Round, Submission, Unit
from survey.questionnaire.columns import FIELDS
from survey.services.collecting import review
from survey.services.rounds.rounds import day_of
from survey.services.store.store import Store

RESPONSE_COLUMNS: Final = (
    *("response_id", "round", "year", "institution_code", "institution", "unit_code", "unit"),
    *("sector", "channel", *FIELDS, *ITEMS),
)
# How a response came about: its unit, and the day within it. Not in an exported file.
SAMPLED: Final = ("stratum", "interview_day")
_BATCH: Final = 5_000


@dataclass(frozen=True)
class Selection:
    """Which responses of a round: all of them, or those of a sector or institution."""

    sector: str = ""
    institution: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the selection as SQL conditions."""
        found = []
        if self.sector:
            found.append(Unit.sector == self.sector)
        if self.institution:
            found.append(Institution.code == self.institution)
        return found


def query(round_: Round, selection: Selection) -> Select[Any]:
    """Return the query for the complete responses that count, in a stable order."""
    found = (
        select(
            *(Submission.id, Institution.code, Institution.name, Unit.code, Unit.name),
            *(Unit.sector, Submission.channel, Submission.response),
            *(Submission.unit_id, Submission.finished_at),
        )
        .join(Unit, Submission.unit_id == Unit.id)
        .join(Institution, Unit.institution_id == Institution.id)
        .where(Submission.round_id == round_.id, Submission.outcome == "complete")
        .where(Submission.withdrawn_at.is_(None), review.is_counted(), *selection.conditions())
    )
    ordered: Select[Any] = found.order_by(Submission.id)  # type: ignore[assignment]
    return ordered


def rows(
    store: Store, round_: Round, selection: Selection | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Stream rows under `COLUMNS` and `SAMPLED`, numbered as they would be in a file."""
    statement = query(round_, selection or Selection()).execution_options(yield_per=_BATCH)
    wanted = (*FIELDS, *ITEMS)
    year = str(round_.compliance_year)
    for number, row in enumerate(map(tuple, store.session.execute(statement)), start=2):
        identity, code, institution, unit_code, unit, sector, channel, answers, stratum, at = row
        place = (code or "", institution, unit_code, unit, sector, channel)
        given = answers or {}
        cells = (given.get(name, "") for name in wanted)
        drawn = (str(stratum), f"{stratum} {day_of(at)}")
        yield number, [identity, round_.code, year, *place, *cells, *drawn]
