"""Headers of every response."""

from typing import Final

from flask import Flask, Response, request

from survey.web.assets import FILES

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
    # Lets the script of a form tell this program from a captive portal.
    "X-Survey": "1",
    "Cache-Control": "no-store",
}
# A file needs fewer headers; on a first visit every byte counts.
_OF_FILES: Final = {"X-Content-Type-Options": "nosniff"}


def init_app(app: Flask) -> None:
    """Add the headers."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    """Forbid what no page of ours needs, and keep pages out of shared caches."""
    for name, value in (_OF_FILES if request.endpoint in FILES else _HEADERS).items():
        response.headers.setdefault(name, value)
    return response
