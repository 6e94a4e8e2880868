"""Static files addressed by content, so that a device fetches each one once.

Sources are written to be read. What is served is built on first request: modules joined into
one script per page, style sheets minified.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from rcssmin import cssmin

from survey.web.joining import join

assets = Blueprint("assets", __name__)

# Endpoints that return files; all others return pages.
FILES: Final = ("static", "assets.joined_script", "assets.small_style")
# A file addressed by its content may be cached for ever.
_IMMUTABLE: Final = "public, max-age=31536000, immutable"
# Such a file never needs revalidation.
_NEEDLESS: Final = ("ETag", "Last-Modified", "Accept-Ranges", "Content-Disposition")


@assets.get("/js/<path:name>")
def joined_script(name: str) -> Response:
    """Serve a module joined with those it imports."""
    path = scripts() / name
    if path.suffix != ".js" or not path.resolve().is_relative_to(scripts()) or not path.is_file():
        abort(404)
    return Response(joined(path), mimetype="text/javascript")


@assets.get("/css/<name>.css")
def small_style(name: str) -> Response:
    """Serve a minified style sheet."""
    path = _styles() / f"{name}.css"
    if not path.is_file():
        abort(404)
    return Response(_minified(path), mimetype="text/css")


def init_app(app: Flask) -> None:
    """Add the address helpers to templates, and cache headers to the files they point to."""
    app.add_template_global(asset)
    app.add_template_global(script)
    app.add_template_global(style)
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    """Allow a file addressed by its content to be cached; it never changes."""
    found = request.endpoint in FILES and response.status_code == 200
    if found and "v" in request.args:
        # Read as a whole: a streamed file would not be compressed.
        response.direct_passthrough = False
        response.set_data(response.get_data())
        response.headers["Cache-Control"] = _IMMUTABLE
        for name in _NEEDLESS:
            response.headers.pop(name, None)
    return response


def asset(name: str) -> str:
    """Return the address of a static file, with the fingerprint of its content."""
    return url_for("static", filename=name, v=_mark(Path(current_app.static_folder or "") / name))


def script(name: str) -> str:
    """Return the address of a module joined with all it imports."""
    return url_for("assets.joined_script", name=name, v=fingerprint(joined(scripts() / name)))


def style(name: str) -> str:
    """Return the address of a minified style sheet."""
    version = fingerprint(_minified(_styles() / f"{name}.css"))
    return url_for("assets.small_style", name=name, v=version)


def scripts() -> Path:
    """Return the folder of the modules."""
    return Path(current_app.static_folder or "").resolve() / "js"


def _styles() -> Path:
    return Path(current_app.static_folder or "").resolve() / "css"


@cache
def _mark(path: Path) -> str:
    """Return the fingerprint of a file, computed once."""
    return fingerprint(path.read_bytes())


def fingerprint(content: bytes) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()[:10]


@cache
def joined(path: Path) -> bytes:
    """Return a joined module, read once."""
    return join(path)


@cache
def _minified(path: Path) -> bytes:
    """Return a minified style sheet, read once."""
    return str(cssmin(path.read_text("utf-8"))).encode()
