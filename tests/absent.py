"""What a machine lacks: a test that needs it is skipped, and the last line of the run says so."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NoReturn

import pytest

GIANYAR: Final = "the Gianyar file (not redistributable)"
ORACLE: Final = "the results of R (GPL)"
NODE: Final = "node"
CHROMIUM: Final = "chromium"


def skip(what: str) -> NoReturn:
    """Skip a test that cannot do without something."""
    pytest.skip(f"needs {what}")


def line(reasons: Iterable[str]) -> str:
    """Say what was not checked, given the reasons of all skipped tests; empty where all was."""
    counts = Counter(re.sub(r"^(Skipped: )?(needs )?", "", reason) for reason in reasons)
    parts = [f"{number} {verb(number, what)}" for what, number in counts.items()]
    return f"not checked here: {', '.join(parts)}" if parts else ""


def verb(number: int, what: str) -> str:
    """Say that one test needs, or that two need something."""
    return f"test needs {what}" if number == 1 else f"tests need {what}"
