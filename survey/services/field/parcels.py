"""One item of a batch: what it claims to be, opened and read as far as possible."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from survey.errors import Problem, Unusable
from survey.interview import content, sealing
from survey.interview.content import Interview
from survey.questionnaire.canonical import canonical

LARGEST_PARCEL: Final = 256 * 1024
_ID: Final = 64


@dataclass(frozen=True)
class Parcel:
    """One item. `id` and `sha256` are returned as the receipt; `raw` is what is stored of it.

    Either `interview` is set, or `problem` says why it is not.
    """

    id: Any
    claimed_id: str
    round: str
    sha256: str
    raw: Any
    interview: Interview | None = None
    problem: Problem | None = None


def key_ids(items: Iterable[Any]) -> Iterator[str]:
    """Yield the ids of the keys a batch was sealed with."""
    for item in items:
        if isinstance(item, Mapping) and isinstance(item.get("key_id"), str):
            yield storable(item["key_id"])


def read_parcel(item: Any, private: Mapping[tuple[str, str], str]) -> Parcel:
    """Read one item; `private` maps (round code, key id) to private keys.

    A faulty item is returned with its problem. Raises `Unusable` (`batch_unreadable`) only where an
    item is nested too deep even to be quarantined.
    """
    if content.content_too_deep(item):
        return _broken(_text_of(item), "items")
    if not isinstance(item, Mapping):
        return _broken(item, "items")
    for name in ("id", "round", "sha256"):
        if not isinstance(item.get(name), str):
            return _broken(item, name)
    if not content.canonical_uuid(item["id"]):
        return _broken(item, "id")
    try:
        return _opened(item, private)
    except Unusable as fault:
        return _parcel(item, raw=item, problem=fault.problem)


def _opened(item: Mapping[str, Any], private: Mapping[tuple[str, str], str]) -> Parcel:
    """Verify, open and read an item that has a valid id; raises `Unusable`."""
    carried = item["sealed"].get("ct") if isinstance(item.get("sealed"), Mapping) else None
    text = item.get("payload") if carried is None else carried
    if not isinstance(text, str):
        return _parcel(item, raw=item, problem=Problem("item_invalid", column="payload"))
    if len(text) > LARGEST_PARCEL:
        raise Unusable("item_too_large", limit=LARGEST_PARCEL)
    _require_whole(item["sha256"], text, sealed=carried is not None)
    payload = text if carried is None else _unsealed(item, private)
    try:
        interview = content.read_content(payload)
    except Unusable as fault:
        # Quarantined opened, so that whoever fixes it can read it.
        raw = {**{name: item[name] for name in ("id", "round")}, "payload": payload}
        return _parcel(item, raw=raw, problem=fault.problem)
    if interview.content["round"] != item["round"]:
        problem = Problem("round_mismatch", column="round", value=storable(item["round"]))
        return _parcel(item, raw={**interview.content}, problem=problem)
    return _parcel(item, raw=interview.content, interview=interview)


def _unsealed(item: Mapping[str, Any], private: Mapping[tuple[str, str], str]) -> str:
    key_id = item.get("key_id")
    if not isinstance(key_id, str):
        raise Unusable("item_invalid", column="key_id")
    # Looked up by round too: a key must not open what claims to belong to another round.
    key = private.get((item["round"], key_id))
    if key is None:
        raise Unusable("sealed_key_unknown", value=storable(key_id))
    bound = sealing.associated(item["id"], item["round"], key_id)
    return sealing.unseal(key, item["sealed"], bound)


def _require_whole(sha256: str, text: str, *, sealed: bool) -> None:
    """Raise `Unusable` (`digest_mismatch`) where a text does not match its digest.

    The contract can be read as asking for the digest of the text `ct` or of the bytes it encodes;
    both are accepted.
    """
    known = {sha256_of(text.encode("utf-8", "surrogatepass"))}
    if sealed:
        known.add(sha256_of(_bytes_of(text)))
    if sha256 not in known:
        raise Unusable("digest_mismatch", column="sha256")


def _bytes_of(text: str) -> bytes:
    try:
        return sealing.decoded(text)
    except ValueError:
        return b""


def _parcel(
    item: Mapping[str, Any],
    raw: Any,
    interview: Interview | None = None,
    problem: Problem | None = None,
) -> Parcel:
    """Return the parcel of an item that has a valid id; a damaged one gets its own digest."""
    damaged = problem is not None and problem.code == "digest_mismatch"
    sha256 = (
        sha256_of(canonical(item).encode("utf-8", "surrogatepass")) if damaged else item["sha256"]
    )
    round_code = storable(item["round"])
    return Parcel(item["id"], item["id"], round_code, sha256, raw, interview, problem)


def _broken(item: Any, column: str) -> Parcel:
    """Return the parcel of an item without a valid id; its own is made from its content."""
    sha256 = sha256_of(canonical(item).encode("utf-8", "surrogatepass"))
    known = item if isinstance(item, Mapping) else {}
    # The phone gets its own id and digest back, however odd, to find the item in its queue.
    number, told = known.get("id"), known.get("sha256")
    return Parcel(
        id=number if isinstance(number, str) else None,
        claimed_id=str(uuid.uuid5(uuid.NAMESPACE_OID, sha256)),
        round=storable(str(known.get("round", ""))),
        sha256=told if isinstance(told, str) else sha256,
        raw=item,
        problem=Problem("item_invalid", column=column),
    )


def _text_of(item: Any) -> str:
    """Write an item that is nested too deep as text; raises `Unusable` (`batch_unreadable`)."""
    try:
        return json.dumps(item)
    except RecursionError:
        raise Unusable("batch_unreadable") from None


def sha256_of(value: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(value).hexdigest()


def storable(text: str) -> str:
    """Return the printable part of a text, at most 64 characters: databases refuse the rest."""
    return "".join(sign for sign in text if sign.isprintable())[:_ID]
