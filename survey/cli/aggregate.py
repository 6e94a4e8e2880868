"""`survey aggregate`: from files of answers to scores merged with the grade."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from survey.aggregation import Settings
from survey.aggregation.design.structure import Lonely
from survey.aggregation.scores.index import ELEMENT_WEIGHTS
from survey.cli.common import (
    DONE,
    DONE_WITH_REJECTED,
    Names,
    fail_in_one_line,
    language_option,
    show,
)
from survey.cli.store import opened
from survey.cli.summary import summary
from survey.errors import Language
from survey.exports import FORMATS, Release, write
from survey.instrument import OFFICIAL
from survey.services.register.compliance_scores import given_or_stored
from survey.services.reporting import from_round
from survey.services.reporting.from_files import Request
from survey.services.reporting.from_files import aggregate as aggregate_files
from survey.services.reporting.margins import read_margins
from survey.services.reporting.releasing import Options
from survey.services.rounds.rounds import by_code

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=PATH, metavar="[RESPONSES…]")
@click.option("--round", "code", help="Putaran dari basis data. A round, from the database.")
@click.option("--compliance", type=PATH, help="Nilai Ombudsman. Published scores (CSV, XLSX).")
@click.option("--by", type=Names(), default=(), help="Kolom pengelompokan. Columns to group by.")
@click.option(
    "--element-weight",
    type=click.Choice(list(ELEMENT_WEIGHTS)),
    default="exact",
    show_default=True,
    help="Bobot unsur. Weight of an element (exact = 1/9).",
)
@click.option(
    "--min-n",
    type=click.IntRange(min=1),
    show_default="10",
    help="Dasar terkecil yang ditampilkan. Smallest base that is shown.",
)
@click.option(
    "--channels",
    type=Names(),
    help="Saluran yang dipakai. Channels to use; of a file all if none, of a round "
    "interview, token, paper.",
)
@click.option(
    "--compliance-year",
    type=click.IntRange(1900, 2999),
    help="Tahun penilaian. Year of the assessment, where the file has no column year.",
)
@click.option("--margins", type=PATH, help="Total populasi. Known totals: column,value,total.")
@click.option(
    "--lonely-psu",
    type=click.Choice(get_args(Lonely)),
    default="adjust",
    show_default=True,
    help="Strata dengan satu PSU. Strata with one PSU.",
)
@click.option(
    "--trim",
    type=click.FloatRange(min=1),
    help="Batas bobot, kelipatan median. Cap of the weights, as a multiple of their median.",
)
@click.option("--out", type=PATH, required=True, help="Folder hasil. Folder of the results.")
@click.option(
    "--format",
    "formats",
    type=Names(tuple(FORMATS)),
    default=("csv",),
    show_default="csv",
    help="csv,xlsx,json,parquet",
)
@language_option
@fail_in_one_line
def aggregate(
    files: tuple[Path, ...],
    code: str | None,
    compliance: Path | None,
    by: tuple[str, ...],
    element_weight: str,
    min_n: int | None,
    channels: tuple[str, ...] | None,
    compliance_year: int | None,
    margins: Path | None,
    lonely_psu: Lonely,
    trim: float | None,
    out: Path,
    formats: tuple[str, ...],
    lang: Language,
) -> int:
    """Hitung IKM, maladministrasi, dan gabungkan dengan nilai kepatuhan.

    Compute the index and maladministration, and merge them with the compliance grade.
    Writes scores, elements, maladministration, merged, rejected and manifest into --out.
    """
    if bool(files) == bool(code):
        raise click.UsageError("RESPONSES… / --round CODE")
    options = Options(
        by=by,
        compliance_year=compliance_year,
        channels=frozenset(channels) if channels else None,
        settings=Settings(element_weight, min_n or Settings.min_n),
        lonely_psu=lonely_psu,
        trim=trim,
        margins=read_margins(margins) if margins else {},
        language=lang,
    )
    if code:
        release = aggregate_round(code, compliance, options, own_min_n=min_n is None)
    else:
        release = aggregate_files(Request(files, compliance, options))
    inputs = [*files, *(path for path in (compliance, margins) if path)]
    stale = write(release, out, formats, inputs)
    click.echo(summary(release, out))
    show(stale, lang, "!")
    show(release.rejected_scores, lang, "--compliance:")
    show(release.rejected, lang, "rejected.csv:" if "csv" in formats else "rejected:")
    rejected = release.manifest["rows_rejected"] or release.manifest["compliance"]["rows_rejected"]
    return DONE_WITH_REJECTED if rejected else DONE


def aggregate_round(
    code: str, compliance: Path | None, options: Options, *, own_min_n: bool
) -> Release:
    """Aggregate a round of the database, with its own smallest base unless one was asked for."""
    with opened() as store:
        round_ = by_code(store, code)
        if options.channels is None:
            options = replace(options, channels=OFFICIAL)
        if own_min_n:
            options = replace(options, settings=replace(options.settings, min_n=round_.min_n))
        return from_round.release(store, round_, options, given_or_stored(store, compliance))
