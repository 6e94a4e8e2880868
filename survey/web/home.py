"""The home page: where to go."""

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey.services.accounts.users import demo_user_exists
from survey.services.demo.accounts import ENUMERATOR_NAME, NAME, PASSWORD
from survey.services.rounds import rounds
from survey.web.store import store

home = Blueprint("home", __name__)


@home.get("/")
def start() -> str | Response:
    """Show the ways in; in development and demo, a link to a live survey."""
    link = rounds.open_link(store())
    shown = link is not None and (link.round.demo or not current_app.config["PRODUCTION"])
    development = not current_app.config["PRODUCTION"]
    accounts = [
        {"role": role, "name": name, "password": PASSWORD}
        for role, name in ((_("Staff"), NAME), (_("Enumerator"), ENUMERATOR_NAME))
    ]
    return render_template(
        "home.html",
        survey_url=url_for("resident.survey", slug=link.slug) if link and shown else None,
        staff_url=url_for("staff.rounds"),
        field_url=url_for("field.app"),
        demo=bool(link and link.round.demo),
        demo_accounts=accounts if development and demo_user_exists(store()) else [],
    )
