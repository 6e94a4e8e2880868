"""Sealing: what is sealed opens, with the one key and as the one item; nothing else does."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import Unusable
from survey.interview.sealing import associated, decoded, encoded, new_pair, seal, unseal

PAIR, ANOTHER = new_pair(), new_pair()
PAYLOAD = '{"answers": {"waktu": "3"}}'
BOUND = associated("00000000-0000-4000-8000-000000000001", "open", PAIR.key_id)
SEALED = seal(PAIR.public, PAYLOAD, BOUND)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def refused(private: str, sealed: object, bound: bytes = BOUND) -> None:
    """Expect that a seal does not open."""
    assert isinstance(sealed, dict)
    with pytest.raises(Unusable) as found:
        unseal(private, sealed, bound)
    assert found.value.problem.code == "sealed_unreadable"


def flipped(value: bytes, at: int, bit: int) -> bytes:
    """Flip one bit."""
    place = at % len(value)
    return value[:place] + bytes([value[place] ^ (1 << bit)]) + value[place + 1 :]


@given(TEXTS, st.text(), st.text(), st.text())
def test_what_is_sealed_opens(payload: str, number: str, place: str, key_id: str) -> None:
    bound = associated(number, place, key_id)
    assert unseal(PAIR.private, seal(PAIR.public, payload, bound), bound) == payload


@given(st.sampled_from(["epk", "iv", "ct"]), st.integers(0, 500), st.integers(0, 7))
def test_no_flipped_bit_of_a_seal_opens(name: str, at: int, bit: int) -> None:
    changed = encoded(flipped(decoded(SEALED[name]), at, bit))
    refused(PAIR.private, {**SEALED, name: changed})


@given(st.integers(0, 500), st.integers(0, 7))
def test_no_flipped_bit_of_what_is_bound_opens(at: int, bit: int) -> None:
    refused(PAIR.private, SEALED, flipped(BOUND, at, bit))


@pytest.mark.parametrize("name", ["epk", "iv", "ct"])
def test_no_part_may_lack_or_be_cut(name: str) -> None:
    whole = decoded(SEALED[name])
    for value in (b"", whole[:-1], whole[1:], whole + b"\0", bytes(len(whole))):
        refused(PAIR.private, {**SEALED, name: encoded(value)})
    others: list[object] = [None, 5, [], "é", "\ud800", "!!!!"]
    for other in others:
        refused(PAIR.private, {**SEALED, name: other})
    refused(PAIR.private, {key: value for key, value in SEALED.items() if key != name})


def test_only_the_private_key_of_the_round_opens() -> None:
    refused(ANOTHER.private, SEALED)
    assert unseal(PAIR.private, SEALED, BOUND) == PAYLOAD


def test_each_seal_is_another() -> None:
    again = seal(PAIR.public, PAYLOAD, BOUND)
    assert all(again[name] != SEALED[name] for name in ("epk", "iv", "ct"))


def test_what_is_no_private_key_opens_nothing() -> None:
    refused("no key", SEALED)
    refused("", SEALED)


def test_an_id_is_a_fingerprint_of_the_public_key() -> None:
    digest = hashlib.sha256(decoded(PAIR.public)).hexdigest()
    assert PAIR.key_id == digest[:16]
    assert PAIR.key_id != ANOTHER.key_id


@given(st.binary(max_size=70))
def test_base64_of_either_alphabet_is_read(value: bytes) -> None:
    url = base64.urlsafe_b64encode(value).decode()
    assert decoded(encoded(value)) == decoded(url) == decoded(url.rstrip("=")) == value
