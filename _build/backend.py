"""The build backend of setuptools, which compiles the translations before a wheel is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools.build_meta import *  # noqa: F403 (everything else stays setuptools')
from setuptools.build_meta import build_editable as _build_editable
from setuptools.build_meta import build_wheel as _build_wheel

TRANSLATIONS = Path(__file__).parent.parent / "translations"


def compile_translations() -> None:
    """Write the .mo file beside every .po file."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parts[-3]))


def build_wheel(*args: Any, **kwargs: Any) -> str:
    """Build a wheel with its translations."""
    compile_translations()
    return _build_wheel(*args, **kwargs)


def build_editable(*args: Any, **kwargs: Any) -> str:
    """Install in place, with translations beside the package."""
    compile_translations()
    return _build_editable(*args, **kwargs)
