"""Static files by content: an address names what it holds, so a device fetches it once.

Scripts are small ES modules. A page that needs several gets them as one file, joined here
when it is first asked for: a phone on a slow network pays for each request.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from rjsmin import jsmin

assets = Blueprint("assets", __name__)

IMPORT: Final = re.compile(r'^import \{[^}]+\} from "(\.{1,2}/[a-z/]+\.js)";\n', re.MULTILINE)
# Endpoints that give files; all others give pages.
FILES: Final = ("static", "assets.joined_script")
# What a page fetches by its content may stay for ever.
IMMUTABLE: Final = "public, max-age=31536000, immutable"
# Then nobody has to ask whether it changed.
NEEDLESS: Final = ("ETag", "Last-Modified", "Accept-Ranges", "Content-Disposition")


@assets.get("/js/<path:name>")
def joined_script(name: str) -> Response:
    """Give a module with those it imports."""
    path = scripts() / name
    if path.suffix != ".js" or not path.resolve().is_relative_to(scripts()) or not path.is_file():
        abort(404)
    return Response(joined(path), mimetype="text/javascript")


def init_app(app: Flask) -> None:
    """Give templates the addresses, and caches the leave to keep what they lead to."""
    app.add_template_global(asset)
    app.add_template_global(script)
    app.after_request(kept)


def kept(response: Response) -> Response:
    """Let a file that was asked for by its content be kept; it never changes."""
    found = request.endpoint in FILES and response.status_code == 200
    if found and "v" in request.args:
        # As a whole and not as a stream, which gzip does not compress.
        response.direct_passthrough = False
        response.set_data(response.get_data())
        response.headers["Cache-Control"] = IMMUTABLE
        for name in NEEDLESS:
            response.headers.pop(name, None)
    return response


def asset(name: str) -> str:
    """Give the address of a static file, which names its content."""
    return url_for("static", filename=name, v=mark(Path(current_app.static_folder or "") / name))


def script(name: str) -> str:
    """Give the address of a module with all it imports."""
    return url_for("assets.joined_script", name=name, v=fingerprint(joined(scripts() / name)))


def scripts() -> Path:
    """Give the folder of the modules."""
    return Path(current_app.static_folder or "").resolve() / "js"


@cache
def mark(path: Path) -> str:
    """Give the fingerprint of a file, read once."""
    return fingerprint(path.read_bytes())


def fingerprint(content: bytes) -> str:
    """Give the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()[:10]


@cache
def joined(path: Path) -> bytes:
    """Join a module and those it imports, each once, imported ones first, comments dropped.

    They share one scope, so a name may stand at the top of only one of them; the tests hold
    every module to that and to the one form of import read here.
    """
    return str(jsmin("".join(parts(path, set())))).encode()


def parts(path: Path, seen: set[Path]) -> Iterator[str]:
    """Give the texts of a module and of those it imports that were not seen yet."""
    if path in seen:
        return
    seen.add(path)
    source = path.read_text("utf-8")
    for name in IMPORT.findall(source):
        yield from parts((path.parent / name).resolve(), seen)
    yield re.sub(r"^export ", "", IMPORT.sub("", source), flags=re.MULTILINE)
