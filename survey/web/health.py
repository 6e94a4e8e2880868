"""Whether the process lives, and whether it can serve."""

from flask import Blueprint, Response, jsonify

from survey.errors import Unusable
from survey.extensions import db
from survey.services.store import database

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> Response:
    """Answer without any input or output."""
    return jsonify(status="live")


@health.get("/ready")
def ready() -> tuple[Response, int]:
    """Answer once the database is there and migrated."""
    try:
        database.require_ready(db.engine)
    except Unusable as fault:
        problem = fault.problem
        return jsonify(status=problem.code, message=problem.message("en")), problem.status.program
    return jsonify(status="ready"), 200
