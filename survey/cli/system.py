"""`survey serve`, `survey demo`, `survey db`, `survey user`."""

import os
import socket
import sys

import click

from survey.cli.common import DONE, fail_in_one_line
from survey.errors import Unusable


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True)
@fail_in_one_line
def serve(host: str, port: int, workers: int) -> int:
    """Jalankan peladen. Run the production server; it never migrates by itself."""
    from survey.cli.store import opened

    with opened():
        pass
    _check_port(host, port)
    command = ["gunicorn", "survey:create_app()", "--bind", f"{host}:{port}"]
    command += ["--workers", str(workers), "--worker-class", "gthread", "--threads", "8"]
    command += ["--no-control-socket", "--access-logfile", "-"]
    click.echo(f"http://{host}:{port}")
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 (our own interpreter)


def _check_port(host: str, port: int) -> None:
    """Raise where the server could not listen: it would say so in eleven lines, five times over."""
    try:
        socket.create_server((host, port)).close()
    except OSError as fault:
        reason = os.strerror(fault.errno) if fault.errno and fault.errno > 0 else str(fault)
        raise Unusable("port_unusable", value=str(port), reason=reason) from fault


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Lewati bila berisi. Do nothing to a full one.")
@fail_in_one_line
def fill_demo(if_empty: bool) -> int:
    """Isi basis data kosong dengan data contoh. Fill an empty database with sample data."""
    from survey.cli.store import command_keyring, opened
    from survey.services.demo import fill

    with opened() as store:
        if not (if_empty and fill.holds_data(store)):
            fill.fill(store, command_keyring())
    return DONE


@click.group("db")
def database_commands() -> None:
    """Basis data. The database."""


@database_commands.command()
@fail_in_one_line
def upgrade() -> int:
    """Migrasikan. Bring the database up to this program."""
    from survey.cli.store import opened
    from survey.services.store import upgrading

    with opened(migrated=False) as store:
        upgrading.upgrade(store.engine)
    return DONE


@database_commands.command()
@fail_in_one_line
def check() -> int:
    """Periksa. Say whether the database fits this program."""
    from survey.cli.store import opened

    with opened():
        click.echo("ready")
    return DONE


@click.group()
def user() -> None:
    """Pengguna. Staff and enumerators, who sign in."""


@user.command()
@click.argument("name")
@click.option("--role", required=True, help="admin, staff, viewer, enumerator")
@click.option("--institution", default="", help="Kode instansi. Code of the only institution seen.")
@click.option(
    "--password",
    envvar="SURVEY_PASSWORD",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="SURVEY_PASSWORD, atau diketik. Or typed.",
)
@fail_in_one_line
def add(name: str, role: str, institution: str, password: str) -> int:
    """Tambah pengguna. Add a member of staff or an enumerator."""
    from survey.cli.store import opened
    from survey.services.accounts import users

    with opened() as store:
        users.add_user(store, name, password, role, institution)
    return DONE
