"""The pages, by audience. This module only registers them."""

from flask import Flask

from survey.web import assets, compression, errors, headers, language, public, templating
from survey.web.api import api
from survey.web.field import field
from survey.web.health import health
from survey.web.home import home
from survey.web.language import babel_options
from survey.web.resident import resident
from survey.web.staff import staff

__all__ = ["babel_options", "init_app"]


def init_app(app: Flask) -> None:
    """Register every page and what they share."""
    for part in (public, compression, errors, headers, assets, language, templating):
        part.init_app(app)
    for blueprint in (assets.assets, health, home, resident, field, staff, api):
        app.register_blueprint(blueprint)
