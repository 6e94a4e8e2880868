"""`survey unit`, `survey responses`, and the counts of an import."""

from pathlib import Path

import click

from survey.cli.app import application
from survey.cli.common import DONE, DONE_WITH_REJECTED, fail_in_one_line, language_option, show
from survey.errors import Language
from survey.services.import_responses import import_responses
from survey.services.records import Account
from survey.services.registry import import_units

PATH = click.Path(path_type=Path)
ACTOR = "command"
COUNTS: dict[Language, tuple[str, str, str]] = {
    "id": (
        "{rows} baris: {added} baru, {changed} diubah, {unchanged} tetap, {rejected} ditolak",
        *("Ditolak:", "Catatan:"),
    ),
    "en": (
        "{rows} rows: {added} new, {changed} changed, {unchanged} unchanged, {rejected} rejected",
        *("Rejected:", "Notes:"),
    ),
}


def told(account: Account, lang: Language) -> int:
    """Print what became of the rows; give the exit status."""
    counts, rejected, notes = COUNTS[lang]
    click.echo(
        counts.format(
            rows=account.rows_in,
            added=account.added,
            changed=account.changed,
            unchanged=account.unchanged,
            rejected=account.rejected,
        )
    )
    show(account.problems, lang, rejected)
    show(account.notes, lang, notes)
    return DONE_WITH_REJECTED if account.problems else DONE


@click.group()
def unit() -> None:
    """Unit layanan. Service units."""


@unit.command("import")
@click.argument("file", type=PATH)
@language_option
@fail_in_one_line
def import_unit_file(file: Path, lang: Language) -> int:
    """Daftarkan instansi dan unit. Register institutions and units of a file."""
    with application():
        return told(import_units(file, ACTOR), lang)


@click.group()
def responses() -> None:
    """Jawaban. Responses."""


@responses.command("import")
@click.argument("file", type=PATH)
@click.option("--round", "code", required=True, help="Kode putaran. Code of the round.")
@language_option
@fail_in_one_line
def import_response_file(file: Path, code: str, lang: Language) -> int:
    """Masukkan jawaban dari berkas. Import responses collected elsewhere."""
    with application() as app:
        return told(import_responses(file, code, ACTOR, str(app.secret_key)), lang)
