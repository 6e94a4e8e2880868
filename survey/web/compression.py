"""Answers travel compressed, whatever their status: the phone pays for every byte."""

from flask import Flask, Response

from survey.extensions import compress


def init_app(app: Flask) -> None:
    """Compress last, when every other part has had its say."""
    app.config["COMPRESS_REGISTER"] = False
    compress.init_app(app)
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """Compress, errors too: ours carry a whole form with the answers in it.

    Flask-Compress leaves any status but 2xx as it is, and no setting of it says otherwise. Its
    one public entrance reads the status from the answer: so an error passes as a success.
    """
    status = response.status_code
    if status >= 400:
        response.status_code = 200
    response = compress.after_request(response)
    if status >= 400:
        response.status_code = status
    return response
