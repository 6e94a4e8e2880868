"""What templates rely on: strict names, and numbers in the language of the page."""

from typing import Any

from flask import Flask
from flask_babel import format_decimal
from jinja2 import StrictUndefined

from survey.web.language import current, name_of, offered, switched


def init_app(app: Flask) -> None:
    """Set up the templates of an application."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_global(_written_number, "number")
    app.context_processor(shared)


def _written_number(value: Any, places: int = 2) -> str:
    """Write a figure in the language of the page: 85,85 or 85.85."""
    return str(format_decimal(value, format=f"#,##0.{'0' * places}" if places else "#,##0"))


def shared() -> dict[str, Any]:
    """Pass every template the language and the addresses of the page in the others."""
    language = current()
    others = [
        {"code": code, "name": name_of(code), "url": switched(code)}
        for code in offered()
        if code != language
    ]
    return {"lang": language, "languages": others}
