"""Collects the texts of templates and code into the catalogues; names of languages add them.

    python _build/catalogues.py          after a text changed: then translate what is new
    python _build/catalogues.py su       begins a catalogue in Sundanese

Coded problems are written in Indonesian and English in `survey/messages/`; any other language
has them in its catalogue, under their English text.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from survey.messages import CATALOGUE

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "translations"
WRITTEN = ("id", "en")


def template() -> Catalog:
    """Collect what pages say."""
    found = Catalog(
        project="Suara Layanan", version="1", copyright_holder="Suara Layanan", charset="utf-8"
    )
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for _file, _line, text, comments, _context in extract_from_dir(ROOT, methods, options):
        found.add(text, auto_comments=comments)
    return found


def catalogue(language: str) -> Catalog:
    """Read the catalogue of a language, or begin it."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def file_of(language: str) -> Path:
    """Say where a catalogue is."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def write(path: Path, found: Catalog) -> None:
    """Write a catalogue without what is no longer said."""
    found.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, found, width=100, no_location=True, ignore_obsolete=True)


def main(added: list[str]) -> None:
    """Bring the template and every catalogue up to date."""
    write(FOLDER / "messages.pot", template())
    for language in sorted({path.parent.parent.name for path in FOLDER.glob("*/*/*.po")} | {*added}):
        texts = template()
        if language not in WRITTEN:
            for each in CATALOGUE.values():
                texts.add(each["en"])
        found = catalogue(language)
        found.update(texts, no_fuzzy_matching=True, update_header_comment=False)
        write(file_of(language), found)


if __name__ == "__main__":
    main(sys.argv[1:])
