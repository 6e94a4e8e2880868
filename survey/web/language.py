"""Indonesian unless the address or the session asks for English."""

from typing import Any, Final

from flask import Flask, g, request, session
from werkzeug.exceptions import RequestEntityTooLarge

from survey.errors import Language
from survey.folders import folder

LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")


def init_app(app: Flask) -> None:
    """Remember a language that staff chose, for their next page."""
    app.before_request(remember)


def remember() -> None:
    """Keep the language in the session; residents have none."""
    if request.blueprint == "staff" and request.args.get("lang") in LANGUAGES:
        session["lang"] = request.args["lang"]


def babel_options() -> dict[str, Any]:
    """Give Babel the catalogues, and the way to choose one."""
    return {
        "default_locale": "id",
        # Times are those of western Indonesia, as the days of a round are.
        "default_timezone": "Asia/Jakarta",
        "default_translation_directories": str(folder("translations")),
        "locale_selector": current,
    }


def current() -> Language:
    """Choose: `?lang=`, then the field `lang` of a posted form, then the session."""
    if "language" not in g:
        asked = request.args.get("lang") or posted() or kept()
        g.language = "en" if asked == "en" else "id"
    chosen: Language = g.language
    return chosen


def kept() -> str:
    """Give the language staff chose; nothing is read of a session of a resident."""
    return str(session.get("lang", "")) if request.blueprint == "staff" else ""


def posted() -> str:
    """Give the language a form was sent in; a form too large to read has none."""
    try:
        return request.form.get("lang", "")
    except RequestEntityTooLarge:
        return ""


def switched(language: Language) -> str:
    """Give the address of this page in a language."""
    arguments = {**request.args.to_dict(), "lang": language}
    query = "&".join(f"{name}={value}" for name, value in arguments.items() if value.isalnum())
    return f"{request.path}?{query}"
