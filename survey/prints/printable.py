"""Printable texts: one line, no invisible characters, no endless names."""

import re
import unicodedata
from typing import Final

from survey.errors import shorten

_LONGEST: Final = 160
_GROUP: Final = 4
# Control characters, surrogates and private-use ones: no font has them.
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Co", "Cn"})


def printable(text: str, limit: int = _LONGEST) -> str:
    """Return a text as one line of printable characters."""
    kept = (" " if char.isspace() else char for char in text)
    return shorten("".join(char for char in kept if _shown(char)), limit)


def _shown(char: str) -> bool:
    return unicodedata.category(char) not in _UNPRINTABLE


def short_url(url: str) -> str:
    """Return an address without what nobody has to type."""
    return re.sub(r"^https?://", "", url).rstrip("/")


def grouped(code: str) -> str:
    """Return a code in groups of four, to be read aloud and typed."""
    signs = re.sub(r"[\s-]", "", code)
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
