"""What the phone does with keys, in the real browser: seals that open, and a locked vault."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from survey.interview.sealing import associated, new_pair, unseal
from tests.factories import ROOT
from tests.interviews import content
from tests.loopback import HTML, Answer, Handler, Server

SCRIPTS = ROOT / "survey" / "static" / "js" / "field"
NUMBER = "00000000-0000-4000-8000-000000000001"
SEAL = """async ([key, id, round, content]) => {
  const {seal} = await import("/seal.js");
  return seal(key, id, round, content);
}"""
# The phone's part of a lock is a key that cannot leave the browser: two locks, all in one page.
VAULT = """async ([value, pin, wrong]) => {
  const {newLock, pinKey, close, open} = await import("/vault.js");
  const lock = await newLock();
  const other = {...(await newLock()), salt: lock.salt};
  const salted = {...(await newLock()), phone: lock.phone};
  const key = await pinKey(lock, pin);
  const box = await close(key, "siti", value);
  const opened = (key, about, box) => open(key, about, box).then((found) => found, () => "closed");
  const flipped = {...box, ct: (box.ct[0] === "A" ? "B" : "A") + box.ct.slice(1)};
  return {
    box,
    again: await close(key, "siti", value),
    right: await opened(await pinKey(lock, pin), "siti", box),
    pin: await opened(await pinKey(lock, wrong), "siti", box),
    phone: await opened(await pinKey(other, pin), "siti", box),
    salt: await opened(await pinKey(salted, pin), "siti", box),
    about: await opened(key, "budi", box),
    flipped: await opened(key, "siti", flipped),
    leaves: [lock.phone.extractable, key.extractable],
  };
}"""


class Scripts(Handler):
    """Serves the modules of the phone, and an empty page."""

    def answer(self, body: bytes) -> None:
        path = SCRIPTS / self.target.strip("/")
        if path.suffix == ".js" and path.is_file():
            self.send(Answer.of(200, "text/javascript", path.read_text("utf-8")))
        else:
            self.send(Answer.of(200, HTML, "<!doctype html><title>keys</title>"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page where WebCrypto works, beside the modules."""
    with Server(Scripts) as server:
        found = browser.new_page()
        found.goto(server.address)
        yield found
        found.close()


@pytest.mark.parametrize("note", ["", "baik – ꦱꦸꦤ꧀ꦝ 🙂 \u2028", "x" * 20_000])
def test_the_server_opens_what_a_phone_seals(page: Page, note: str) -> None:
    pair, sent = new_pair(), content(answers={"saran": note})
    key = {name: value for name, value in asdict(pair).items() if name != "private"}
    item: dict[str, Any] = page.evaluate(SEAL, [key, NUMBER, "open", sent])
    assert set(item) == {"id", "round", "key_id", "sha256", "sealed"}
    assert (item["id"], item["round"], item["key_id"]) == (NUMBER, "open", pair.key_id)
    assert item["sha256"] == hashlib.sha256(item["sealed"]["ct"].encode()).hexdigest()
    bound = associated(NUMBER, "open", pair.key_id)
    assert json.loads(unseal(pair.private, item["sealed"], bound)) == sent


def test_each_seal_has_a_key_of_its_own(page: Page) -> None:
    key = asdict(new_pair())
    first, second = (page.evaluate(SEAL, [key, NUMBER, "open", {}])["sealed"] for _ in range(2))
    assert all(first[name] != second[name] for name in ("epk", "iv", "ct"))


def test_the_vault_opens_only_with_its_pin_on_its_phone(page: Page) -> None:
    value = {"reader": "a token", "note": "ꦱꦸꦤ꧀ꦝ 🙂"}
    found = page.evaluate(VAULT, [value, "482915", "482916"])
    assert found["right"] == value
    refused = {found[name] for name in ("pin", "phone", "salt", "about", "flipped")}
    assert refused == {"closed"}
    assert found["leaves"] == [False, False]
    assert found["box"] != found["again"]
    assert "token" not in json.dumps(found["box"])
