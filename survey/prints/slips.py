"""One-time slips: ten per page, to cut along the lines and hand out one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from survey.errors import Language
from survey.prints import pdf, qr
from survey.prints.printable import grouped, printable, short_url
from survey.prints.words import DEMO, SLIP, SLIP_ASIDE, filled


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip, for one answer; the date is in words, in the language of the slip.

    The QR code leads to `url`; without a camera, people open `address` and type `code`.
    """

    unit: str
    institution: str
    url: str
    address: str
    code: str
    valid_until: str
    demo: bool


def slips(items: Sequence[Slip], language: Language) -> bytes:
    """Return one PDF, ten slips per page in order; raises ValueError without any slips."""
    return pdf.render("slip", _document(items, language))


def _document(items: Sequence[Slip], language: Language) -> dict[str, Any]:
    if not items:
        raise ValueError("no slips to print")
    return {
        "language": language,
        "title": SLIP[language]["title"],
        "slips": [_slip(item, language) for item in items],
    }


def _slip(item: Slip, language: Language) -> dict[str, Any]:
    slots = {"url": item.url, "valid_until": printable(item.valid_until)}
    other, aside = SLIP_ASIDE[language]
    return {
        "unit": printable(item.unit),
        "institution": printable(item.institution),
        "qr": qr.svg(item.url),
        "url": short_url(item.address),
        "code_text": grouped(item.code),
        "aside": {"language": other, "text": aside},
        "demo": DEMO[language] if item.demo else None,
        **filled(SLIP[language], slots),
    }
