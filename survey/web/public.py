"""How the outside sees this program: behind proxies, on paper and in messages."""

from typing import Any

from flask import Flask, current_app, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

from survey import config
from survey.keyring import Keyring


def init_app(app: Flask) -> None:
    """Trust as many proxies as are configured, and no forwarding header beyond them."""
    count = int(app.config["TRUSTED_PROXIES"])
    if count:
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]


def request_keyring() -> Keyring:
    """Return the secrets behind forms, receipts and tokens."""
    return config.keyring(current_app.config)


def public_url(endpoint: str, **values: Any) -> str:
    """Return the absolute URL of a page: under PUBLIC_URL, else on the host of this request."""
    base = str(current_app.config["PUBLIC_URL"]).rstrip("/")
    if not base:
        return url_for(endpoint, **values, _external=True)
    return base + url_for(endpoint, **values)
