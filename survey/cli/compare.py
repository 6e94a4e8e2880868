"""`survey compare`: what the scores show, with tests and their uncertainty."""

from pathlib import Path

import click

from survey.aggregation.settings import Settings
from survey.cli.common import (
    DONE,
    DONE_WITH_REJECTED,
    NameList,
    chosen_language,
    fail_in_one_line,
    show,
)
from survey.cli.sources import (
    compliance_option,
    compliance_year_option,
    element_weight_option,
    files_argument,
    min_n_option,
    out_option,
    require_one_source,
    round_option,
)


@click.command()
@files_argument
@round_option
@click.option(
    "--former",
    type=NameList(),
    default=(),
    help="Putaran atau berkas sebelumnya, urut. Former rounds or files, in order.",
)
@compliance_option
@compliance_year_option()
@element_weight_option()
@min_n_option(default=10, show_default=True)
@out_option
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
) -> int:
    """Bandingkan: instansi, unsur, saluran, kuadran, kesesuaian, perubahan.

    Compare institutions, elements, channels, quadrants, agreement with the grade, and change
    since former rounds. Writes comparisons.csv and comparisons.json into --out.
    """
    require_one_source(files, code)

    from survey.exports.comparisons import write_comparisons
    from survey.services.reporting import comparisons
    from survey.services.reporting.from_files import Request
    from survey.services.reporting.releasing import Options

    lang = chosen_language()
    settings = Settings(element_weight, min_n)
    options = Options(compliance_year=compliance_year, settings=settings, language=lang)
    if code:
        from survey.cli import of_round

        found = of_round.compare_round(code, former, compliance, options)
    else:
        request = Request(files, compliance, options)
        found = comparisons.of_files(request, [Path(each) for each in former])
    write_comparisons(found.rows, out)
    click.echo(f"{len(found.rows)} → {out}")
    show(found.rejected_scores, lang, "--compliance:")
    show(found.reading.problems, lang, "rejected:")
    show(found.notes, lang, "!")
    return DONE_WITH_REJECTED if found.reading.problems or found.rejected_scores else DONE
