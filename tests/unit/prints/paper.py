"""Reads printed matter as a phone and a reader do."""

from typing import Any

import pypdfium2
import zxingcpp

from survey.errors import Language
from survey.prints import Poster, Slip, posters
from survey.prints.posters import Size

LONG = "UPTD Pusat Pelayanan Kesehatan Masyarakat Kecamatan Pamulang Barat, Kota Tangerang Selatan"
ODD = '#panic("x") *b* <a> "q" $x$ \\ _e_ @r'
MILLIMETRES = 25.4 / 72


def poster(**changes: Any) -> Poster:
    texts: dict[str, Any] = {
        "unit": "Puskesmas Contoh",
        "institution": "Dinas Kesehatan Kota Contoh",
        "url": "https://survei.example.go.id/s/7KQ2M9XAVC4T",
        "minutes": 5,
        "closes_on": "30 September 2026",
        "kept_until": "31 Desember 2026",
        "contact": "survei@example.go.id",
        "demo": False,
    }
    return Poster(**texts | changes)


def slip(at: int = 0, **changes: Any) -> Slip:
    texts: dict[str, Any] = {
        "unit": "Puskesmas Contoh",
        "institution": "Dinas Kesehatan Kota Contoh",
        "url": f"https://survei.example.go.id/t/7KQ2M9XAVC{at:02}",
        "address": "https://survei.example.go.id/t",
        "code": f"7KQ2M9XAVC{at:02}",
        "valid_until": "30 September 2026",
        "demo": False,
    }
    return Slip(**texts | changes)


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Give width and height of every page in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    measures = [page.get_size() for page in document]
    return [(round(width * MILLIMETRES), round(height * MILLIMETRES)) for width, height in measures]


def words(pdf: bytes, page: int = 0) -> str:
    """Give the text of a page on one line."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_bounded()
    return " ".join(text.split())


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """Read the codes of a page, from a picture of it at 144 dots an inch."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=2, grayscale=True).to_numpy()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def posters_of(*items: Poster, size: Size = "a4", language: Language = "id") -> bytes:
    """Print posters."""
    return posters(items, size, language)
