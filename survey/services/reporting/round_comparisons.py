"""Comparisons of a round in the database with its scores and with former rounds."""

from collections.abc import Sequence
from dataclasses import replace

from survey.aggregation.analysis.surveys import Survey
from survey.aggregation.grade.compliance import Compliance
from survey.models import Round
from survey.services.reporting import from_round
from survey.services.reporting.comparisons import Compared, compared, survey_of
from survey.services.reporting.releasing import DEMO_NOTE, PLACES, Options, Reading
from survey.services.store.store import Store


def of_round(
    store: Store, round_: Round, former: Sequence[Round], options: Options, published: Compliance
) -> Compared:
    """Compare a round in the database with the scores stored there and with former rounds."""
    now, reading = _round_survey(store, round_, options)
    older = [_round_survey(store, each, options)[0] for each in former]
    year = replace(options, compliance_year=round_.compliance_year)
    found = compared(now, older, published, year, reading)
    if round_.demo or any(each.demo for each in former):
        for row in found.rows:
            row["notes"] = (DEMO_NOTE, *(row["notes"] or ()))
    return found


def _round_survey(store: Store, round_: Round, options: Options) -> tuple[Survey, Reading]:
    reading = from_round.read_round(store, round_, replace(options, by=PLACES, channels=None))
    return survey_of(reading, round_.code), reading
