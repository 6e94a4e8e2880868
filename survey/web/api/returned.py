"""`GET returned`: quarantined interviews, returned to their sender for correction."""

from flask import Response, jsonify

from survey.errors import Unusable
from survey.services.field import returned as service
from survey.web.api.blueprint import api, pin_reader
from survey.web.store import store


@api.get("/returned")
def returned() -> Response:
    """List the interviews returned with a question, without their content."""
    found = service.list_returned(store(), pin_reader().user_id)
    return jsonify(
        returned=[
            {
                "id": each.id,
                "round": each.round,
                "unit": each.unit,
                "status": each.status,
                "received_at": each.received_at.isoformat(timespec="seconds"),
                "correctable": each.content is not None,
                "problems": each.problems,
            }
            for each in found
        ]
    )


@api.get("/returned/<number>")
def content(number: str) -> Response:
    """Return the content of one interview, to its own enumerator alone."""
    found = service.find_returned(store(), pin_reader().user_id, number)
    if found is None or found.content is None:
        raise Unusable("nothing_returned", value=number)
    return jsonify(id=found.id, problems=found.problems, content=found.content)
