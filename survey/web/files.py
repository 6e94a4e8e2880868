"""Files to save."""

import re

from flask import Response


def attachment(content: bytes, kind: str, name: str) -> Response:
    """Give a file to save under a name."""
    response = Response(content, mimetype=kind)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    response.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    return response
