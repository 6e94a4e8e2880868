"""`POST sealed-files`: the queue of a phone, saved as a file and handed in another way."""

from flask import Response, jsonify, request

from survey.services.field import sealed_files
from survey.web.api.blueprint import api, caller
from survey.web.api.submissions import results
from survey.web.public import request_keyring
from survey.web.store import store


@api.post("/sealed-files")
def hand_in() -> Response:
    """Accept a file and answer per item; other enumerators' interviews are not taken."""
    who = caller()
    request.max_content_length = sealed_files.LARGEST_FILE
    answers = sealed_files.hand_in(
        store(), request.get_data(), request_keyring(), who.name, only=who.name
    )
    return jsonify(results=results(answers))
