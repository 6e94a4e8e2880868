"""The interface for programs, on both databases: every answer is held to its description."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy import func, select

from survey.extensions import db
from survey.interview.content import schema
from survey.models import Attempt, Device
from survey.services.accounts import users
from survey.services.collecting import receipts, rights
from survey.services.field import assignments, devices, round_keys
from survey.web.api.openapi import description
from survey.web.store import store
from tests.interviews import content, plain, receipt, sealed
from tests.unit.web.caller import PREFIX, Caller, parts
from tests.world import ENUMERATOR, PASSWORD, World

OTHER = "petugas lain"
SEVERAL_DAYS = timedelta(days=2)
NO_TEXTS: tuple[Any, ...] = (None, 5, 1e999, float("nan"), [], {})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with less work: these tests sign in often."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(users, "HASHER", hasher)
    monkeypatch.setattr(users, "NOBODY", hasher.hash("nobody"))


@pytest.fixture
def caller(app: Flask, world: World) -> Caller:
    """The enumerator, signed in."""
    return Caller.of(app)


@pytest.fixture
def other(app: Flask, world: World) -> Caller:
    """Another enumerator, without any assignment."""
    with app.app_context():
        users.add_user(store(), OTHER, PASSWORD, "enumerator")
    return Caller.of(app, OTHER)


def key_of(caller: Caller, code: str = "open") -> dict[str, str]:
    """Fetch the key of a round."""
    found = {each["code"]: each["key"] for each in caller.get("assignments").body["rounds"]}
    key: dict[str, str] = found[code]
    return key


def with_payload(payload: str, **changes: Any) -> dict[str, Any]:
    """Make a plain item around any text."""
    digest = hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
    found = {"id": str(uuid.uuid4()), "round": "open", "sha256": digest, "payload": payload}
    return found | changes


def changed(**changes: Any) -> dict[str, Any]:
    """Make a plain item with other content, of any kind."""
    return with_payload(json.dumps(content() | changes))


# Signing in


def test_a_phone_signs_in_and_its_tokens_are_not_stored(app: Flask, world: World) -> None:
    caller = Caller(app, app.test_client())
    sent = {"name": ENUMERATOR, "password": PASSWORD, "phone": "p1", "label": "ponsel\0 biru"}
    told = caller.post("devices", sent)
    assert told.status == 201
    assert told.body["enumerator"] == {"name": ENUMERATOR, "demo": False}
    with app.app_context():
        row = db.session.get(Device, told.body["device"])
        assert row is not None
        assert (row.phone, row.label) == ("p1", "ponsel biru")
        values = [str(getattr(row, column.key)) for column in Device.__table__.columns]
    assert not {told.body["token"], told.body["reader"]} & set(values)


def test_the_same_phone_again_ends_the_tokens_before(app: Flask, world: World) -> None:
    first, second, third = (Caller.of(app, phone=phone) for phone in ("p1", "p1", "p2"))
    assert first.get("assignments").code == "device_revoked"
    assert {each.get("assignments").status for each in (second, third)} == {200}


def test_wrong_passwords_are_refused_then_slowed_down(app: Flask, world: World) -> None:
    caller = Caller(app, app.test_client())
    wrong = {"name": ENUMERATOR, "password": "not the password"}
    told = [caller.post("devices", wrong) for _ in range(5)]
    assert {(each.status, each.code) for each in told} == {(401, "sign_in_wrong")}
    for sent in (wrong, {"name": ENUMERATOR, "password": PASSWORD}):
        refused = caller.post("devices", sent)
        assert (refused.status, refused.code) == (429, "too_many_attempts")
    with app.app_context():
        assert ENUMERATOR not in str(db.session.scalars(select(Attempt.key)).all())


def test_staff_do_not_sign_in_on_phones(app: Flask, world: World) -> None:
    told = Caller(app, app.test_client()).post("devices", {"name": "siti", "password": PASSWORD})
    assert (told.status, told.code) == (403, "not_an_enumerator")


@pytest.mark.parametrize("name", ["password", "name", "phone", "label"])
def test_no_text_of_a_sign_in_breaks_it(app: Flask, world: World, name: str) -> None:
    caller = Caller(app, app.test_client())
    values: list[Any] = ["\0", "\ud800", "x" * 5000, 5, None, [], {"a": 1}, deep(300)]
    for value in values:
        given = {"name": str(uuid.uuid4()), "password": "x", name: value}
        assert caller.post("devices", given).status in (401, 429)
    for body in ("", "no JSON", "[]", "5", "[" * 100_000, b"\xff\xfe", '{"name": NaN'):
        told = caller.post("devices", body)
        assert (told.status, told.code) == (422, "batch_unreadable")


# Fetching work


def test_work_is_all_a_phone_needs_and_only_ones_own(caller: Caller, other: Caller) -> None:
    work = caller.get("assignments").body
    assert work["enumerator"] == {"name": ENUMERATOR}
    assert [each["unit"] for each in work["assignments"]] == ["SOS", "PKM"]
    assert [each["target"] for each in work["assignments"]] == [30, 5]
    assert [each["code"] for each in work["rounds"]] == ["open"]
    assert set(work["assignments"][0]["consent"]) >= {"id", "en"}
    consent = work["assignments"][0]["consent"]["id"]
    assert consent["paragraphs"]
    assert consent["agree"]
    assert abs(datetime.fromisoformat(work["server_time"]) - datetime.now(UTC)).days < 1
    nothing = other.get("assignments").body
    assert (nothing["assignments"], nothing["rounds"]) == ([], [])


def test_received_interviews_are_counted_by_outcome(caller: Caller) -> None:
    caller.send(plain(), plain(), plain(outcome="refused", consent=None, answers={}))
    found = caller.get("assignments").body["assignments"][0]
    assert found["outcomes"] == {"complete": 2, "refused": 1}


def test_a_rotated_key_is_handed_out_and_the_old_one_still_opens(caller: Caller) -> None:
    old = key_of(caller)
    assert key_of(caller) == old
    with caller.app.app_context():
        new_id = round_keys.rotate(store(), "open", "test")
    new = key_of(caller)
    assert (new["key_id"], new["key_id"] == old["key_id"]) == (new_id, False)
    results = caller.send(sealed(plain(), old), sealed(plain(), new))
    assert [each["status"] for each in results] == ["stored", "stored"]


def test_a_questionnaire_has_a_form_in_each_language(caller: Caller) -> None:
    assigned = caller.get("assignments").body["assignments"][0]
    found = caller.get("questionnaires/social/1").body
    assert found["sha256"] == assigned["sha256"]
    assert set(found["forms"]) >= {"id", "en"}
    assert len(set(found["forms"].values())) == len(found["forms"])
    for path in ("questionnaires/social/99", "questionnaires/none/1", "questionnaires/%00/1"):
        assert caller.get(path).status == 404
    assert caller.get("questionnaires/none/1").code == "unknown_questionnaire"


# Handing in


def test_an_interview_is_stored_once_however_it_comes(caller: Caller) -> None:
    item, key = plain(), key_of(caller)
    assert caller.one(item) == ("stored", [])
    assert caller.one(item) == ("duplicate", [])
    # Sealed anew each time: other bytes, the same interview.
    assert [caller.one(sealed(item, key)) for _ in range(2)] == [("duplicate", [])] * 2
    another = with_payload(json.dumps(json.loads(item["payload"]), indent=1), id=item["id"])
    assert caller.one(another) == ("duplicate", [])
    assert caller.counts() == (1, 0)
    row = caller.stored(item["id"])
    assert (row.outcome, row.channel, row.review, row.clock_offset) == (
        *("complete", "interview", ""),
        0,
    )


def test_twice_in_one_batch_is_stored_once(caller: Caller) -> None:
    item = plain()
    assert [each["status"] for each in caller.send(item, item)] == ["stored", "duplicate"]


def test_the_same_id_with_other_content_is_kept_apart_once(caller: Caller) -> None:
    item = plain()
    caller.one(item)
    again = plain(item["id"])
    assert [caller.one(again) for _ in range(2)] == [("conflict", ["id_conflict"])] * 2
    assert caller.counts() == (1, 1)
    assert caller.one(item) == ("duplicate", [])


def test_what_was_withdrawn_stays_withdrawn(caller: Caller) -> None:
    held, bad = receipt(), receipt()
    item, apart = plain(receipt=held), plain(receipt=bad, unit="none")
    caller.send(item, apart)
    with caller.app.app_context():
        assert rights.withdraw(store(), held)
        assert rights.withdraw(store(), bad)
    for each in (item, sealed(item, key_of(caller)), plain(item["id"]), apart):
        assert caller.one(each) == ("withdrawn", ["id_withdrawn"])
    assert caller.stored(item["id"]).content is None


def test_answers_of_refused_interviews(caller: Caller) -> None:
    refused = plain(outcome="refused", consent=None, answers={})
    broken_off = plain(outcome="broken_off", answers={"eligible": "yes"})
    assert [each["status"] for each in caller.send(refused, broken_off)] == ["stored"] * 2
    assert caller.stored(refused["id"]).response is None
    assert caller.stored(broken_off["id"]).outcome == "broken_off"


def test_an_unassigned_unit_is_stored_and_waits(caller: Caller, other: Caller) -> None:
    item = plain()
    assert other.one(item) == ("stored", [])
    row = caller.stored(item["id"])
    assert (row.review, row.review_reasons) == ("waiting", ("unassigned",))
    with caller.app.app_context():
        assignments.assign(store(), "open", "SOS", ENUMERATOR, "0", "test")
    late = plain()
    assert caller.one(late) == ("stored", [])
    assert caller.stored(late["id"]).review == "waiting"


def test_bad_items_touch_no_good_ones(caller: Caller) -> None:
    key, good = key_of(caller), [plain() for _ in range(4)]
    bad: list[Any] = [None, {"id": "x"}, plain(unit="none"), with_payload("{")]
    items = [each for pair in zip(bad, good, strict=True) for each in pair]
    items += [sealed(plain(), key), sealed(plain(), {**key, "key_id": "unknown"})]
    results = caller.send(*items)
    statuses = [each["status"] for each in results]
    assert statuses == [*(["quarantined", "stored"] * 4), "stored", "quarantined"]
    for item, told in zip(items, results, strict=True):
        if isinstance(item, dict) and "sha256" in item:
            assert (told["id"], told["sha256"]) == (item["id"], item["sha256"])
    assert caller.counts() == (5, 5)


def deep(levels: int) -> Any:
    """Nest lists."""
    return json.loads("[" * levels + "]" * levels)


def no_items() -> Iterator[Any]:
    """Make items that are none."""
    yield from (None, 5, "text", [], {}, True, 1e999, float("nan"), "\0", "\ud800", [[]])
    for levels in (30, 200, 400, 700):
        yield deep(levels)
        yield {"id": deep(levels), "answers": {"a": deep(levels)}}
        yield plain() | {"extra": deep(levels)}
    for name in ("id", "round", "sha256", "payload"):
        yield {key: value for key, value in plain().items() if key != name}
        for value in (*NO_TEXTS, "", "\0", "\ud800", "x" * 300):
            yield plain() | {name: value}
    for number in (str(uuid.uuid4()).upper(), uuid.uuid4().hex, f"{{{uuid.uuid4()}}}", "1"):
        yield plain() | {"id": number}
    yield plain() | {"sha256": "0" * 64}
    yield plain(round="closed") | {"round": "open"}


def bad_content() -> Iterator[Any]:
    """Make items with content that cannot be taken."""
    yield from (with_payload(text) for text in ("", "{", "NaN", "[]", "5", '"x"', "null", "\0"))
    yield from (with_payload("[" * levels + "]" * levels) for levels in (100, 500, 900, 100_000))
    yield with_payload(json.dumps(content())[:-1] + ', "more": 1e999}')
    yield with_payload("x" * 300_000)
    yield with_payload(json.dumps(content() | {"salt": "\ud800" * 30}, ensure_ascii=False))
    for name in schema()["required"]:
        yield with_payload(
            json.dumps({key: value for key, value in content().items() if key != name})
        )
    for name in schema()["properties"]:
        yield from (changed(**{name: value}) for value in (5, float("nan"), "\ud800", "a\0b"))
        yield from (changed(**{name: deep(levels)}) for levels in (30, 300, 600, 900))
    for name in ("started_at", "finished_at"):
        for text in ("2026-01-01", "2026-01-01T10:00:00", "9999-12-31T23:59:59Z", "now"):
            yield changed(**{name: text})
    yield from (changed(more=deep(levels)) for levels in (30, 300, 600, 900))
    yield from (changed(round=text) for text in ("", "none", "x" * 65))
    yield from (changed(unit=text) for text in ("none", "SOS "))
    yield from (changed(version="9"), changed(questionnaire="none"))
    yield from (changed(consent=None), changed(consent={}), changed(outcome="done"))
    yield from (changed(receipt="short"), changed(revises="no"), changed(salt="x"))
    for answers in ({"waktu": 3}, {"waktu": None}, {"waktu": ["3", 3]}, {"a\0": "1"}):
        yield changed(answers=answers)
    yield changed(answers={"\ud800": "1"})
    yield changed(answers=content()["answers"] | {"nonsense": "{value}", "validate": "1"})
    yield changed(answers=content()["answers"] | {"age": "٣٥", "waktu": "5"})
    yield changed(answers=content()["answers"] | {"waktu": ["1", "2"]})
    yield changed(paradata={"note": "x" * 3000})
    yield changed(location={"latitude": 1})
    yield plain(round="closed")
    long_ago = (datetime.now(UTC) - timedelta(days=60)).isoformat()
    yield plain(started_at=long_ago, finished_at=long_ago)


def bad_seals(key: dict[str, str]) -> Iterator[Any]:
    """Make items whose seal cannot be opened."""
    for name in ("epk", "iv", "ct"):
        for value in (*NO_TEXTS, "", "!", "AAAA", "\0", "\ud800", "A" * 400_000):
            item = sealed(plain(), key)
            item["sealed"][name] = value
            if name == "ct" and isinstance(value, str):
                text = value.encode("utf-8", "surrogatepass")
                item["sha256"] = hashlib.sha256(text).hexdigest()
            yield item
    for value in (*NO_TEXTS, ""):
        yield sealed(plain(), key) | {"sealed": value}
    for value in (*NO_TEXTS, "", "unknown", "\0", "\ud800", "x" * 500):
        yield sealed(plain(), key) | {"key_id": value}
    yield sealed(plain(), key) | {"id": str(uuid.uuid4())}
    yield sealed(plain(), key) | {"round": "closed"}
    yield sealed(plain(), key) | {"sha256": "0" * 64}
    yield sealed(plain(round="closed") | {"round": "open"}, key)
    yield sealed(with_payload("{"), key)
    yield sealed(plain(unit="none"), key)


def in_batches(items: list[Any]) -> Iterator[list[Any]]:
    """Part items into batches."""
    return (items[start : start + 10] for start in range(0, len(items), 10))


@pytest.mark.parametrize("kind", ["items", "content", "seals"])
def test_whatever_is_sent_is_kept_apart_once(caller: Caller, kind: str) -> None:
    made = {"items": no_items(), "content": bad_content(), "seals": bad_seals(key_of(caller))}
    items = list(made[kind])
    results = [told for batch in in_batches(items) for told in caller.send(*batch)]
    assert [each["status"] for each in results] == ["quarantined"] * len(items)
    assert all(each["problems"] for each in results)
    before = caller.counts()
    again = [told for batch in in_batches(items) for told in caller.send(*batch)]
    assert again == results
    assert caller.counts() == before
    kept = caller.apart()
    assert len(kept) == len({json.dumps(each, sort_keys=True) for each in items})
    assert all(json.loads(row.raw) is not False for row in kept)
    assert all(row.problems for row in kept)
    # The app of the enumerator lists them, and opens what it can correct.
    listed = caller.get("returned", caller.reader).body["returned"]
    assert len(listed) == len(kept)
    for each in listed:
        found = caller.get(f"returned/{each['id']}", caller.reader)
        assert found.status == (200 if each["correctable"] else 404)


def test_the_raw_content_is_kept(caller: Caller) -> None:
    items: list[Any] = ["text \0 \ud800", {"id": 5, "more": ["x"]}, deep(100)]
    caller.send(*items)
    kept = {json.dumps(json.loads(row.raw)) for row in caller.apart()}
    assert {json.dumps(each) for each in items[:2]} <= kept
    assert json.dumps(json.dumps(items[2])) in kept
    item = sealed(plain(), {**key_of(caller), "key_id": "gone"})
    assert caller.one(item) == ("quarantined", ["sealed_key_unknown"])
    assert json.loads(caller.apart()[-1].raw) == item


def test_problems_have_their_codes_and_places(caller: Caller) -> None:
    key = key_of(caller)
    damaged = sealed(plain(), key)
    damaged["sealed"]["iv"] = "AAAAAAAAAAAAAAAA"
    expected = [
        (None, "item_invalid", "items"),
        (plain() | {"id": str(uuid.uuid4()).upper()}, "item_invalid", "id"),
        (plain() | {"payload": 5}, "item_invalid", "payload"),
        (plain() | {"sha256": "0" * 64}, "digest_mismatch", "sha256"),
        (with_payload("x" * 300_000), "item_too_large", ""),
        (with_payload('{"a": NaN}'), "interview_unreadable", ""),
        (changed(answers={"waktu": 3}), "interview_invalid", "answers.waktu"),
        (plain(round="closed") | {"round": "open"}, "round_mismatch", "round"),
        (plain(unit="none"), "interview_place_unknown", ""),
        (plain(consent=None), "interview_without_consent", "consent"),
        (plain(round="closed"), "round_closed", ""),
        (sealed(plain(), key) | {"id": str(uuid.uuid4())}, "sealed_unreadable", ""),
        (sealed(plain(), key) | {"round": "closed"}, "sealed_key_unknown", ""),
        (damaged, "sealed_unreadable", ""),
    ]
    results = caller.send(*(item for item, _, _ in expected))
    found = [(each["problems"][0]["code"], each["problems"][0]["field"]) for each in results]
    assert found == [(code, field) for _, code, field in expected]


def test_too_much_at_once_is_refused_with_the_limit(caller: Caller) -> None:
    limits = caller.get("assignments").body["limits"]
    told = caller.post("submissions", {"items": [plain() for _ in range(limits["items"] + 1)]})
    assert (told.status, told.code) == (413, "batch_too_long")
    assert told.body["limits"] == limits
    assert str(limits["items"]) in told.body["problems"][0]["message"]
    for path in ("submissions", "devices"):
        told = caller.post(path, "x" * (limits["bytes"] + 1))
        assert (told.status, told.code) == (413, "request_too_large")
        assert str(limits["bytes"]) in told.body["problems"][0]["message"]
    assert len(caller.send(*(plain() for _ in range(limits["items"])))) == limits["items"]
    assert caller.counts() == (limits["items"], 0)


def test_no_batch_is_refused(caller: Caller) -> None:
    bodies: list[Any] = ["", "no JSON", b"\xff", b"\xed\xa0\x80", "[" * 200_000, "null", "5"]
    bodies += [[], {}, {"items": None}, {"items": {}}, {"items": "x"}]
    for body in bodies:
        told = caller.post("submissions", body)
        assert (told.status, told.code) == (422, "batch_unreadable")
    assert caller.send() == []


# The clock of a phone


@pytest.mark.parametrize("days", [-2, 2])
def test_a_wrong_clock_is_corrected_and_the_content_stays(caller: Caller, days: int) -> None:
    now = datetime.now(UTC)
    wrong, hour = now + timedelta(days=days), timedelta(hours=1)
    times = {"started_at": wrong - 2 * hour, "finished_at": wrong - hour}
    sent = {name: at.isoformat() for name, at in times.items()}
    item = plain(**sent, consent={"text_sha256": "0" * 64, "at": sent["started_at"]})
    assert caller.one(item, sent_at=wrong.isoformat()) == ("stored", [])
    row = caller.stored(item["id"])
    assert row.clock_offset is not None
    assert abs(row.clock_offset + days * 86400) < 60
    for found, expected in ((row.started_at, now - 2 * hour), (row.finished_at, now - hour)):
        assert found is not None
        assert abs(found - expected) < timedelta(minutes=1)
    assert row.consent_at == row.started_at
    assert json.loads(row.content or "")["finished_at"] == sent["finished_at"]
    # Sent again by a clock that was set right: still the same interview.
    assert caller.one(item, sent_at=datetime.now(UTC).isoformat()) == ("duplicate", [])


def test_no_interview_ends_in_the_future(caller: Caller) -> None:
    later = (datetime.now(UTC) + SEVERAL_DAYS).isoformat()
    items = [plain(finished_at=later, started_at=later) for _ in range(5)]
    clocks: list[Any] = [None, 5, "", "2026-01-01T00:00:00", "9999-01-01T00:00:00Z"]
    for item, clock in zip(items, clocks, strict=True):
        assert caller.one(item, sent_at=clock) == ("stored", [])
        row = caller.stored(item["id"])
        assert row.finished_at == row.received_at <= datetime.now(UTC)
        assert row.clock_offset == 0


# Tokens


def test_tokens_are_needed_and_can_be_revoked_and_restored(caller: Caller) -> None:
    sends: list[tuple[str, str]] = [
        ("get", "assignments"),
        ("get", "questionnaires/social/1"),
        ("post", "submissions"),
        ("get", "returned"),
        ("get", f"returned/{uuid.uuid4()}"),
    ]
    with caller.app.app_context():
        number = db.session.scalars(select(Device.id)).one()

    def refused(token: str) -> set[tuple[int, str]]:
        told = [caller.ask(method, path, token) for method, path in sends]
        return {(each.status, each.code) for each in told}

    assert refused("") == {(401, "token_missing")}
    assert refused("unknown \xff") == {(401, "token_unknown")}
    with caller.app.app_context():
        devices.revoke_device(store(), number, "test")
    assert refused(caller.token) == refused(caller.reader) == {(401, "device_revoked")}
    with caller.app.app_context():
        devices.revoke_device(store(), number, "test", revoked=False)
    assert caller.one(plain()) == ("stored", [])
    basic = {"Authorization": f"Basic {caller.token}"}
    assert caller.client.get(f"{PREFIX}/assignments", headers=basic).status_code == 401


def test_only_the_reader_reads_what_came_back(caller: Caller, other: Caller) -> None:
    item = plain(consent=None)
    caller.one(item)
    path = f"returned/{item['id']}"
    for each in ("returned", path):
        told = caller.get(each)
        assert (told.status, told.code) == (403, "token_scope")
    (listed,) = caller.get("returned", caller.reader).body["returned"]
    assert (listed["id"], listed["round"], listed["unit"]) == (item["id"], "open", "SOS")
    assert listed["correctable"]
    assert "content" not in listed
    sent = json.loads(item["payload"])
    begun = {"receipt": receipts.code_digest(sent["receipt"]), "revises": item["id"]}
    assert caller.get(path, caller.reader).body["content"] == sent | begun
    assert other.get("returned", other.reader).body == {"returned": []}
    assert other.get(path, other.reader).code == "nothing_returned"
    assert caller.post("submissions", {"items": [plain()]}, caller.reader).status == 200


# Corrections


def test_a_correction_of_what_was_kept_apart_reuses_its_receipt(caller: Caller) -> None:
    code = receipt()
    bad = plain(consent=None, receipt=code)
    assert caller.one(bad)[0] == "quarantined"
    good = plain(revises=bad["id"], receipt=code)
    assert caller.one(good) == ("stored", [])
    assert [row.status for row in caller.apart()] == ["revised"]
    assert caller.get("returned", caller.reader).body == {"returned": []}
    assert caller.one(bad)[0] == "quarantined"
    assert caller.counts() == (1, 1)
    assert caller.get("returned", caller.reader).body == {"returned": []}


def test_a_correction_needs_only_the_digest_that_came_back(caller: Caller) -> None:
    code = receipt()
    bad = plain(consent=None, receipt=code)
    caller.one(bad)
    begun = caller.get(f"returned/{bad['id']}", caller.reader).body["content"]
    good = plain(**{**content(), "receipt": begun["receipt"], "revises": begun["revises"]})
    assert caller.one(good) == ("stored", [])
    assert caller.stored(good["id"]).receipt_sha256 == receipts.code_digest(code)
    new = plain(**{**content(), "receipt": begun["receipt"]})
    assert caller.one(new) == ("quarantined", ["interview_invalid"])


def test_no_receipt_code_of_a_phone_is_stored(caller: Caller) -> None:
    code = receipt()
    stored, kept, lost = plain(receipt=code), plain(consent=None, receipt=code), plain(receipt=code)
    items = [
        *(stored, kept, stored | {"id": stored["id"], **plain(stored["id"], receipt=code)}),
        plain(receipt=code, outcome="none"),
        lost | {"sha256": "0" * 64},
        plain(receipt=code) | {"payload": json.loads(lost["payload"])},
        plain(receipt=code[:8]),
    ]
    statuses = [each["status"] for each in caller.send(*items)]
    assert statuses == ["stored", "quarantined", "conflict", *["quarantined"] * 4]
    texts = [caller.stored(stored["id"]).content, *(row.raw for row in caller.apart())]
    assert len(texts) == len(items)
    assert not [text for text in texts if code[:8] in (text or "")]
    assert sum(receipts.code_digest(code) in (text or "") for text in texts) == len(items) - 1
    again = [each["status"] for each in caller.send(*items)]
    assert again == ["duplicate", *statuses[1:]]
    assert caller.counts() == (1, len(items) - 1)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_correction_leaves_the_old_one_out(caller: Caller, order: tuple[int, int]) -> None:
    old = plain()
    pair = (old, plain(revises=old["id"]))
    for at in order:
        assert caller.one(pair[at]) == ("stored", [])
    assert [caller.stored(each["id"]).review for each in pair] == ["left_out", ""]
    assert caller.stored(old["id"]).review_reasons == ("revised",)


def test_a_revision_of_a_withdrawn_one_stays_withdrawn(caller: Caller) -> None:
    code = receipt()
    old = plain(receipt=code)
    caller.one(old)
    with caller.app.app_context():
        assert rights.withdraw(store(), code)
    item = plain(revises=old["id"])
    assert caller.one(item) == ("withdrawn", ["id_withdrawn"])
    assert caller.counts() == (1, 0)


def test_nobody_revises_interviews_of_others(caller: Caller, other: Caller) -> None:
    held, bad = plain(), plain(consent=None)
    caller.send(held, bad)
    told = other.send(plain(revises=held["id"]), plain(revises=bad["id"]))
    assert [each["status"] for each in told] == ["stored", "stored"]
    assert caller.stored(held["id"]).review == ""
    assert [row.status for row in caller.apart()] == ["quarantined"]


def test_an_interview_that_revises_itself_is_counted(caller: Caller) -> None:
    number = str(uuid.uuid4())
    assert caller.one(plain(number, revises=number)) == ("stored", [])
    assert caller.stored(number).review == ""


# The description


def test_every_route_is_described_and_every_description_served(app: Flask) -> None:
    served = {
        (method.lower(), re.sub(r"<([^>]+)>", r"{\1}", rule.rule.removeprefix(PREFIX)))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    named = {
        (method, re.sub(r"{[^}]+}", "{}", path))
        for path, operations in description()["paths"].items()
        for method in operations
    }
    served = {(method, re.sub(r"{[^}]+}", "{}", path)) for method, path in served}
    assert named == served


def test_the_description_is_given_to_anybody_and_is_sound(app: Flask, world: World) -> None:
    found = Caller(app, app.test_client()).get("openapi.json").body
    assert found["openapi"] == "3.1.0"
    contract = {name: value for name, value in schema().items() if name != "$schema"}
    assert found["components"]["schemas"]["Interview"] == contract
    for each in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(each)
    text = json.dumps(found)
    for target in set(re.findall(r'"\$ref": "#/([^"]+)"', text)):
        part: Any = found
        for name in target.split("/"):
            part = part[name]


def test_what_we_send_follows_the_description(caller: Caller) -> None:
    batch = {"items": [plain(), sealed(plain(), key_of(caller))]}
    Draft202012Validator({"$ref": "#/components/schemas/Batch", **parts()}).validate(batch)
    file = {"kind": "suara-layanan-sealed", "version": 1, "saved_at": "2026-01-01T00:00:00Z"}
    items = [each | {"by": ENUMERATOR} for each in batch["items"][1:]]
    sealed_file = {"$ref": "#/components/schemas/SealedFile", **parts()}
    Draft202012Validator(sealed_file).validate(file | {"items": items})


def test_messages_follow_the_language_that_is_asked_for(caller: Caller) -> None:
    paths = [f"assignments?lang={lang}" for lang in ("id", "en", "none")]
    told = [caller.get(path, "unknown").body["problems"][0]["message"] for path in paths]
    assert told[0] != told[1]
    assert told[2] == told[0]
    assert "not known" in told[1]
    bad = {"items": [plain(unit="none")]}
    words = [
        caller.post(f"submissions?lang={lang}", bad).body["results"][0]["problems"][0]["message"]
        for lang in ("id", "en")
    ]
    assert "does not exist" in words[1]
    assert words[0] != words[1]


def test_nobody_is_known_who_only_asked(app: Flask, world: World) -> None:
    caller = Caller(app, app.test_client())
    caller.get("assignments")
    caller.get("openapi.json")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Device)) == 0
