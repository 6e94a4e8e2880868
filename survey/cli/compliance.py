"""`survey compliance`: the Ombudsman's published scores."""

from pathlib import Path

import click

from survey.cli.common import DONE, DONE_WITH_REJECTED, chosen_language, fail_in_one_line, show
from survey.cli.registry import _report_import
from survey.errors import Language

_HEADINGS: dict[Language, tuple[str, str, str]] = {
    "id": ("{rows} baris: {kept} diterima, {rejected} ditolak", "Ditolak:", "Catatan:"),
    "en": ("{rows} rows: {kept} accepted, {rejected} rejected", "Rejected:", "Notes:"),
}


@click.group()
def compliance() -> None:
    """Nilai kepatuhan Ombudsman. The Ombudsman's published scores."""


@compliance.command()
@click.argument("file", type=click.Path(path_type=Path))
@fail_in_one_line
def check(file: Path) -> int:
    """Periksa berkas nilai. Check a file of published scores, and change nothing."""
    from survey.services.register.compliance_files import check_compliance

    found = check_compliance(file)
    lang = chosen_language()
    counts, rejected, notes = _HEADINGS[lang]
    kept = len(found.entries)
    click.echo(counts.format(rows=found.rows_in, kept=kept, rejected=found.rows_rejected))
    show(found.problems, lang, rejected)
    show(found.notes, lang, notes)
    return DONE_WITH_REJECTED if found.problems else DONE


@compliance.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@fail_in_one_line
def import_file(file: Path) -> int:
    """Masukkan nilai ke basis data. Import scores; different ones wait for a choice."""
    from survey.cli.store import opened
    from survey.services.register.compliance_scores import import_scores

    with opened() as store:
        return _report_import(import_scores(store, file, "command"))
