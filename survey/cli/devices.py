"""`survey device`, `survey assignment`: phones of enumerators, and where they interview."""

import click

from survey.cli.common import DONE, fail_in_one_line

_ACTOR = "command"


@click.group()
def device() -> None:
    """Ponsel pewawancara. Phones of enumerators."""


@device.command("list")
@fail_in_one_line
def list_devices() -> int:
    """Daftar ponsel. List the phones, the last seen first (WIB)."""
    from survey.cli.store import opened
    from survey.services.field import devices
    from survey.services.rounds.rounds import WIB

    with opened() as store:
        for each in devices.list_devices(store):
            state = "revoked" if each.revoked_at else "active"
            seen = f"{each.seen_at.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
            click.echo(f"{each.id}  {state:9}{seen}  {each.user.name}  {each.label}".rstrip())
    return DONE


@device.command()
@click.argument("number", metavar="ID")
@fail_in_one_line
def revoke(number: str) -> int:
    """Cabut izin ponsel. Refuse a phone; what it holds stays sealed on it."""
    from survey.cli.store import opened
    from survey.services.field import devices

    with opened() as store:
        devices.revoke_device(store, number, _ACTOR)
    return DONE


@device.command()
@click.argument("number", metavar="ID")
@fail_in_one_line
def restore(number: str) -> int:
    """Izinkan lagi. Let a phone that was revoked send and read again."""
    from survey.cli.store import opened
    from survey.services.field import devices

    with opened() as store:
        devices.revoke_device(store, number, _ACTOR, revoked=False)
    return DONE


@click.group()
def assignment() -> None:
    """Penugasan pewawancara. Units given to enumerators."""


@assignment.command("set")
@click.option("--round", "code", required=True, help="Kode putaran. Code of the round.")
@click.option("--unit", required=True, help="Kode unit. Code of the unit.")
@click.option("--enumerator", "name", required=True, help="Nama akun. Name of the account.")
@click.option("--target", required=True, help="Jumlah wawancara; 0: cabut. Interviews; 0: none.")
@fail_in_one_line
def set_target(code: str, unit: str, name: str, target: str) -> int:
    """Tugaskan. Give an enumerator a unit with a target, or change the target."""
    from survey.cli.store import opened
    from survey.services.field import assignments

    with opened() as store:
        assignments.assign(store, code, unit, name, target, _ACTOR)
    return DONE


@assignment.command("list")
@click.option("--round", "code", required=True, help="Kode putaran. Code of the round.")
@fail_in_one_line
def list_assignments(code: str) -> int:
    """Daftar penugasan. List who interviews where, and how many of how many are there."""
    from survey.cli.store import opened
    from survey.services.field import assignments

    with opened() as store:
        for each, done in assignments.progress(store, code):
            click.echo(
                f"{each.user.name}  {each.unit.code}  {done:4} / {each.target:4}  {each.unit.name}"
            )
    return DONE
