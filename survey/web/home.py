"""The first page: where to go."""

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey.services import rounds
from survey.services.demo_account import NAME, PASSWORD
from survey.services.users import demo_user_exists

home = Blueprint("home", __name__)


@home.get("/")
def start() -> str | Response:
    """Show the ways in; in development and demo, a link to a live survey."""
    link = rounds.open_link()
    shown = link is not None and (link.round.demo or not current_app.config["PRODUCTION"])
    development = not current_app.config["PRODUCTION"]
    account = {"role": _("Staff"), "name": NAME, "password": PASSWORD}
    return render_template(
        "home.html",
        survey_url=url_for("resident.survey", slug=link.slug) if link and shown else None,
        staff_url=url_for("staff.rounds"),
        demo=bool(link and link.round.demo),
        demo_accounts=[account] if development and demo_user_exists() else [],
    )
