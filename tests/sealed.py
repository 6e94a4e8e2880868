"""Interviews as a phone seals them, and the files it saves them in."""

import json
from datetime import UTC, datetime
from typing import Any

from survey.services.collecting.receipts import code_for
from survey.services.field import round_keys
from survey.services.rounds import rounds
from survey.web.store import store
from tests.interviews import plain, sealed
from tests.world import KEYRING


def number_of(at: int) -> str:
    """Give the id of an interview of the tests."""
    return f"00000000-0000-4000-8000-{at:012}"


def item(at: int, by: str | None = "petugas", **changes: Any) -> dict[str, Any]:
    """Seal an interview with the key of the open round, as an item of a file."""
    number, key = number_of(at), round_keys.sealing_key(store(), rounds.by_code(store(), "open"))
    held = plain(number, **{"receipt": code_for(KEYRING, number), **changes})
    found = sealed(held, {"key_id": key.key_id, "public": key.public})
    return found | ({} if by is None else {"by": by})


def saved(items: Any, **changes: Any) -> bytes:
    """Write a file as the app saves it."""
    found = {"kind": "suara-layanan-sealed", "version": 1, "phone": "p1", "items": items}
    found |= {"saved_at": datetime.now(UTC).isoformat()}
    return json.dumps(found | changes).encode()
