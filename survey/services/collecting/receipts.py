"""Receipts: what respondents keep in order to see, export or withdraw what they sent."""

import base64
import hashlib
from typing import Final

from survey.keyring import Keyring

# Crockford's alphabet: no I, L, O or U, so that a code can be read aloud.
_ALPHABET: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)
_LENGTH: Final = 16  # 80 bits


def code_for(keyring: Keyring, submission_id: str) -> str:
    """Derive the code of a submission made on a page; only its digest is stored."""
    return derived(keyring, "receipt", submission_id)


def stored_code(keyring: Keyring, submission_id: str, sha256: str) -> str | None:
    """Return the code whose digest was stored; None where no known secret derives it."""
    codes = (code_for(each, submission_id) for each in keyring.each())
    return next((code for code in codes if code_digest(code) == sha256), None)


def public_id_for(keyring: Keyring, submission_id: str) -> str:
    """Derive the address of the thank-you page."""
    return derived(keyring, "public", submission_id).lower()


def salt_for(keyring: Keyring, submission_id: str) -> str:
    """Derive 160 bits for the content of a page or row, so that its digest cannot be guessed at."""
    # Two parts, since each yields only 80 bits.
    parts = (derived(keyring, purpose, submission_id) for purpose in ("salt", "salt 2"))
    return "".join(parts)


def derived(keyring: Keyring, purpose: str, submission_id: str) -> str:
    """Derive 80 bits that nobody without the secret can guess."""
    found = keyring.derive(purpose, submission_id)
    return base64.b32encode(found).decode().translate(_ALPHABET)[:_LENGTH]


def normalised(code: str) -> str:
    """Normalise a code as typed: any case, any separators, letters that are easily mistaken."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters.translate(str.maketrans("ILO", "110"))


def code_digest(code: str) -> str:
    """Return the digest under which a code is stored."""
    return hashlib.sha256(normalised(code).encode()).hexdigest()
