"""Typesetting: a layout beside this module and data as JSON make a tagged PDF."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

_LAYOUTS: Final = Path(__file__).parent
_SANS: Final = (
    "Noto Sans",
    "Source Sans 3",
    "Open Sans",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
)
_MONO: Final = ("DejaVu Sans Mono",)
# For names in other scripts, and signs.
_OTHERS: Final = ("Noto Sans Arabic", "Noto Naskh Arabic", "Noto Emoji", "DejaVu Sans", "FreeSans")
# Always there: it comes with the typesetter.
_LAST: Final = "Libertinus Serif"


def render(layout: str, data: Mapping[str, Any]) -> bytes:
    """Make a PDF for everybody: PDF/UA-1 where each character has a glyph, tagged at least."""
    source = _LAYOUTS / f"{layout}.typ"
    texts = inputs(data)
    try:
        return typst.compile(source, sys_inputs=texts, font_paths=fonts(), pdf_standards="ua-1")
    except typst.TypstError:
        # The standard forbids a character no font has; a poster with an empty box still scans.
        return typst.compile(source, sys_inputs=texts, font_paths=fonts())


def inputs(data: Mapping[str, Any]) -> dict[str, str]:
    """Hand over data as JSON, so that nothing in it is ever read as source."""
    return {"data": json.dumps({**data, "sans": _family(_SANS), "mono": _family(_MONO)})}


@cache
def fonts() -> typst.Fonts:
    """Look for the fonts of this machine once."""
    return typst.Fonts()


def _family(names: tuple[str, ...]) -> list[str]:
    """Keep the fonts there are, in order: one that is missing is a warning."""
    there = {name.lower() for name in fonts().families()}
    return [name for name in dict.fromkeys((*names, *_OTHERS, _LAST)) if name.lower() in there]
