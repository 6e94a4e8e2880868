"""Indonesian, unless the address, the form or the session asks for another language.

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
# Names as speakers write them, where the Unicode locale data differ.
_NAMES: Final = {"id": "Bahasa Indonesia"}


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages there are catalogues for, Indonesian first."""
    found = {path.parent.parent.name for path in folder("translations").glob("*/*/messages.po")}
    return (_DEFAULT, *sorted(found - {_DEFAULT}))


def name_of(language: Language) -> str:
    """Return the name of a language in that language."""
    return _NAMES.get(language) or str(Locale.parse(language).get_display_name(language)).title()


def init_app(app: Flask) -> None:
    """Remember the language staff chose, for their next page."""
    app.before_request(remember_language)


def remember_language() -> None:
    """Keep the language in the session; residents have no session."""
    if request.blueprint == "staff" and request.args.get("lang") in languages():
        session["lang"] = request.args["lang"]


def babel_options() -> dict[str, Any]:
    """Set up Babel with the catalogues and the choice of language."""
    return {
        "default_locale": _DEFAULT,
        # Times are in western Indonesian time, like the days of a round.
        "default_timezone": "Asia/Jakarta",
        "default_translation_directories": str(folder("translations")),
        "locale_selector": current,
    }


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Render in a given language whatever that of the page, for what is cached."""
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
    """Return the languages of this page."""
    found: tuple[Language, ...] = g.get("offered") or languages()
    return found


def current() -> Language:
    """Choose the language: `?lang=`, then a field of the posted form, then the session."""
    if "language" not in g:
        g.language = _asked()
    chosen: Language = g.language
    return chosen


def _asked() -> Language:
    found = request.args.get("lang") or _posted() or _remembered()
    return found if found in languages() else _DEFAULT


def _remembered() -> str:
    """Return the language staff chose; a resident's session is never read."""
    return str(session.get("lang", "")) if request.blueprint == "staff" else ""


def _posted() -> str:
    """Return the language a form asks for or was sent in; None for a form too large to read."""
    try:
        return request.form.get("switch") or request.form.get("lang", "")
    except RequestEntityTooLarge:
        return ""


def switched(language: Language) -> str:
    """Return the address of this page in a language."""
    arguments = {**request.args.to_dict(), "lang": language}
    query = "&".join(f"{name}={value}" for name, value in arguments.items() if value.isalnum())
    return f"{request.path}?{query}"
