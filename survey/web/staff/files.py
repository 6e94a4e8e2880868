"""Files that staff download."""

from flask import Response


def attachment(content: bytes, kind: str, name: str) -> Response:
    """Give a file to save under a name."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
