"""Receipts: what a person holds to see, take or withdraw what was sent."""

import base64
import hashlib
import hmac
from typing import Final

# Crockford's alphabet: no I, L, O or U, so that a code can be read aloud.
ALPHABET: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)
LENGTH: Final = 16  # 80 bits


def code_for(secret: str, submission_id: str) -> str:
    """Derive the code of a submission made on a page; only its digest is stored."""
    return derived(secret, "receipt", submission_id)


def public_id_for(secret: str, submission_id: str) -> str:
    """Derive the address of the page that thanks."""
    return derived(secret, "public", submission_id).lower()


def salt_for(secret: str, submission_id: str) -> str:
    """Derive 160 bits for the content of a page or a row: nobody can try answers on its digest."""
    return derived(secret, "salt", submission_id) + derived(secret, "salt 2", submission_id)


def derived(secret: str, purpose: str, submission_id: str) -> str:
    """Derive 80 bits that nobody without the secret can guess."""
    text = f"{purpose}:{submission_id}".encode()
    mac = hmac.new(secret.encode(), text, hashlib.sha256).digest()
    return base64.b32encode(mac).decode().translate(ALPHABET)[:LENGTH]


def normalised(code: str) -> str:
    """Read a code as typed: any case, any separators, letters easily mistaken."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters.translate(str.maketrans("ILO", "110"))


def digest(code: str) -> str:
    """Give what is stored of a code."""
    return hashlib.sha256(normalised(code).encode()).hexdigest()
