"""Compresses responses of any status: residents pay for every byte."""

from functools import cache

import brotli
from flask import Flask, Response, request

from survey.extensions import compress
from survey.web.assets import FILES


def init_app(app: Flask) -> None:
    """Register compression; it must run after every other hook that changes the response."""
    app.config["COMPRESS_REGISTER"] = False
    compress.init_app(app)
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    """Compress a response, errors too: a 422 carries a whole form with the answers in it.

    Flask-Compress skips any status but 2xx, and no setting changes that. Its public method
    reads the status from the response, so an error is passed to it as a success.
    """
    if _is_kept_file(response) and "br" in accepted():
        response.set_data(_smallest(response.get_data()))
        response.headers["Content-Encoding"] = "br"
    status = response.status_code
    if status >= 400:
        response.status_code = 200
    response = compress.after_request(response)
    if status >= 400:
        response.status_code = status
    return response


def _is_kept_file(response: Response) -> bool:
    """Return whether this is a file addressed by its content and already read into memory."""
    found = request.endpoint in FILES and response.status_code == 200
    return found and not response.direct_passthrough


def accepted() -> set[str]:
    """Return the encodings the request accepts, without those of quality 0."""
    return {name for name, quality in request.accept_encodings if quality}


@cache
def _smallest(content: bytes) -> bytes:
    """Compress at the highest level: slow, but done once per file, which never changes."""
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT))
