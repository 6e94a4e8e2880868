"""Commands about phones, assignments, keys and files of phones."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from survey.cli import main
from survey.extensions import db
from survey.models import AuditEntry, Device, RoundKey, User
from survey.services.field import assignments, devices, sealed_files
from survey.web.store import store
from tests.sealed import item, saved
from tests.world import KEYRING, World


@pytest.fixture
def environment(app: Flask, world: World) -> dict[str, str]:
    return {"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"], "LANG": "en_US.UTF-8"}


@pytest.fixture
def phone(app: Flask, world: World) -> str:
    """A phone of the enumerator."""
    with app.app_context():
        return devices.sign_in(
            store(), assignments.enumerator(store(), "petugas"), "p1", "Ponsel biru"
        ).device


def run(environment: dict[str, str], *arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env=environment)


def test_phones(app: Flask, phone: str, environment: dict[str, str]) -> None:
    with app.app_context():
        seen = db.session.get_one(Device, phone).seen_at
        hour = f"{(seen.hour + 7) % 24:02}:{seen.minute:02} WIB"
    listed = run(environment, "device", "list").stdout
    for shown in (phone, "active", "petugas", "Ponsel biru", hour):
        assert shown in listed
    assert listed.count("\n") == 1
    assert run(environment, "device", "revoke", phone).exit_code == 0
    assert "revoked" in run(environment, "device", "list").stdout
    assert run(environment, "device", "restore", phone).exit_code == 0
    assert "active" in run(environment, "device", "list").stdout
    with app.app_context():
        query = select(AuditEntry.action).where(AuditEntry.actor == "command")
        assert db.session.scalars(query).all()[-2:] == ["device.revoke", "device.restore"]
    wrong = run(environment, "device", "revoke", "none")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)
    assert wrong.stderr.startswith("survey: device_unknown")


def test_assignments(app: Flask, environment: dict[str, str]) -> None:
    command = ("assignment", "set", "--round", "open", "--enumerator", "petugas")
    assert run(environment, *command, "--unit", "SOS", "--target", "12").exit_code == 0
    with app.app_context():
        refused = item(2, outcome="refused", consent=None, answers={})
        sealed_files.hand_in(store(), saved([item(1), refused, item(3)]), KEYRING, "t")
    listed = run(environment, "assignment", "list", "--round", "open").stdout.splitlines()
    assert [line.split() for line in listed] == [
        ["petugas", "PKM", "0", "/", "5", "UPT", "Puskesmas", "Pabuaran"],
        ["petugas", "SOS", "2", "/", "12", "Dinas", "Sosial"],
    ]
    assert run(environment, *command, "--unit", "PKM", "--target", "0").exit_code == 0
    assert "PKM" not in run(environment, "assignment", "list", "--round", "open").stdout
    for unit, target, code in (("X", "1", "unit_not_in_round"), ("SOS", "-1", "target_invalid")):
        wrong = run(environment, *command, "--unit", unit, "--target", target)
        assert (wrong.exit_code, code in wrong.stderr) == (2, True)
    unknown = run(
        *(environment, "assignment", "set", "--round", "open", "--enumerator", "siti"),
        *("--unit", "SOS", "--target", "1"),
    )
    assert (unknown.exit_code, "enumerator_unknown" in unknown.stderr) == (2, True)


def test_a_new_key_seals_and_the_old_one_opens(app: Flask, environment: dict[str, str]) -> None:
    with app.app_context():
        before = saved([item(1)])
    rotated = run(environment, "round", "key", "open")
    with app.app_context():
        query = select(RoundKey.key_id).order_by(RoundKey.number.desc())
        newest, oldest = db.session.scalars(query).all()
        assert rotated.stdout == f"{newest}\n"
        after = item(2)
        assert after["key_id"] == newest != oldest
        found = sealed_files.hand_in(store(), before, KEYRING, "t")
        found += sealed_files.hand_in(store(), saved([after]), KEYRING, "t")
        assert [each.status for each in found] == ["stored", "stored"]
    assert run(environment, "round", "key", "nowhere").exit_code == 2


def test_an_enumerator_is_added(app: Flask, environment: dict[str, str]) -> None:
    command = ("user", "add", "petugas-1", "--role", "enumerator", "--password", "long enough word")
    assert run(environment, *command).exit_code == 0
    with app.app_context():
        assert db.session.scalar(select(User.role).where(User.name == "petugas-1")) == "enumerator"
    assert "enumerator" in run(environment, "user", "add", "--help").stdout


def test_a_file_is_handed_in(app: Flask, environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "suara-layanan-1.json"
    with app.app_context():
        file.write_bytes(saved([item(1), item(2)]))
    done = run(environment, "responses", "hand-in", file)
    assert (done.exit_code, done.stdout.split(), done.stderr) == (0, ["stored", "2"], "")
    again = run(environment, "responses", "hand-in", file)
    assert (again.exit_code, again.stdout.split()) == (0, ["duplicate", "2"])
    with app.app_context():
        file.write_bytes(saved([item(1), item(3, "entah")]))
    mixed = run(environment, "responses", "hand-in", file)
    assert mixed.exit_code == 1
    # Item 1 was held at another moment now: another content under the same number.
    assert sorted(mixed.stdout.split()) == ["1", "1", "conflict", "quarantined"]
    assert "sender_unknown: 00000000-0000-4000-8000-000000000003" in mixed.stderr
    file.write_bytes(b"id,unit")
    wrong = run(environment, "responses", "hand-in", file)
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)
    assert wrong.stderr.startswith("survey: sealed_file_unreadable: suara-layanan-1.json")
    missing = run(environment, "responses", "hand-in", tmp_path / "none.json")
    assert (missing.exit_code, "file_missing: none.json" in missing.stderr) == (2, True)
    assert run(environment, "responses", "hand-in", tmp_path).exit_code == 2
