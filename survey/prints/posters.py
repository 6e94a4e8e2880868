"""Posters: one page per unit, to hang where people are served."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from survey.errors import Language
from survey.prints import pdf, qr
from survey.prints.printable import printable, short_url
from survey.prints.words import DEMO, POSTER, POSTER_ASIDE, filled

Size = Literal["a4", "a5"]


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster; dates are in words, in the language of the poster."""

    unit: str
    institution: str
    url: str
    minutes: int
    closes_on: str
    kept_until: str
    contact: str
    demo: bool


def posters(items: Sequence[Poster], size: Size, language: Language) -> bytes:
    """Return one PDF, one page per poster; raises ValueError without any posters."""
    return pdf.render("poster", _document(items, size, language))


def _document(items: Sequence[Poster], size: Size, language: Language) -> dict[str, Any]:
    if not items:
        raise ValueError("no posters to print")
    return {
        "size": size,
        "language": language,
        "title": POSTER[language]["title"],
        "pages": [_page(item, language) for item in items],
    }


def _page(item: Poster, language: Language) -> dict[str, Any]:
    slots = {
        "url": item.url,
        "minutes": str(item.minutes),
        "closes_on": printable(item.closes_on),
        "kept_until": printable(item.kept_until),
        "contact": printable(item.contact),
    }
    other, aside = POSTER_ASIDE[language]
    return {
        "unit": printable(item.unit),
        "institution": printable(item.institution),
        "qr": qr.svg(item.url),
        "url": short_url(item.url),
        "aside": {"language": other, "text": aside.format_map(slots)},
        "demo": DEMO[language] if item.demo else None,
        **filled(POSTER[language], slots),
    }
