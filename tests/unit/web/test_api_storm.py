"""Five phones send the same 200 interviews five times at once, to four processes."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.browser.conftest import filled
from tests.browser.fieldwork import QUARANTINED, SUBMISSIONS, rows
from tests.conftest import Backend
from tests.interviews import call, interviews, sealed, sign_in

pytestmark = pytest.mark.slow
PHONES, TIMES, INTERVIEWS, BATCH = 5, 5, 200, 20
TRIES = 100


def send(address: str, token: str, items: list[dict[str, Any]]) -> list[str]:
    """Send interviews in batches of twenty; gives what became of each."""
    found = []
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        told = taken(address, token, {"items": batch})
        sent = [(item["id"], item["sha256"]) for item in batch]
        assert [(each["id"], each["sha256"]) for each in told["results"]] == sent
        found += [each["status"] for each in told["results"]]
    return found


def taken(address: str, token: str, body: dict[str, Any]) -> Any:
    """Send until the server has time; a busy one says so, and stored nothing."""
    for _ in range(TRIES):
        status, told = call(address, "submissions", token, body)
        if status != 503:
            break
        assert [each["code"] for each in told["problems"]] == ["database_busy"]
    assert status == 200, told
    return told


def test_two_hundred_interviews_stay_two_hundred(backend: Backend) -> None:
    with backend.database() as url, filled(url, "--workers", "4") as site:
        tokens = [sign_in(site.address, phone=f"phone-{number}") for number in range(PHONES)]
        _, work = call(site.address, "assignments", tokens[0])
        key = work["rounds"][0]["key"]
        plain = interviews(INTERVIEWS)
        jobs = []
        for number, token in enumerate(tokens):
            # Each phone seals on its own, and sends in another order.
            items = [sealed(each, key) for each in plain[number * 37 :] + plain[: number * 37]]
            jobs += [(site.address, token, items)] * TIMES
        with ThreadPoolExecutor(PHONES * TIMES) as pool:
            told = Counter(
                status for found in pool.map(lambda job: send(*job), jobs) for status in found
            )
        assert told == {
            "stored": INTERVIEWS,
            "duplicate": INTERVIEWS * (PHONES * TIMES - 1),
        }
        stored = rows(url, SUBMISSIONS)
        assert {row["id"] for row in stored} == {each["id"] for each in plain}
        assert rows(url, QUARANTINED) == []
