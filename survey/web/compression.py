"""Answers travel compressed, whatever their status: the phone pays for every byte."""

from functools import cache

import brotli
from flask import Flask, Response, request

from survey.extensions import compress
from survey.web.assets import FILES


def init_app(app: Flask) -> None:
    """Compress last, when every other part has had its say."""
    app.config["COMPRESS_REGISTER"] = False
    compress.init_app(app)
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    """Compress, errors too: ours carry a whole form with the answers in it.

    Flask-Compress leaves any status but 2xx as it is, and no setting of it says otherwise. Its
    one public entrance reads the status from the answer: so an error passes as a success.
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
    """Tell whether this is a file at an address of its content, read into the memory."""
    found = request.endpoint in FILES and response.status_code == 200
    return found and not response.direct_passthrough


def accepted() -> set[str]:
    """List how an answer may be compressed, in the words of the request."""
    return {name for name, quality in request.accept_encodings if quality}


@cache
def _smallest(content: bytes) -> bytes:
    """Compress as far as it goes, which takes long: once for a file that is kept for ever."""
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT))
