"""Texts as they can be printed: one line, no invisible codes, no endless names."""

import re
import unicodedata
from typing import Final

from survey.errors import shorten

_LONGEST: Final = 160
_GROUP: Final = 4
# Control codes, halves of characters and private ones: no font has them.
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Co", "Cn"})


def printable(text: str, limit: int = _LONGEST) -> str:
    """Put a text on one line of things a font can show."""
    kept = (" " if char.isspace() else char for char in text)
    return shorten("".join(char for char in kept if _shown(char)), limit)


def _shown(char: str) -> bool:
    """Tell whether a character is one that is printed."""
    return unicodedata.category(char) not in _UNPRINTABLE


def short_url(url: str) -> str:
    """Leave out what nobody has to type."""
    return re.sub(r"^https?://", "", url).rstrip("/")


def grouped(code: str) -> str:
    """Write a code in groups of four, to be read aloud and typed."""
    signs = re.sub(r"[\s-]", "", code)
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
