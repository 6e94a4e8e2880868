"""Typesetting: turns a layout in this folder and JSON data into a tagged PDF."""

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
# For names in other scripts, and symbols.
_OTHERS: Final = ("Noto Sans Arabic", "Noto Naskh Arabic", "Noto Emoji", "DejaVu Sans", "FreeSans")
# Always available: it comes with the typesetter.
_LAST: Final = "Libertinus Serif"


def render(layout: str, data: Mapping[str, Any]) -> bytes:
    """Return an accessible PDF: PDF/UA-1 where every character has a glyph, else merely tagged."""
    source = _LAYOUTS / f"{layout}.typ"
    texts = inputs(data)
    try:
        return typst.compile(source, sys_inputs=texts, font_paths=fonts(), pdf_standards="ua-1")
    except typst.TypstError:
        # PDF/UA forbids missing glyphs; a poster with an empty box still scans.
        return typst.compile(source, sys_inputs=texts, font_paths=fonts())


def inputs(data: Mapping[str, Any]) -> dict[str, str]:
    """Pass data as JSON, so that nothing in it is ever read as Typst source."""
    return {"data": json.dumps({**data, "sans": _family(_SANS), "mono": _family(_MONO)})}


@cache
def fonts() -> typst.Fonts:
    """Look up the fonts of this machine once."""
    return typst.Fonts()


def _family(names: tuple[str, ...]) -> list[str]:
    """Return the available fonts, in order; naming a missing one would raise a warning."""
    there = {name.lower() for name in fonts().families()}
    return [name for name in dict.fromkeys((*names, *_OTHERS, _LAST)) if name.lower() in there]
