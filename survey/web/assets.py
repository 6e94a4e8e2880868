"""Static files by content: an address names what it holds, so a device fetches it once.

Sources are written to be read. What is served of them is made when first asked for: modules
joined into one script a page, styles without their spaces.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from rcssmin import cssmin

from survey.web.joining import join

assets = Blueprint("assets", __name__)

# Endpoints that give files; all others give pages.
FILES: Final = ("static", "assets.joined_script", "assets.small_style")
# What a page fetches by its content may stay for ever.
_IMMUTABLE: Final = "public, max-age=31536000, immutable"
# Then nobody has to ask whether it changed.
_NEEDLESS: Final = ("ETag", "Last-Modified", "Accept-Ranges", "Content-Disposition")


@assets.get("/js/<path:name>")
def joined_script(name: str) -> Response:
    """Give a module with those it imports."""
    path = scripts() / name
    if path.suffix != ".js" or not path.resolve().is_relative_to(scripts()) or not path.is_file():
        abort(404)
    return Response(joined(path), mimetype="text/javascript")


@assets.get("/css/<name>.css")
def small_style(name: str) -> Response:
    """Give a style sheet without comments and needless spaces."""
    path = _styles() / f"{name}.css"
    if not path.is_file():
        abort(404)
    return Response(_minified(path), mimetype="text/css")


def init_app(app: Flask) -> None:
    """Give templates the addresses, and caches the leave to keep what they lead to."""
    app.add_template_global(asset)
    app.add_template_global(script)
    app.add_template_global(style)
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    """Let a file that was asked for by its content be kept; it never changes."""
    found = request.endpoint in FILES and response.status_code == 200
    if found and "v" in request.args:
        # As a whole and not as a stream, which gzip does not compress.
        response.direct_passthrough = False
        response.set_data(response.get_data())
        response.headers["Cache-Control"] = _IMMUTABLE
        for name in _NEEDLESS:
            response.headers.pop(name, None)
    return response


def asset(name: str) -> str:
    """Give the address of a static file, which names its content."""
    return url_for("static", filename=name, v=_mark(Path(current_app.static_folder or "") / name))


def script(name: str) -> str:
    """Give the address of a module with all it imports."""
    return url_for("assets.joined_script", name=name, v=fingerprint(joined(scripts() / name)))


def style(name: str) -> str:
    """Give the address of a style sheet."""
    version = fingerprint(_minified(_styles() / f"{name}.css"))
    return url_for("assets.small_style", name=name, v=version)


def scripts() -> Path:
    """Give the folder of the modules."""
    return Path(current_app.static_folder or "").resolve() / "js"


def _styles() -> Path:
    """Give the folder of the style sheets."""
    return Path(current_app.static_folder or "").resolve() / "css"


@cache
def _mark(path: Path) -> str:
    """Give the fingerprint of a file, read once."""
    return fingerprint(path.read_bytes())


def fingerprint(content: bytes) -> str:
    """Give the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()[:10]


@cache
def joined(path: Path) -> bytes:
    """Give a module with those it imports, read once."""
    return join(path)


@cache
def _minified(path: Path) -> bytes:
    """Give a style sheet as it is served, read once."""
    return str(cssmin(path.read_text("utf-8"))).encode()
