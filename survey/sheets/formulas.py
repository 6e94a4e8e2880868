"""Texts that a spreadsheet would take for formulas."""

from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Give a text that no spreadsheet executes."""
    return f"'{text}" if text.startswith(_STARTS) else text
