"""Names and codes of institutions: normalised, compared, never guessed.

Codes are those of the Ministry of Home Affairs: `36` is a province, `36.04` a regency or
city.
"""

import csv
import difflib
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

# A regency or city has two digits after the point; a spreadsheet drops a trailing zero.
_LOST_ZERO: Final = re.compile(r"\d{2}\.\d")

# The kind is part of a name: Kabupaten Serang and Kota Serang are two governments.
_PREFIXES: Final = (
    (r"(?:pemerintah\s+(?:daerah\s+)?)?(?:pemprov|provinsi|propinsi|prov|prop)\b\.?", "provinsi"),
    (r"(?:pemerintah\s+(?:daerah\s+)?)?(?:pemkab|kabupaten|kab)\b\.?", "kabupaten"),
    (r"(?:pemerintah\s+(?:daerah\s+)?)?(?:pemkot|kota)\b\.?", "kota"),
)


def normalise(name: str) -> str:
    """Return one form for all spellings of a name; Provinsi, Kabupaten and Kota stay distinct.

    `Kab. Serang`, `Pemkab Serang` and `KABUPATEN SERANG` are one; `Kota Serang` is another.
    """
    plain = " ".join(name.casefold().split())
    for pattern, word in _PREFIXES:
        found = re.match(pattern, plain)
        if found:
            plain = f"{word} {plain[found.end() :]}"
            break
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def lost_zero(code: str) -> bool:
    """Return whether a spreadsheet may have turned a code into a number: 36.10 into 36.1."""
    return _LOST_ZERO.fullmatch(code) is not None


def nearest(name: str, among: Iterable[str], count: int = 3, cutoff: float = 0.6) -> list[str]:
    """Return the most similar names, to show a person; nothing is ever joined on them."""
    spelled = {normalise(each): each for each in among}
    close = difflib.get_close_matches(normalise(name), spelled, n=count, cutoff=cutoff)
    return [spelled[each] for each in close]


@cache
def known_places() -> dict[str, str]:
    """Return the places that come with the package, by code."""
    table = resources.files("survey.aggregation.data").joinpath("places.csv")
    with table.open(encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
