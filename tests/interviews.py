"""Interviews as phones send them, made without a browser."""

import hashlib
import json
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from survey.interview.sealing import associated, seal
from tests.world import ENUMERATOR, PASSWORD, answers


def content(**changes: Any) -> dict[str, Any]:
    """Make the content of an interview."""
    now = datetime.now(UTC)
    found = {
        "questionnaire": "social",
        "version": "1",
        "round": "open",
        "unit": "SOS",
        "language": "id",
        "started_at": (now - timedelta(minutes=12)).isoformat(timespec="milliseconds"),
        "finished_at": now.isoformat(timespec="milliseconds"),
        "outcome": "complete",
        "consent": {"text_sha256": "0" * 64, "at": now.isoformat(timespec="milliseconds")},
        "answers": answers(),
        "location": None,
        "paradata": {},
        "receipt": receipt(),
        "salt": uuid.uuid4().hex,
        "revises": None,
    }
    return found | changes


def receipt() -> str:
    """Make a receipt code as phones do."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(letters[byte % 32] for byte in uuid.uuid4().bytes)


def plain(number: str = "", **changes: Any) -> dict[str, Any]:
    """Make an item that is not sealed."""
    payload = json.dumps(content(**changes))
    sha256 = hashlib.sha256(payload.encode()).hexdigest()
    found = {"id": number or str(uuid.uuid4()), "round": changes.get("round", "open")}
    return {**found, "sha256": sha256, "payload": payload}


def interviews(count: int) -> list[dict[str, Any]]:
    """Make items that are not sealed."""
    return [plain() for _ in range(count)]


def sealed(item: dict[str, Any], key: dict[str, str]) -> dict[str, Any]:
    """Seal an item to the key of its round, as a phone does."""
    number, round_code, key_id = item["id"], item["round"], key["key_id"]
    box = seal(key["public"], item["payload"], associated(number, round_code, key_id))
    sha256 = hashlib.sha256(box["ct"].encode()).hexdigest()
    known = {"id": number, "round": round_code, "key_id": key_id}
    return {**known, "sha256": sha256, "sealed": box}


def call(address: str, path: str, token: str = "", body: Any = None) -> tuple[int, Any]:
    """Ask a server; gives the status and the JSON it answers with."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} | (
        {"Authorization": f"Bearer {token}"} if token else {}
    )
    request = urllib.request.Request(f"{address}/api/v1/{path}", data, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=600) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, json.loads(fault.read() or b"null")


def sign_in(address: str, name: str = ENUMERATOR, phone: str = "phone") -> str:
    """Sign a phone in; gives the token that sends."""
    body = {"name": name, "password": PASSWORD, "phone": phone}
    status, told = call(address, "devices", body=body)
    assert status == 201, told
    return str(told["token"])
