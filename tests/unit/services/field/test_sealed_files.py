"""Files of sealed queues: read, taken, kept apart, handed in twice."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from survey.errors import Unusable
from survey.extensions import db
from survey.models import AuditEntry, QuarantinedSubmission, Submission, User
from survey.services.accounts import users
from survey.services.field import batches, sealed_files
from survey.services.field.batches import ItemAnswer
from survey.services.store.store import Store
from survey.web.store import store
from tests.sealed import item, number_of, saved
from tests.world import KEYRING, PASSWORD, World


def hand_in(*items: Any) -> list[ItemAnswer]:
    return sealed_files.hand_in(store(), saved(list(items)), KEYRING, "siti")


def codes(found: ItemAnswer) -> list[str]:
    return [problem.code for problem in found.problems]


def damaged(whole: dict[str, Any], **sealed: str) -> dict[str, Any]:
    return whole | {"sealed": whole["sealed"] | sealed}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe{}",
        b"id,unit\n1,2\n",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        saved([], kind="other"),
        saved([], version=2),
        saved({}),
        saved(None),
        saved([{"by": float("nan")}]),
        saved([1] * 5_001),
    ],
    ids=lambda content: repr(content[:30]),
)
def test_what_is_no_such_file_is_told(content: bytes) -> None:
    with pytest.raises(Unusable) as told:
        sealed_files.read_sealed_file(content)
    assert told.value.problem.code == "sealed_file_unreadable"


def test_a_file_is_read_whatever_its_items_are() -> None:
    items = [{"by": "petugas", "id": "x"}, {"by": 3}, {}, "text", None]
    content = b"\xef\xbb\xbf" + saved(items)
    found = sealed_files.read_sealed_file(content)
    assert [each.by for each in found] == ["petugas", "", "", "", ""]
    assert [each.raw for each in found] == items
    assert len(sealed_files.read_sealed_file(saved([1] * 5_000))) == 5_000


def test_a_file_is_taken_once(app: Flask, world: World) -> None:
    with app.app_context():
        items = [item(2), item(1)]
        first, again = hand_in(*items), hand_in(*items)
        assert [(each.id, each.sha256) for each in first] == [
            (each["id"], each["sha256"]) for each in items
        ]
        assert [each.status for each in first] == ["stored", "stored"]
        assert [each.status for each in again] == ["duplicate", "duplicate"]
        owner = db.session.scalar(select(User.id).where(User.name == "petugas"))
        held = db.session.scalars(select(Submission)).all()
        assert {(each.enumerator_id, each.review) for each in held} == {(owner, "")}
        entries = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "sealed_file.hand_in")
        ).all()
        assert [(each.actor, each.details) for each in entries] == [
            ("siti", {"stored": 2}),
            ("siti", {"duplicate": 2}),
        ]
        assert len(entries[0].subject) == 64


def test_an_enumerator_hands_in_nobody_elses(app: Flask, world: World) -> None:
    with app.app_context():
        content = saved([item(1), item(2) | {"by": "siti"}])
        found = sealed_files.hand_in(store(), content, KEYRING, "petugas", only="petugas")
        assert [each.status for each in found] == ["stored", "quarantined"]
        assert [each.code for each in found[1].problems] == ["sender_unknown"]


def test_what_is_damaged_is_told_and_touches_no_other(app: Flask, world: World) -> None:
    with app.app_context():
        whole = item(1)
        items = [
            item(3, answers={"eligible": "x"}),
            damaged(item(2), ct="AAAA"),
            damaged(item(4), iv="AAAAAAAAAAAAAAAA"),
            whole,
            {"by": "petugas", "id": "no id"},
        ]
        found = hand_in(*items)
        assert [each.status for each in found] == [*["quarantined"] * 3, "stored", "quarantined"]
        assert [codes(each)[0] for each in found if each.problems][1:] == [
            *("digest_mismatch", "sealed_unreadable", "item_invalid")
        ]
        assert db.session.scalar(select(func.count()).select_from(QuarantinedSubmission)) == 4


def test_items_of_an_unknown_enumerator_are_kept_apart_sealed(app: Flask, world: World) -> None:
    with app.app_context():
        items = [item(1, "entah"), item(2), item(3, "siti"), item(4, None), "text"]
        found, again = hand_in(*items), hand_in(*items)
        assert [each.status for each in found] == [
            *("quarantined", "stored", "quarantined", "quarantined", "quarantined")
        ]
        assert codes(found[0]) == codes(found[2]) == codes(found[4]) == ["sender_unknown"]
        assert "entah" in found[0].problems[0].message("en")
        assert (found[0].id, found[0].sha256) == (items[0]["id"], items[0]["sha256"])  # type: ignore[index]
        assert again[0].status == "quarantined"
        kept = db.session.scalars(
            select(QuarantinedSubmission).order_by(QuarantinedSubmission.claimed_id)
        ).all()
        assert len(kept) == 4
        assert {each.enumerator_id for each in kept} == {None}
        assert json.loads(kept[0].raw) == items[0]
        assert (kept[0].round_code, kept[0].unit_code) == ("open", "")
        # Once the account is there, the same file is taken.
        users.add_user(store(), "entah", PASSWORD, "enumerator")
        assert hand_in(*items)[0].status == "stored"


def test_whatever_a_file_holds_is_kept(app: Flask, world: World) -> None:
    deep: Any = "x"
    for _ in range(400):
        deep = [deep]
    items = [
        {"by": "petugas", "id": "\0", "round": "\0", "sha256": "\ud800"},
        {"by": "petugas\0\ud800", "id": number_of(1), "round": "\0", "sha256": "\0"},
        {"by": "x" * 5_000, "id": deep, "round": deep},
        {"by": "petugas", "answers": {"x": deep}, "paradata": deep},
    ]
    with app.app_context():
        assert [each.status for each in hand_in(*items)] == ["quarantined"] * 4
        assert db.session.scalar(select(func.count()).select_from(QuarantinedSubmission)) == 4


def test_a_file_is_taken_in_parts_in_its_order(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    take = batches.take_batch

    def counting(store: Store, items: Any, sender: Any) -> list[ItemAnswer]:
        sizes.append(len(items))
        return take(store, items, sender)

    monkeypatch.setattr(batches, "take_batch", counting)
    with app.app_context():
        users.add_user(store(), "petugas-2", PASSWORD, "enumerator")
        order = sorted(range(45), key=lambda at: (at * 7) % 45)
        found = hand_in(*(item(at, "petugas" if at % 9 else "petugas-2") for at in order))
        assert sizes == [5, 20, 20]
        assert [each.id for each in found] == [number_of(at) for at in order]
        assert {each.status for each in found} == {"stored"}
        # Nobody gave the second one that unit.
        aside = db.session.scalars(
            select(Submission.id).where(Submission.review_reasons == ("unassigned",))
        ).all()
        assert sorted(aside) == [number_of(at) for at in range(0, 45, 9)]
