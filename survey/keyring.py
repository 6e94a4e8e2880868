"""The secret of an installation, and its former secrets.

What is derived from a secret (tokens, ids, codes) is computed again whenever it is needed, and
stays bound to the secret it was first derived from. What is signed carries its signature: new
signatures are made with the current secret, and those of former secrets are still valid.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field

from itsdangerous import Signer


@dataclass(frozen=True)
class Keyring:
    """The current secret, and the former ones that still open what was made with them."""

    current: str = field(repr=False)
    former: tuple[str, ...] = field(default=(), repr=False)

    def each(self) -> Iterator["Keyring"]:
        """Yield one keyring per secret, the current one first."""
        return (Keyring(secret) for secret in (self.current, *self.former))

    def derive(self, purpose: str, text: str) -> bytes:
        """Derive 32 bytes from the current secret: HMAC-SHA256 of `purpose:text`.

        Must never change: tokens on paper and codes in people's hands depend on it. A purpose has
        no colon, so that no two pairs produce the same text.
        """
        message = f"{purpose}:{text}".encode("utf-8", "replace")
        return hmac.new(self.current.encode(), message, hashlib.sha256).digest()

    def signer(self, purpose: str) -> Signer:
        """Sign with the current secret, verify with any; no other purpose's signatures pass."""
        # itsdangerous wants the newest last. The salt begins unlike any purpose of `derive`.
        secrets = [*reversed(self.former), self.current]
        salt = f"signer:{purpose}"
        return Signer(secrets, salt, key_derivation="hmac", digest_method=hashlib.sha256)
