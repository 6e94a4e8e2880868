"""What a file really is, whatever its ending says."""

import codecs
from pathlib import Path

from survey.errors import Unusable

_SIGNATURES = {
    b"PK\x03\x04": "XLSX",
    b"PAR1": "Parquet",
    b"\xd0\xcf\x11\xe0": "XLS (Excel 97–2003) / XLSX + password",
    b"%PDF": "PDF",
    b"\x1f\x8b": "GZIP",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_HTML_STARTS = (b"<!doctype html", b"<html")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK = 1 << 20


def kind_of(start: bytes) -> str:
    """Return the kind of file from its first bytes; text counts as CSV."""
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature):
            return kind
    if start.lstrip(codecs.BOM_UTF8).lstrip().lower().startswith(_HTML_STARTS):
        return "HTML"
    if b"\0" in start and not start.startswith(_UTF16_MARKS):
        return "binary"
    return "CSV"


def encoding_of(path: Path) -> str:
    """Return the encoding: UTF-8, UTF-16 if marked as such, else Windows-1252.

    Raises `Unusable` where none of them decodes the whole file.
    """
    with path.open("rb") as file:
        if file.read(2) in _UTF16_MARKS:
            return "utf-16"
    # UTF-8 first: accented Windows-1252 text is hardly ever valid UTF-8 by chance.
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    raise Unusable("encoding_unknown")


def _decodes(path: Path, encoding: str) -> bool:
    """Return whether the whole file can be decoded, block by block.

    Raises `Unusable` where it holds a null byte, which no text does.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                if "\0" in decoder.decode(block):
                    raise Unusable("not_what_it_says", expected="CSV", found="binary")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
