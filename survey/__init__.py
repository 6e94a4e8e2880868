"""Suara Layanan: a citizen-interview survey system for Indonesian public services."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from survey import config, web
from survey.extensions import babel, csrf, db, login
from survey.folders import folder
from survey.models import engine
from survey.version import __version__

__all__ = ["__version__", "create_app"]


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the application: settings, extensions, pages. Touches no database."""
    app = Flask(__name__, template_folder=str(folder("templates")))
    app.config.from_mapping(config.load(config.instance_of(app), settings))
    db.init_app(app)
    with app.app_context():
        engine.prepare(db.engine)
    babel.init_app(app, **web.babel_options())
    login.init_app(app)
    csrf.init_app(app)
    web.init_app(app)
    return app
