"""`survey aggregate`: from files of answers to scores merged with the grade."""

from pathlib import Path
from typing import get_args

import click

from survey.aggregation.settings import Lonely, Settings
from survey.cli.common import NameList, chosen_language, fail_in_one_line
from survey.cli.sources import (
    PATH,
    compliance_option,
    compliance_year_option,
    element_weight_option,
    files_argument,
    min_n_option,
    out_option,
    require_one_source,
    round_option,
)
from survey.exports import FORMATS


@click.command()
@files_argument
@round_option
@compliance_option
@click.option("--by", type=NameList(), default=(), help="Kolom pengelompokan. Columns to group by.")
@element_weight_option("Bobot unsur. Weight of an element (exact = 1/9).")
@min_n_option(
    show_default="10", help="Dasar terkecil yang ditampilkan. Smallest base that is shown."
)
@click.option(
    "--channels",
    type=NameList(),
    help="Saluran yang dipakai. Channels to use; of a file all if none, of a round "
    "interview, token, paper.",
)
@compliance_year_option(" of the assessment, where the file has no column year")
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
@out_option
@click.option(
    "--format",
    "formats",
    type=NameList(FORMATS),
    default=("csv",),
    show_default="csv",
    help="csv,xlsx,json,parquet",
)
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
) -> int:
    """Hitung IKM, maladministrasi, dan gabungkan dengan nilai kepatuhan.

    Compute the index and maladministration, and merge them with the compliance grade.
    Writes scores, elements, maladministration, merged, rejected and manifest into --out.
    """
    require_one_source(files, code)

    from survey.cli.released import tell
    from survey.exports.writing import write_release
    from survey.services.reporting import from_files
    from survey.services.reporting.margins import read_margins
    from survey.services.reporting.releasing import Options

    options = Options(
        by=by,
        compliance_year=compliance_year,
        channels=frozenset(channels) if channels else None,
        settings=Settings(element_weight, min_n or Settings.min_n),
        lonely_psu=lonely_psu,
        trim=trim,
        margins=read_margins(margins) if margins else {},
        language=chosen_language(),
    )
    if code:
        from survey.cli import of_round

        release = of_round.aggregate_round(code, compliance, options, own_min_n=min_n is None)
    else:
        release = from_files.aggregate_files(from_files.Request(files, compliance, options))
    inputs = [*files, *(path for path in (compliance, margins) if path)]
    stale = write_release(release, out, formats, inputs)
    return tell(release, out, stale, "rejected.csv" if "csv" in formats else "rejected")
