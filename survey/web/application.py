"""Assembles the application: a table of contents."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from survey import config, web
from survey.extensions import babel, csrf, db, login
from survey.folders import folder
from survey.models import engine


def build_application(settings: Mapping[str, Any] | None = None) -> Flask:
    """Create the application: settings, extensions, pages. Does not touch the database."""
    app = Flask(
        "survey",
        template_folder=str(folder("templates")),
        instance_path=str(config.instance_folder()),
    )
    app.config.from_mapping(config.load_settings(settings))
    db.init_app(app)
    with app.app_context():
        engine.prepare(db.engine)
    babel.init_app(app, **web.babel_options())
    login.init_app(app)
    csrf.init_app(app)
    web.init_app(app)
    return app
