"""The shapes in which contents were stored before every way in followed the contract.

Sameness is judged on digests, and those of old rows were made of these shapes: a form or a row
that was stored then and comes again is still known by them. Phones have always sent the contract.
"""

from collections.abc import Mapping
from typing import Any, Final

_LATER: Final = frozenset({"outcome", "receipt", "salt"})


def of_page(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of a page as it was: without the times at which it was sent."""
    kept = {name: value for name, value in content.items() if name not in _LATER}
    return kept | {"finished_at": None, "consent": {**content["consent"], "at": None}}


def of_row(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of a row of a file as it was: without times, its cells one level deeper."""
    names = ("questionnaire", "version", "round", "language", "answers", "consent")
    return {name: content[name] for name in names} | {
        "unit": content["unit"] or None,
        "paradata": {"row": content["paradata"]},
    }
