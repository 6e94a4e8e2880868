"""The blueprint of the app."""

from flask import Blueprint

field = Blueprint("field", __name__, url_prefix="/field")
