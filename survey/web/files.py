"""Files to download."""

import re

from flask import Response


def attachment(content: bytes, kind: str, name: str) -> Response:
    """Return a response that downloads as a file of this name."""
    response = Response(content, mimetype=kind)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    response.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    return response
