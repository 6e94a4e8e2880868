"""`survey round`, `survey questionnaire`, `survey export`."""

import json
from pathlib import Path

import click

from survey.cli.common import (
    DONE,
    DONE_WITH_REJECTED,
    chosen_language,
    fail_in_one_line,
    language_option,
    show,
)
from survey.exports import RESPONSE_FORMATS
from survey.questionnaire import library

_PATH = click.Path(path_type=Path)


@click.group("round")
def round_commands() -> None:
    """Putaran survei. Rounds."""


@round_commands.command("list")
@fail_in_one_line
def list_rounds() -> int:
    """Daftar putaran. List the rounds."""
    from survey.cli.store import opened
    from survey.services.rounds import rounds

    with opened() as store:
        for each in rounds.all_rounds(store):
            state = rounds.state_of(store, each)
            click.echo(f"{each.code}  {state:7}{each.opens_on} – {each.closes_on}  {each.name}")
    return DONE


@round_commands.command("open")
@click.argument("code")
@fail_in_one_line
def open_round(code: str) -> int:
    """Buka kembali. Open a round that was closed by hand."""
    from survey.cli.store import opened
    from survey.services.rounds import rounds

    with opened() as store:
        rounds.open_again(store, code, "command")
    return DONE


@round_commands.command("close")
@click.argument("code")
@fail_in_one_line
def close_round(code: str) -> int:
    """Tutup. Close a round before its last day."""
    from survey.cli.store import opened
    from survey.services.rounds import rounds

    with opened() as store:
        rounds.close(store, code, "command")
    return DONE


@round_commands.command("key")
@click.argument("code")
@fail_in_one_line
def rotate_key(code: str) -> int:
    """Ganti kunci segel. Seal with a new key from now on; the old ones still open."""
    from survey.cli.store import opened
    from survey.services.field import round_keys

    with opened() as store:
        click.echo(round_keys.rotate(store, code, "command"))
    return DONE


@click.group()
def questionnaire() -> None:
    """Kuesioner. Questionnaires."""


@questionnaire.command("list")
@language_option
def list_questionnaires() -> None:
    """Daftar kuesioner bawaan. List the shipped questionnaires."""
    for code in library.SHIPPED_CODES:
        found = library.shipped(code)
        click.echo(
            f"{code:10} v{found.version}  {len(found.by_key):2}  {found.title[chosen_language()]}"
        )


@questionnaire.command()
@click.argument("file", type=_PATH)
@fail_in_one_line
def check(file: Path) -> int:
    """Periksa berkas kuesioner. List every fault of a definition."""
    from survey.questionnaire.checks import check as check_definition
    from survey.services.rounds.questionnaire_files import read_definition

    problems = check_definition(read_definition(file))
    show([problem.at(file.name) for problem in problems], chosen_language(), f"{len(problems)}:")
    if not problems:
        click.echo("ok")
    return DONE_WITH_REJECTED if problems else DONE


@questionnaire.command("import")
@click.argument("file", type=_PATH)
@fail_in_one_line
def import_file(file: Path) -> int:
    """Terbitkan kuesioner. Publish a version; a published version is never changed."""
    from survey.cli.store import opened
    from survey.services.rounds.questionnaire_files import import_definition

    with opened() as store:
        import_definition(store, file, "command")
    return DONE


@questionnaire.command()
@click.argument("code", type=click.Choice(library.SHIPPED_CODES))
def export(code: str) -> None:
    """Cetak kuesioner bawaan. Print a shipped definition."""
    click.echo(json.dumps(library.source(code), ensure_ascii=False, indent=2))


@click.command("export")
@click.option("--round", "code", required=True, help="Kode putaran. Code of the round.")
@click.option("--format", "ending", type=click.Choice(RESPONSE_FORMATS), default="csv")
@click.option("--out", type=_PATH, required=True, help="Berkas hasil. File to write.")
@fail_in_one_line
def export_responses(code: str, ending: str, out: Path) -> int:
    """Tulis jawaban putaran. Write the responses of a round as a response file."""
    from survey.cli.store import opened
    from survey.services.reporting import response_files
    from survey.services.rounds import rounds

    with opened() as store:
        count = response_files.write_responses(store, rounds.by_code(store, code), ending, out)
        click.echo(f"{count} → {out}")
    return DONE
