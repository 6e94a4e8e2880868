"""`survey unit`, `survey responses`, and the counts of an import."""

from pathlib import Path

import click

from survey.cli.common import DONE, DONE_WITH_REJECTED, chosen_language, fail_in_one_line, show
from survey.errors import Language, Problem, Unusable, shorten
from survey.services.register.imported_rows import ImportAccount

_PATH = click.Path(path_type=Path)
_ACTOR = "command"
_COUNTS: dict[Language, tuple[str, str, str]] = {
    "id": (
        "{rows} baris: {added} baru, {changed} diubah, {unchanged} tetap, {rejected} ditolak",
        *("Ditolak:", "Catatan:"),
    ),
    "en": (
        "{rows} rows: {added} new, {changed} changed, {unchanged} unchanged, {rejected} rejected",
        *("Rejected:", "Notes:"),
    ),
}


def _report_import(account: ImportAccount) -> int:
    """Print what became of the rows; return the exit status."""
    lang = chosen_language()
    counts, rejected, notes = _COUNTS[lang]
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
@click.argument("file", type=_PATH)
@fail_in_one_line
def import_unit_file(file: Path) -> int:
    """Daftarkan instansi dan unit. Register institutions and units of a file."""
    from survey.cli.store import opened
    from survey.services.register.registry import import_units

    with opened() as store:
        return _report_import(import_units(store, file, _ACTOR))


@click.group()
def responses() -> None:
    """Jawaban. Responses."""


@responses.command("import")
@click.argument("file", type=_PATH)
@click.option("--round", "code", required=True, help="Kode putaran. Code of the round.")
@fail_in_one_line
def import_response_file(file: Path, code: str) -> int:
    """Masukkan jawaban dari berkas. Import responses collected elsewhere."""
    from survey.cli.store import command_keyring, opened
    from survey.services.collecting.import_responses import import_responses

    with opened() as store:
        return _report_import(import_responses(store, file, code, _ACTOR, command_keyring()))


@responses.command("hand-in")
@click.argument("file", type=_PATH)
@fail_in_one_line
def hand_in(file: Path) -> int:
    """Terima antrean tersegel. Take a sealed queue that a phone saved as a file."""
    from survey.cli.store import command_keyring, opened
    from survey.services.field import sealed_files
    from survey.services.store import whole_files

    content = whole_files.read_bytes(file)
    with opened() as store:
        try:
            answers = sealed_files.hand_in(store, content, command_keyring(), _ACTOR)
        except Unusable as fault:
            raise fault.at(file.name) from None
    for status, count in sealed_files.count_statuses(answers).items():
        click.echo(f"{status:12}{count:5}")
    troubled = list(sealed_files.troubled(answers))
    problems = [_named(each.id, problem) for each in troubled for problem in each.problems]
    show(problems, chosen_language(), "!")
    return DONE_WITH_REJECTED if troubled else DONE


def _named(number: object, problem: Problem) -> Problem:
    return problem.at(shorten(str(number)))
