"""The shapes in which contents were stored before every channel followed the contract.

Whether contents are the same is judged by digests, and those of old rows were made from these
shapes: a page or row stored then is still recognised when it arrives again. Phones have always
sent the contract.
"""

from collections.abc import Mapping
from typing import Any, Final

_LATER: Final = frozenset({"outcome", "receipt", "salt"})


def of_page(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the former content of a page: without the times at which it was sent."""
    kept = {name: value for name, value in content.items() if name not in _LATER}
    return kept | {"finished_at": None, "consent": {**content["consent"], "at": None}}


def of_row(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the former content of a file row: without times, its cells one level deeper."""
    names = ("questionnaire", "version", "round", "language", "answers", "consent")
    return {name: content[name] for name in names} | {
        "unit": content["unit"] or None,
        "paradata": {"row": content["paradata"]},
    }
