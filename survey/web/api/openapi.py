"""`GET openapi.json`: the requests and responses of this API."""

import json
from functools import cache
from importlib import resources
from typing import Any

from flask import Response, jsonify

from survey.interview.content import schema
from survey.version import __version__
from survey.web.api.blueprint import api


@api.get("/openapi.json")
def openapi() -> Response:
    """Return the description."""
    return jsonify(description())


@cache
def description() -> dict[str, Any]:
    """Read the description; the schema of an interview is inserted from the contract itself."""
    text = (resources.files("survey.web.api") / "openapi.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    interview = {name: value for name, value in schema().items() if name != "$schema"}
    found["components"]["schemas"]["Interview"] = interview
    found["info"]["version"] = __version__
    return found
