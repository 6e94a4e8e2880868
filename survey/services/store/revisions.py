"""The migrations this program knows, read as text: a command needs no Alembic to see its state."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ASSIGNED: Final = r"^{name}\b[^=\n]*=(.*)$"
_NAME: Final = re.compile(r"""["']([^"']+)["']""")


@dataclass(frozen=True)
class Revisions:
    """The names of all migrations, and of the newest one."""

    known: frozenset[str]
    head: str


def read_revisions(scripts: Path) -> Revisions:
    """Read the folder of migrations; raises `ValueError` unless exactly one is the newest."""
    texts = [path.read_text("utf-8") for path in scripts.joinpath("versions").glob("*.py")]
    known = {name for text in texts for name in _assigned(text, "revision")}
    older = {name for text in texts for name in _assigned(text, "down_revision")}
    (head,) = known - older
    return Revisions(frozenset(known), head)


def _assigned(text: str, name: str) -> list[str]:
    """Return the names a migration assigns: none, one, or those it joins."""
    found = re.search(_ASSIGNED.format(name=name), text, re.MULTILINE)
    return _NAME.findall(found[1]) if found else []
