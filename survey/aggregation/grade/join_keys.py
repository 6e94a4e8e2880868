"""Keys to join on: the code where there is one, else the normalised name.

Both sides are read first, so that a row with only a name finds the code that the same name
carries elsewhere. A name with two codes is ambiguous and stays a name.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from survey.aggregation.places import normalise

JoinKey = tuple[str, str]


@dataclass
class KnownNames:
    """Codes and names of one kind of thing, as found on both sides."""

    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, str] = field(default_factory=dict)

    def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember which code goes with which name; the first spelling of a name stays.

        The side learned first outranks later ones: its names keep their codes, so that a
        mistyped pair on one side does not unsettle the other.
        """
        settled = frozenset(self.codes)
        for code, name in pairs:
            if code and name:
                self.names.setdefault(code, name)
                if normalise(name) not in settled:
                    self.codes[normalise(name)].add(code)

    def code(self, code: str, name: str) -> str:
        """Return the code as written, else the only one its name is known by, else empty."""
        found = self.codes.get(normalise(name), set()) if name else set()
        return code or (next(iter(found)) if len(found) == 1 else "")

    def name(self, code: str, name: str) -> str:
        """Return the name as written, else the one its code is known by, else empty."""
        return name or self.names.get(code, "")

    def key(self, code: str, name: str) -> JoinKey:
        """Return the key; an empty name where neither code nor name is written."""
        known = self.code(code, name)
        return ("code", known) if known else ("name", normalise(name))
