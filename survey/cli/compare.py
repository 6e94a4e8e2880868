"""`survey compare`: what the scores show, with a test and its doubt."""

from pathlib import Path

import click

from survey.aggregation import Settings
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
from survey.errors import Language
from survey.exports.comparisons import write
from survey.services.register.compliance_scores import given_or_stored
from survey.services.reporting import comparisons
from survey.services.reporting.comparisons import Compared
from survey.services.reporting.from_files import Request
from survey.services.reporting.releasing import Options
from survey.services.rounds.rounds import by_code

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=PATH, metavar="[RESPONSES…]")
@click.option("--round", "code", help="Putaran dari basis data. A round, from the database.")
@click.option(
    "--former",
    type=Names(),
    default=(),
    help="Putaran atau berkas sebelumnya, urut. Former rounds or files, in order.",
)
@click.option("--compliance", type=PATH, help="Nilai Ombudsman. Published scores (CSV, XLSX).")
@click.option("--compliance-year", type=click.IntRange(1900, 2999), help="Tahun penilaian. Year.")
@click.option(
    "--element-weight", type=click.Choice(list(ELEMENT_WEIGHTS)), default="exact", show_default=True
)
@click.option("--min-n", type=click.IntRange(min=1), default=10, show_default=True)
@click.option("--out", type=PATH, required=True, help="Folder hasil. Folder of the results.")
@language_option
@fail_in_one_line
def compare(
    files: tuple[Path, ...],
    code: str | None,
    former: tuple[str, ...],
    compliance: Path | None,
    compliance_year: int | None,
    element_weight: str,
    min_n: int,
    out: Path,
    lang: Language,
) -> int:
    """Bandingkan: instansi, unsur, saluran, kuadran, kesesuaian, perubahan.

    Compare institutions, elements, channels, quadrants, agreement with the grade, and change
    since former rounds. Writes comparisons.csv and comparisons.json into --out.
    """
    if bool(files) == bool(code):
        raise click.UsageError("RESPONSES… / --round CODE")
    settings = Settings(element_weight, min_n)
    options = Options(compliance_year=compliance_year, settings=settings, language=lang)
    if code:
        found = of_round(code, former, compliance, options)
    else:
        request = Request(files, compliance, options)
        found = comparisons.of_files(request, [Path(each) for each in former])
    write(found.rows, out)
    click.echo(f"{len(found.rows)} → {out}")
    show(found.rejected_scores, lang, "--compliance:")
    show(found.reading.problems, lang, "rejected:")
    show(found.notes, lang, "!")
    return DONE_WITH_REJECTED if found.reading.problems or found.rejected_scores else DONE


def of_round(
    code: str, former: tuple[str, ...], compliance: Path | None, options: Options
) -> Compared:
    """Compare a round of the database."""
    with opened() as store:
        older = [by_code(store, each) for each in former]
        return comparisons.of_round(
            store, by_code(store, code), older, options, given_or_stored(store, compliance)
        )
