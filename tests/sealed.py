"""Interviews as a phone seals them, and the files it saves them in."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from survey.interview import sealing
from survey.questionnaire.canonical import canonical
from survey.services import keys, parcels, rounds
from survey.services.receipts import code_for
from tests.world import SECRET, answers


def number_of(at: int) -> str:
    """Give the id of an interview of the tests."""
    return f"00000000-0000-4000-8000-{at:012}"


def interview(number: str, **changes: Any) -> dict[str, Any]:
    """Give the content of an interview that was held a moment ago."""
    now = datetime.now(UTC)
    found = {
        "questionnaire": "social",
        "version": "1",
        "round": "open",
        "unit": "SOS",
        "language": "id",
        "started_at": (now - timedelta(minutes=10)).isoformat(),
        "finished_at": now.isoformat(),
        "outcome": "complete",
        "consent": {"text_sha256": "0" * 64, "at": now.isoformat()},
        "answers": answers(),
        "receipt": code_for(SECRET, number),
        "salt": "AAAAAAAAAAAAAAAAAAAAAA",
    }
    return found | changes


def item(at: int, by: str | None = "petugas", **changes: Any) -> dict[str, Any]:
    """Seal an interview with the key of the open round, as an item of a file."""
    number, key = number_of(at), keys.current(rounds.by_code("open"))
    bound = sealing.associated(number, "open", key.key_id)
    sealed = sealing.seal(key.public, canonical(interview(number, **changes)), bound)
    found = {"id": number, "round": "open", "key_id": key.key_id, "sealed": sealed}
    found |= {"sha256": parcels.digest(sealed["ct"].encode())}
    return found | ({} if by is None else {"by": by})


def saved(items: Any, **changes: Any) -> bytes:
    """Write a file as the app saves it."""
    found = {"kind": "suara-layanan-sealed", "version": 1, "phone": "p1", "items": items}
    found |= {"saved_at": datetime.now(UTC).isoformat()}
    return json.dumps(found | changes).encode()
