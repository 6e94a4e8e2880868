"""Liveness and readiness of the process."""

from flask import Blueprint, Response, jsonify

from survey.errors import Unusable
from survey.extensions import db
from survey.services.store import database

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> Response:
    """Answer without touching the database or the disk."""
    return jsonify(status="live")


@health.get("/ready")
def ready() -> tuple[Response, int]:
    """Answer 200 once the database is reachable and migrated."""
    try:
        database.require_ready(db.engine)
    except Unusable as fault:
        problem = fault.problem
        return jsonify(status=problem.code, message=problem.message("en")), problem.status.program
    return jsonify(status="ready"), 200
