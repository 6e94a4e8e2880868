"""QR codes as SVG: black on white, with their quiet zone, and no style attribute."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import segno

_LEVEL: Final = "m"
QUIET_ZONE: Final = 4
# Rows overlap slightly, or viewers show white lines between them.
_ROW: Final = "1.04"


def svg(url: str) -> str:
    """Return a URL as SVG for a web page, which sets its size, role and name."""
    rows = list(matrix(url))
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        ' shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="none" stroke="#000" stroke-width="{_ROW}" d="{"".join(_strokes(rows))}"/>'
        "</svg>"
    )


def matrix(url: str) -> Iterator[list[bool]]:
    """Return the rows of a code, at the highest error correction that does not enlarge it."""
    code = segno.make_qr(url, error=_LEVEL)
    return ([bool(dark) for dark in row] for row in code.matrix_iter(border=QUIET_ZONE))


def _strokes(rows: Iterable[list[bool]]) -> Iterator[str]:
    """Draw each run of dark modules as one stroke along the middle of its row."""
    for y, row in enumerate(rows):
        for dark, run in groupby(enumerate(row), key=lambda module: module[1]):
            modules = list(run)
            if dark:
                yield f"M{modules[0][0]} {y}.5h{len(modules)}"
