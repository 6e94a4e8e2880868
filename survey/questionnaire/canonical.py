"""Canonical JSON (RFC 8785 for text, lists and objects: keys sorted, no spaces)."""

import hashlib
import json
from typing import Any


def canonical(content: Any) -> str:
    """Return the canonical JSON of a content. Numbers travel as strings."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content: Any) -> str:
    """Return the SHA-256 of canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode("utf-8", "surrogatepass")).hexdigest()
