"""Texts that a spreadsheet would take for formulas."""

from typing import Final

STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Give a text that no spreadsheet executes."""
    return f"'{text}" if text.startswith(STARTS) else text
