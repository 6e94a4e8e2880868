"""The literals were computed by the code that made the first slips, receipts and tickets."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import BadSignature

from survey.keyring import Keyring
from survey.services.accounts import attempts
from survey.services.collecting import receipts, tokens
from survey.web.resident import ticket as tickets

OLD = Keyring("former-secret-of-2026")
CHANGED = Keyring("the secret of today", ("one between", *[OLD.current]))
NUMBER = "00000000-0000-4000-8000-000000000001"
TICKET = f"{NUMBER}.1795500000.f92de7d6a1665f4cd5b6711f1b017351f36527ba"
CODE = "1E0VBGSWT91TPRMZ"


def test_what_was_derived_comes_out_the_same() -> None:
    slips = list(tokens.values(7, 3, OLD))
    assert slips == ["3J14FJ6EEHKZ", "JMCVK80Y0G86", "TWN5QJ3S6BF9"]
    assert tokens.submission_id(slips[0], OLD) == "4da3f852-b6bc-4ba8-8b35-7cdd25d57479"
    assert receipts.code_for(OLD, NUMBER) == CODE
    assert receipts.public_id_for(OLD, NUMBER) == "zyygc5d9rskbqsrx"
    assert (
        attempts.key(OLD, "receipt", "192.0.2.7")
        == "9a750c5fefaaeeb96ff279e54a8f5939564e24805bd8d7625eab75f7c5bb7996"
    )


@pytest.mark.parametrize("keyring", [OLD, CHANGED], ids=["same", "changed"])
def test_a_ticket_of_the_earlier_format_is_read(keyring: Keyring) -> None:
    found = tickets.read_ticket(keyring, "abcdefgh", TICKET)
    assert found == tickets.Ticket(NUMBER, datetime(2026, 11, 24, 6, tzinfo=UTC), OLD)
    for wrong in (TICKET[:-1], TICKET.replace("1795", "1794"), TICKET.upper()):
        assert tickets.read_ticket(keyring, "abcdefgh", wrong) is None
    assert tickets.read_ticket(keyring, "abcdefgi", TICKET) is None
    assert tickets.read_ticket(Keyring("another"), "abcdefgh", TICKET) is None


@pytest.mark.parametrize("keyring", [OLD, CHANGED], ids=["same", "changed"])
def test_a_ticket_keeps_the_secret_it_was_signed_with(keyring: Keyring) -> None:
    now = datetime(2026, 11, 25, 6, tzinfo=UTC)
    value = tickets.issue(OLD, "k:abc", now)
    found = tickets.read_ticket(keyring, "k:abc", value)
    assert found == tickets.Ticket(value.split(".")[0], now, OLD)
    assert tickets.read_ticket(keyring, "abc", value) is None
    assert tickets.read_ticket(Keyring("another", ("and another",)), "k:abc", value) is None
    assert len(value) <= len(TICKET) + 3
    renewed = tickets.read_ticket(CHANGED, "k:abc", tickets.renew(CHANGED, "k:abc", found, now))
    assert renewed is not None
    assert (renewed.keyring.current, renewed.issued_at) == (CHANGED.current, now)


@given(st.integers(0, 10_000), st.characters(codec=None))
def test_no_changed_sign_of_a_ticket_passes(at: int, sign: str) -> None:
    value = tickets.issue(OLD, "abc", datetime(2026, 11, 25, tzinfo=UTC))
    text = value.rpartition(".")[0]
    at %= len(text)
    forged = value[:at] + sign + value[at + 1 :]
    assert (tickets.read_ticket(OLD, "abc", forged) is None) == (forged != value)
    assert tickets.read_ticket(OLD, "abc", value[: at + 1]) is None


def test_purposes_are_apart() -> None:
    signed = OLD.signer("one").sign("text")
    assert OLD.signer("one").unsign(signed) == b"text"
    with pytest.raises(BadSignature):
        OLD.signer("another").unsign(signed)
    assert OLD.derive("one", "text") != OLD.derive("another", "text")
    # The key of a signer is no digest that is handed out under the same name.
    assert OLD.signer("one:text").derive_key() != OLD.derive("one", "text")


def test_the_current_secret_signs_and_former_ones_verify() -> None:
    signed = OLD.signer("one").sign("text")
    assert CHANGED.signer("one").unsign(signed) == b"text"
    with pytest.raises(BadSignature):
        OLD.signer("one").unsign(CHANGED.signer("one").sign("text"))
    with pytest.raises(BadSignature):
        Keyring(CHANGED.current).signer("one").unsign(signed)
    assert CHANGED.derive("one", "text") == Keyring(CHANGED.current).derive("one", "text")


def test_the_code_that_was_stored_is_found() -> None:
    stored = receipts.code_digest(CODE)
    assert receipts.stored_code(CHANGED, NUMBER, stored) == CODE
    assert receipts.stored_code(Keyring(CHANGED.current), NUMBER, stored) is None


def test_no_secret_is_printed() -> None:
    assert "secret" not in repr(CHANGED)
