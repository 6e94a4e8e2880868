"""Texts that a spreadsheet would take for formulas."""

from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Return the text so that no spreadsheet executes it: behind `'` if it looks like a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text
