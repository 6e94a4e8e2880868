"""The one rule by which every file's headings are read."""

import re
from collections.abc import Sequence


def heading_key(name: str) -> str:
    """Return one key for all spellings of a heading: `Institution Code` is `institution_code`.

    Capitals, surrounding spaces, and spaces or hyphens within make no difference.
    """
    return re.sub(r"[\s-]+", "_", name.strip()).casefold()


def heading_keys(heading: Sequence[str]) -> list[str]:
    """Return the key of each column of a heading."""
    return [heading_key(name) for name in heading]
