"""A round of the database, aggregated and compared with the scores stored there."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from survey.cli.store import opened
from survey.exports.release import Release
from survey.instrument import OFFICIAL
from survey.services.register.compliance_scores import given_or_stored
from survey.services.reporting import from_round, round_comparisons
from survey.services.reporting.comparisons import Compared
from survey.services.reporting.releasing import Options
from survey.services.rounds.rounds import by_code


def aggregate_round(
    code: str, compliance: Path | None, options: Options, *, own_min_n: bool
) -> Release:
    """Aggregate a round, with its own smallest base unless one was asked for."""
    with opened() as store:
        round_ = by_code(store, code)
        if options.channels is None:
            options = replace(options, channels=OFFICIAL)
        if own_min_n:
            options = replace(options, settings=replace(options.settings, min_n=round_.min_n))
        return from_round.release(store, round_, options, given_or_stored(store, compliance))


def compare_round(
    code: str, former: Sequence[str], compliance: Path | None, options: Options
) -> Compared:
    """Compare a round with former ones."""
    with opened() as store:
        older = [by_code(store, each) for each in former]
        return round_comparisons.of_round(
            store, by_code(store, code), older, options, given_or_stored(store, compliance)
        )
