"""Figures of a round, from the stream of its responses. The only module here that needs pandas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from survey.aggregation.analysis.channels import channels
from survey.aggregation.analysis.quadrant import CUT
from survey.aggregation.design import Difference
from survey.aggregation.grade.compliance import Compliance
from survey.aggregation.rows.columns import plan
from survey.aggregation.rows.responses import Intake, chunks
from survey.aggregation.scores.samples import DrawnRows, Sampling
from survey.aggregation.scores.tallies import empty
from survey.aggregation.settings import Settings
from survey.errors import Language
from survey.exports import xlsx
from survey.exports.release import Release, rounded, row_records
from survey.exports.writing import write_release
from survey.instrument import OFFICIAL, SELF_SELECTED
from survey.models import ComplianceScore, Round
from survey.services.collecting import review
from survey.services.register import compliance_scores
from survey.services.register.score_conflicts import scores as stored_scores
from survey.services.reporting.releasing import PLACES, Options, Reading, release_of
from survey.services.reporting.response_rows import RESPONSE_COLUMNS, SAMPLED, Selection, rows
from survey.services.store.store import Store

CHANNEL_SETS: Final = {"official": OFFICIAL, "open": SELF_SELECTED}
_STRATUM, _INTERVIEW_DAY = SAMPLED
_BY_UNIT: Final = (*PLACES, "sector")


def release(
    store: Store,
    round_: Round,
    options: Options,
    compliance: Compliance,
    selection: Selection | None = None,
) -> Release:
    """Aggregate a round beside published scores."""
    reading = read_round(store, round_, options, selection)
    inputs = [{"name": f"round {round_.code}", "sha256": ""}]
    return release_of(reading, compliance, options, inputs, demo=round_.demo)


def read_round(
    store: Store, round_: Round, options: Options, selection: Selection | None = None
) -> Reading:
    """Read the responses of a round, and account for those pending review or left out."""
    carried = (_INTERVIEW_DAY, *options.margins)
    columns = plan((*RESPONSE_COLUMNS, *SAMPLED), options.by, options.channels, carried)
    reading = Reading(empty(columns.by), sampling=_default_sampling(options))
    stream = chunks(rows(store, round_, selection), columns.names)
    reading.add(stream, Intake(options.channels), columns)
    where = selection.conditions() if selection else ()
    reading.leave_out(review.set_aside(store, round_, *where))
    return reading


def _default_sampling(options: Options) -> Sampling:
    """Return how the responses of a round are assumed to be drawn.

    Strata are the units; the PSU is the interview day within the unit where a group has
    enough days, else the person, with a note.
    """
    return Sampling(
        strata=_STRATUM,
        day=_INTERVIEW_DAY,
        lonely_psu=options.lonely_psu,
        trim=options.trim,
        margins=options.margins,
    )


def options_of(round_: Round, channel_set: frozenset[str] | None) -> Options:
    """Return the options a round is published with."""
    settings = Settings(min_n=round_.min_n)
    return Options(_BY_UNIT, round_.compliance_year, channel_set, settings)


def published_release(
    store: Store, round_: Round, channel_set: str, selection: Selection, language: Language
) -> Release:
    """Return the release behind a downloaded file: one set of channels, selected units.

    The account of rows stays that of the whole round: counted per selection, it would be the total
    of its units and so disclose the base of a suppressed unit.
    """
    options = replace(options_of(round_, CHANNEL_SETS[channel_set]), language=language)
    compliance = compliance_scores.stored_compliance(stored_scores(store))
    return _selected(
        _narrowed(release(store, round_, options, compliance), round_, selection), selection
    )


def _selected(found: Release, selection: Selection) -> Release:
    """Keep only the selected units, in every table of figures."""
    names = ("scores", "elements", "maladministration")
    tables = {name: getattr(found.tables, name) for name in names}
    kept: dict[str, Any] = {
        name: frame[[fits(row, selection) for row in row_records(frame)]]
        for name, frame in tables.items()
    }
    return replace(found, tables=replace(found.tables, **kept))


def write_file(found: Release, folder: Path, ending: str) -> Path:
    """Write the merged table as CSV, or the whole workbook; returns the path of the file."""
    write_release(found, folder, [ending])
    return folder / {"csv": "merged.csv", "xlsx": xlsx.FILE}[ending]


PlaceKey = tuple[str, str, str]
_PLACE: Final = ("institution", "unit", "unit_code")


@dataclass(frozen=True)
class UnitRow:
    """One unit in the table of a round: its grade, and both sets of channels side by side.

    Each of the three is a record of the merged table; `official` and `open` hold no figures where
    nobody answered that way. `difference`: official minus open, where both are shown.
    """

    grade: dict[str, Any]
    official: dict[str, Any]
    open: dict[str, Any]
    difference: Difference | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether the confidence interval of the index contains the cut-off of "well perceived"."""
        low, high = self.official.get("ikm_low"), self.official.get("ikm_high")
        return low is not None and high is not None and low < float(CUT) <= high


def table(
    store: Store, round_: Round, selection: Selection, scores: Sequence[ComplianceScore]
) -> list[UnitRow]:
    """Return the merged table of a round: one row per unit that was surveyed or graded."""
    compliance = compliance_scores.stored_compliance(scores)
    reading = read_round(store, round_, options_of(round_, None), selection)
    official, own = (
        _by_place(
            release_of(
                _of_channels(reading, group),
                compliance,
                options_of(round_, group),
                [],
                demo=round_.demo,
            ),
            round_,
            selection,
        )
        for group in (OFFICIAL, SELF_SELECTED)
    )
    nothing: dict[str, Any] = {}
    tested = _differences(reading)
    return [
        UnitRow(
            official.get(key) or own[key],
            official.get(key, nothing),
            own.get(key, nothing),
            tested.get(key) if _shown(official.get(key)) and _shown(own.get(key)) else None,
        )
        for key in sorted({*official, *own})
    ]


def _shown(record: dict[str, Any] | None) -> bool:
    return record is not None and record["ikm"] is not None


def _of_channels(reading: Reading, channel_set: frozenset[str]) -> Reading:
    """Keep the rows of some channels; the account of rows stays that of the whole round."""
    frames = [frame[frame["channel"].isin(channel_set)] for frame in reading.frames]
    return replace(reading, frames=frames)


def _differences(reading: Reading) -> dict[PlaceKey, Difference]:
    """Test official against self-selected channels, unit by unit, under the round's design."""
    if reading.sampling is None or not any(map(len, reading.frames)):
        return {}
    frame = pd.concat(reading.frames, ignore_index=True)
    sample = DrawnRows(frame, _PLACE, reading.sampling)
    found: dict[PlaceKey, Difference] = {}
    for group in sample.rows:
        design, rows, _ = sample.of_group(group)
        found[group[0], group[1], group[2]] = channels(design.subset(rows)).difference
    return found


def _by_place(
    found: Release, round_: Round, selection: Selection
) -> dict[PlaceKey, dict[str, Any]]:
    """Return the merged records of the round's year, by institution and unit."""
    frame = rounded(_narrowed(found, round_, selection).tables.merged)
    return {(row["institution"], row["unit"], row["unit_code"]): row for row in row_records(frame)}


def fits(row: dict[str, Any], selection: Selection) -> bool:
    """Return whether a row belongs to the selection; grades without a survey count too."""
    sector = not selection.sector or row["sector"] == selection.sector
    return sector and selection.institution in ("", row["institution_code"])


def _narrowed(found: Release, round_: Round, selection: Selection) -> Release:
    """Keep only the selected part of the merged table, in the year of the round."""
    frame = found.tables.merged
    keep = [
        row["year"] == round_.compliance_year and fits(row, selection) for row in row_records(frame)
    ]
    return replace(found, tables=replace(found.tables, merged=frame[keep]))
