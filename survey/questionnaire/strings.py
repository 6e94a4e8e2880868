"""What no part of a definition may hold: endless nesting, characters no store takes."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

DefinitionPath = tuple[str | int, ...]

# A rule may nest 20 deep, each level an object and often a list, six levels down the file.
DEEPEST: Final = 60
_PLAIN: Final = "\n\r\t"


def too_deep(source: Any) -> bool:
    """Return whether a value nests deeper than any definition, without recursion."""
    level = [source]
    for _ in range(DEEPEST):
        level = [inner for each in level for _, inner in _children(each)]
        if not level:
            return False
    return True


def unstorable(source: Any, path: DefinitionPath = ()) -> Iterator[DefinitionPath]:
    """Return the place of every text with a control character or half a character."""
    if isinstance(source, str) and any(map(_bad, source)):
        yield path
    for name, inner in _children(source):
        yield from unstorable(inner, (*path, name))


def _bad(letter: str) -> bool:
    return letter not in _PLAIN and unicodedata.category(letter) in ("Cc", "Cs")


def _children(node: Any) -> Iterator[tuple[str | int, Any]]:
    """Return what a list or an object holds, with its name or number."""
    if isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)
