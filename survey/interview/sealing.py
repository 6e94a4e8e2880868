"""Sealing: ECDH on P-256, HKDF-SHA-256, AES-256-GCM, as WebCrypto does it on a phone.

Whoever has the public key can seal; only the private key opens. For each interview the phone
makes a key pair of its own and forgets its private half. Binary values travel in base64.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from survey.errors import Unusable

ALGORITHM: Final = "ECDH-P256+HKDF-SHA256+A256GCM"
_INFO: Final = b"suara-layanan interview 1"
_POINT: Final = 65  # an uncompressed point of P-256
_IV: Final = 12


@dataclass(frozen=True)
class KeyPair:
    """A key pair: the public point in base64, the private key in PEM."""

    key_id: str
    public: str
    private: str


def new_pair() -> KeyPair:
    """Make a key pair; its id is a fingerprint of the public key."""
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return KeyPair(hashlib.sha256(point).hexdigest()[:16], encoded(point), pem.decode())


def associated(number: str, round_code: str, key_id: str) -> bytes:
    """Return the data bound to a sealed interview, readable: id, round and key, one per line."""
    return "\n".join((number, round_code, key_id)).encode("utf-8", "surrogatepass")


def seal(public: str, payload: str, bound: bytes) -> dict[str, str]:
    """Seal a payload to a public key."""
    own, iv = ec.generate_private_key(ec.SECP256R1()), os.urandom(_IV)
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(public))
    key = _derive_key(own.exchange(ec.ECDH(), point))
    epk = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    sealed = AESGCM(key).encrypt(iv, payload.encode(), bound)
    return {"epk": encoded(epk), "iv": encoded(iv), "ct": encoded(sealed)}


def unseal(private: str, sealed: Mapping[str, Any], bound: bytes) -> str:
    """Open what was sealed; raises `Unusable` (`sealed_unreadable`) where that fails."""
    try:
        epk, iv, ct = (decoded(sealed[name]) for name in ("epk", "iv", "ct"))
        key = load_pem_private_key(private.encode(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or len(epk) != _POINT or len(iv) != _IV:
            raise ValueError
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), epk)
        return AESGCM(_derive_key(key.exchange(ec.ECDH(), point))).decrypt(iv, ct, bound).decode()
    except (ValueError, KeyError, TypeError, InvalidTag):
        raise Unusable("sealed_unreadable") from None


def _derive_key(shared: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=b"", info=_INFO).derive(shared)


def encoded(value: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(value).decode()


def decoded(text: Any) -> bytes:
    """Read base64, of either alphabet, padded or not; raises `ValueError`."""
    if not isinstance(text, str) or not text.isascii():
        raise ValueError("base64")
    plain = text.translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error as fault:
        raise ValueError("base64") from fault
