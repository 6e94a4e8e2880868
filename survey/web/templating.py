"""What templates can rely on: strict names, assets by content, numbers in the language."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for
from flask_babel import format_decimal
from jinja2 import StrictUndefined

from survey.errors import Language
from survey.web.language import current, switched


def init_app(app: Flask) -> None:
    """Set up the templates of an application."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_global(asset)
    app.add_template_global(number)
    app.context_processor(shared)


@cache
def fingerprint(path: Path) -> str:
    """Give the fingerprint of a static file; it changes with the content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """Give the address of a static file, which names its content."""
    folder = Path(current_app.static_folder or "")
    return url_for("static", filename=name, v=fingerprint(folder / name))


def number(value: Any, places: int = 2) -> str:
    """Write a figure in the language of the page: 85,85 or 85.85."""
    return str(format_decimal(value, format=f"#,##0.{'0' * places}" if places else "#,##0"))


def shared() -> dict[str, Any]:
    """Give every template the language, and the way to the other one."""
    language = current()
    names: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}
    others = [
        {"code": code, "name": name, "url": switched(code)}
        for code, name in names.items()
        if code != language
    ]
    return {"lang": language, "languages": others}
