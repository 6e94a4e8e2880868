"""`survey aggregate`: from files of answers to scores merged with the grade."""

from pathlib import Path

import click

from survey.aggregation import Settings
from survey.aggregation.index import ELEMENT_WEIGHTS
from survey.cli.common import (
    DONE,
    DONE_WITH_REJECTED,
    Names,
    fail_in_one_line,
    language_option,
    show,
)
from survey.cli.summary import summary
from survey.errors import Language
from survey.exports import FORMATS, write
from survey.services.aggregate import Request
from survey.services.aggregate import aggregate as aggregate_files

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="RESPONSES…")
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
    default=10,
    show_default=True,
    help="Dasar terkecil yang ditampilkan. Smallest base that is shown.",
)
@click.option(
    "--channels", type=Names(), help="Saluran yang dipakai. Channels to use; all if none."
)
@click.option(
    "--compliance-year",
    type=click.IntRange(1900, 2999),
    help="Tahun penilaian. Year of the assessment, where the file has no column year.",
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
    compliance: Path | None,
    by: tuple[str, ...],
    element_weight: str,
    min_n: int,
    channels: tuple[str, ...] | None,
    compliance_year: int | None,
    out: Path,
    formats: tuple[str, ...],
    lang: Language,
) -> int:
    """Hitung IKM, maladministrasi, dan gabungkan dengan nilai kepatuhan.

    Compute the index and maladministration, and merge them with the compliance grade.
    Writes scores, elements, maladministration, merged, rejected and manifest into --out.
    """
    request = Request(
        files=files,
        by=by,
        compliance=compliance,
        compliance_year=compliance_year,
        channels=frozenset(channels) if channels else None,
        settings=Settings(element_weight, min_n),
        language=lang,
    )
    release = aggregate_files(request)
    write(release, out, formats)
    click.echo(summary(release, out))
    show(release.rejected, lang, "rejected.csv:" if "csv" in formats else "rejected:")
    rejected = release.manifest["rows_rejected"] or release.manifest["compliance"]["rows_rejected"]
    return DONE_WITH_REJECTED if rejected else DONE
