"""Error pages that say where to go."""

from flask import Flask, Response, abort, current_app, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from survey.errors import Unusable
from survey.extensions import db
from survey.services.store import database
from survey.web.words import problem_text

ErrorPage = tuple[str | Response, int]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.before_request(_refuse_nul)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(Unusable, _unusable)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(500, _server_error)


def _refuse_nul() -> None:
    """Answer 404 to an address with a NUL character, which no database can look up."""
    if "\0" in request.full_path or "%00" in request.full_path:
        abort(404)


def _page(status: int, title: str, message: str) -> ErrorPage:
    """Render an error page; JSON for a program."""
    if request.path.startswith("/api/"):
        problem = {"code": "http", "field": "", "message": f"{title}. {message}"}
        return jsonify(problems=[problem]), status
    shown = {"status": status, "title": title, "text": message}
    return render_template("error.html", error=shown), status


def _http_error(error: HTTPException) -> ErrorPage:
    known = {
        403: (
            _("You do not have access to this page"),
            _("Sign in with an account that has access."),
        ),
        404: (_("Page not found"), _("Check the address, or start from the home page.")),
        405: (_("That is not possible here"), _("Go back and try again from the form.")),
        413: (
            _("That was too large to send"),
            _("Shorten long texts and send the form again. Nothing was stored."),
        ),
    }
    status = error.code or 500
    title, message = known.get(status, (_("Something went wrong"), _("Please try again.")))
    return _page(status, title, message)


def _csrf_error(error: CSRFError) -> ErrorPage:
    """A form whose session has ended."""
    return _page(400, _("This page has expired"), _("Go back, reload the page and try again."))


def _unusable(error: Unusable) -> ErrorPage:
    """A coded problem that ends the request."""
    return _page(error.problem.status.page, _("Something went wrong"), problem_text(error.problem))


def _database_error(error: DBAPIError) -> ErrorPage:
    """A database error may mean missing migrations: if so, say so."""
    try:
        database.require_ready(db.engine)
    except Unusable as fault:
        return _unusable(fault)
    current_app.logger.exception("the database failed a page", exc_info=error)
    return _server_error(error)


def _server_error(error: Exception) -> ErrorPage:
    return _page(500, _("Something went wrong on our side"), _("Please try again in a minute."))
