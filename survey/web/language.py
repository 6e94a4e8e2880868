"""Indonesian unless the address, the form or the session asks for another language.

A language is a catalogue in `translations/`; a questionnaire offers those it is written in.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from babel import Locale
from flask import Flask, g, request, session
from flask_babel import force_locale
from werkzeug.exceptions import RequestEntityTooLarge

from survey.errors import Language
from survey.folders import folder

_DEFAULT: Final[Language] = "id"
# Names as their speakers write them, where the Unicode locale data have another.
_NAMES: Final = {"id": "Bahasa Indonesia"}


@cache
def languages() -> tuple[Language, ...]:
    """Name the languages there are catalogues for, Indonesian first."""
    found = {path.parent.parent.name for path in folder("translations").glob("*/*/messages.po")}
    return (_DEFAULT, *sorted(found - {_DEFAULT}))


def name_of(language: Language) -> str:
    """Name a language in itself."""
    return _NAMES.get(language) or str(Locale.parse(language).get_display_name(language)).title()


def init_app(app: Flask) -> None:
    """Remember a language that staff chose, for their next page."""
    app.before_request(remember_language)


def remember_language() -> None:
    """Keep the language in the session; residents have none."""
    if request.blueprint == "staff" and request.args.get("lang") in languages():
        session["lang"] = request.args["lang"]


def babel_options() -> dict[str, Any]:
    """Give Babel the catalogues, and the way to choose one."""
    return {
        "default_locale": _DEFAULT,
        # Times are those of western Indonesia, as the days of a round are.
        "default_timezone": "Asia/Jakarta",
        "default_translation_directories": str(folder("translations")),
        "locale_selector": current,
    }


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Render in a language whatever the page is in, for what is kept for later."""
    before = g.get("language")
    g.language = language
    try:
        with force_locale(language):
            yield
    finally:
        g.language = before or _asked()


def offer(written_in: Sequence[Language]) -> None:
    """Limit the page to the languages a questionnaire is written in."""
    g.offered = tuple(each for each in languages() if each in written_in) or (_DEFAULT,)
    if current() not in g.offered:
        g.language = g.offered[0]


def offered() -> tuple[Language, ...]:
    """Name the languages of this page."""
    found: tuple[Language, ...] = g.get("offered") or languages()
    return found


def current() -> Language:
    """Choose: `?lang=`, then a field of the posted form, then the session."""
    if "language" not in g:
        g.language = _asked()
    chosen: Language = g.language
    return chosen


def _asked() -> Language:
    """Give the language the request asks for."""
    found = request.args.get("lang") or _posted() or _remembered()
    return found if found in languages() else _DEFAULT


def _remembered() -> str:
    """Give the language staff chose; nothing is read of a session of a resident."""
    return str(session.get("lang", "")) if request.blueprint == "staff" else ""


def _posted() -> str:
    """Give the language a form asks for, or was sent in; a form too large to read has none."""
    try:
        return request.form.get("switch") or request.form.get("lang", "")
    except RequestEntityTooLarge:
        return ""


def switched(language: Language) -> str:
    """Give the address of this page in a language."""
    arguments = {**request.args.to_dict(), "lang": language}
    query = "&".join(f"{name}={value}" for name, value in arguments.items() if value.isalnum())
    return f"{request.path}?{query}"
