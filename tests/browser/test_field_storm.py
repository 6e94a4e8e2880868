"""Fifty interviews through killed browsers, restarted servers and every fault of a network."""

import itertools
import json
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import fieldwork as field
from tests.browser.conftest import filled, serving
from tests.browser.phone import Phone
from tests.databases import Sqlite
from tests.faults import Faults

pytestmark = pytest.mark.slow
FAULTS = (
    *("503", "500", "413", "redirect", "portal", "drop_before", "drop_after", "empty", "lie"),
    *("truncated",),
)
SEED = 7
BY_HAND, IN_ALL = 5, 50
# Each does one thing of the plan at least, which has thirty that go wrong.
TRIES = 500


def bad_network(seed: int) -> "itertools.chain[str]":
    """Every fault once, then faults and good answers by chance, then good ones only."""
    source = random.Random(seed)  # noqa: S311
    kinds = source.sample(FAULTS, len(FAULTS))
    mixed = [source.choice(["ok", source.choice(kinds)]) for _ in range(20)]
    return itertools.chain(kinds, mixed, itertools.repeat("ok"))


def contents(page: Page) -> set[str]:
    """Give the ids of what waits on the phone."""
    return {each["id"] for each in field.records(page, "queue")}


def test_no_interview_is_lost_or_doubled(playwright: Playwright, tmp_path: Path) -> None:
    backend = Sqlite(tmp_path)
    with backend.database() as url, filled(url) as site, Faults(site.address, "/api/") as network:
        with closing(Phone(playwright, tmp_path / "profile")) as phone:
            page = phone.start()
            field.sign_in(page, network.address)
            network.backend = "http://127.0.0.1:9"  # nobody there: no network
            for number in range(BY_HAND):
                field.interview(page, age=str(30 + number))
                if number in (1, 3):
                    phone.kill()
                    page = phone.start()
                    field.unlock(page, network.address)
            field.begin(page)
            field.consent(page)
            field.saved(page)
            phone.kill()
            page = phone.start()
            field.unlock(page, network.address)
            assert len(field.records(page, "drafts")) == 1
            field.keep_many(page, IN_ALL - BY_HAND)
            kept = contents(page)
            assert len(kept) == IN_ALL
            plan = bad_network(SEED)
            network.plan = plan.__next__
            network.backend = site.address
            hurry(page, lambda: met(network))
            with serving(url) as restarted:
                network.backend = restarted
                hurry(page, lambda: not contents(page))
                expect(page.locator("#bar [data-when=queued]")).to_be_hidden()
                assert contents(page) == set()
        rows = field.rows(url, field.SUBMISSIONS)
        assert {row["id"] for row in rows} == kept
        # The digest is that of what was sent, with the code; the content holds the code's digest.
        assert len({row["sha256"] for row in rows}) == IN_ALL
        assert [json.loads(row["content"])["receipt_sha256"] for row in rows] == [
            row["receipt_sha256"] for row in rows
        ]
        assert field.rows(url, field.QUARANTINED) == []
        assert met(network)


def met(network: Faults) -> bool:
    """Tell whether every fault happened."""
    return set(FAULTS) <= set(network.counts)


def hurry(page: Page, enough: Callable[[], bool]) -> None:
    """Try again and again, and let the waits between the tries pass at once."""
    for _ in range(TRIES):
        if enough():
            return
        field.send_now(page)
    raise AssertionError(f"not enough after {TRIES} tries")
