"""What a command loads: never more than it needs. Reads `sys.modules`, measures no time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from survey.cli import main
from tests.databases import migrate
from tests.factories import ROOT, SEKADAU
from tests.world import World

FIGURES = {"pandas", "numpy", "scipy", "pyarrow"}
PAGES = {"flask", "werkzeug", "jinja2", "gunicorn", "typst"}
DATABASE = {"sqlalchemy", "alembic"}
SHEETS = {"openpyxl", "xlsxwriter"}
EVERYTHING = (
    FIGURES | PAGES | DATABASE | SHEETS | {"wtforms", "argon2", "cryptography", "jsonschema"}
)

# Runs one command and prints the libraries that are loaded when it ends.
PROGRAM = """
import atexit, sys
atexit.register(lambda: print(*{name.split(".")[0] for name in sys.modules}, file=sys.stderr))
from survey.cli import main
main()
"""


# Asks for the help of every command in one process: starting many takes long.
EVERY_HELP = PROGRAM.replace(
    "main()",
    """
for words in sys.argv[1:]:
    try:
        main([*words.split(), "--help"])
    except SystemExit as end:
        assert end.code == 0, words
""",
)


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    """Give the words of every command and group."""
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name)


HELPS = [" ".join(words) for words in commands(main)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database without a round."""
    address = f"sqlite:///{tmp_path_factory.mktemp('light') / 'survey.sqlite3'}"
    migrate(address)
    return address


def loaded(database: str, *arguments: str, status: int = 0, program: str = PROGRAM) -> set[str]:
    """Run a command; give the names of the libraries it loaded."""
    environment = os.environ | {"DATABASE_URL": database, "SURVEY_PASSWORD": "long enough"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    names = set(done.stderr.splitlines()[-1].split())
    assert "click" in names
    return names


def test_help_loads_nothing_a_command_runs_on(database: str) -> None:
    assert len(HELPS) > 30
    assert not loaded(database, *HELPS, program=EVERY_HELP) & EVERYTHING


@pytest.mark.parametrize(
    ("command", "status", "unneeded"),
    [
        ("round list", 0, EVERYTHING - {"sqlalchemy"}),
        ("show-receipt K7Q2M9XA4T", 2, EVERYTHING - {"sqlalchemy", "wtforms"}),
        ("db check", 0, EVERYTHING - {"sqlalchemy"}),
        ("db upgrade", 0, EVERYTHING - DATABASE - {"jinja2"}),
        ("user add siti --role admin", 0, EVERYTHING - {"sqlalchemy", "argon2"}),
        ("device list", 0, EVERYTHING - {"sqlalchemy"}),
        ("assignment list --round none", 2, EVERYTHING - {"sqlalchemy"}),
        ("questionnaire list", 0, EVERYTHING),
        ("questionnaire export umum", 0, EVERYTHING),
    ],
)
def test_a_command_loads_what_it_needs(
    database: str, command: str, status: int, unneeded: set[str]
) -> None:
    assert not loaded(database, *command.split(), status=status) & unneeded


def test_units_of_a_csv_file_need_no_library_of_tables(database: str, tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text(
        "institution_code,institution,unit_code,unit,sector\n"
        "36.04,Kabupaten Serang,SOS,Dinas Sosial,social\n",
        "utf-8",
    )
    found = loaded(database, "unit", "import", str(units))
    assert not found & (EVERYTHING - {"sqlalchemy"})


@pytest.mark.parametrize(
    ("ending", "needed"), [("csv", set()), ("xlsx", set()), ("parquet", FIGURES - {"scipy"})]
)
def test_responses_are_written_with_the_library_of_their_format(
    app: Flask, world: World, tmp_path: Path, ending: str, needed: set[str]
) -> None:
    database, out = app.config["SQLALCHEMY_DATABASE_URI"], str(tmp_path / f"out.{ending}")
    found = loaded(database, "export", "--round", "open", "--format", ending, "--out", out)
    assert needed <= found
    assert not found & ((FIGURES | PAGES) - needed)


@pytest.mark.parametrize("command", ["aggregate", "compare"])
def test_figures_of_files_need_neither_web_nor_database(
    database: str, tmp_path: Path, command: str
) -> None:
    found = loaded(database, command, str(SEKADAU), "--out", str(tmp_path), status=0)
    assert "pandas" in found
    assert not found & (PAGES | DATABASE | {"wtforms"})
