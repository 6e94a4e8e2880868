"""The one rule by which headings are read, in every file."""

import re
from collections.abc import Sequence


def heading_key(name: str) -> str:
    """Bring spellings of a heading together: `Institution Code` is `institution_code`.

    Capitals, spaces around it, and spaces or hyphens within it make no difference.
    """
    return re.sub(r"[\s-]+", "_", name.strip()).casefold()


def heading_keys(heading: Sequence[str]) -> list[str]:
    """Give the key of every column of a heading."""
    return [heading_key(name) for name in heading]
