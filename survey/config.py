"""Settings: one table, from the environment."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from survey.errors import Unusable
from survey.folders import PACKAGE
from survey.keyring import Keyring

DEVELOPMENT: Final = "development"
PRODUCTION: Final = "production"
DEFAULT_SECRET: Final = "development-only"  # noqa: S105, refused in production

COMPRESSED: Final = [
    *("text/html", "text/css", "text/csv", "text/javascript"),
    *("application/json", "image/svg+xml"),
]


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the environment, what it is without one, what it means."""

    name: str
    default: str
    meaning: str


SETTINGS: Final = (
    Setting("SURVEY_ENV", DEVELOPMENT, "development or production"),
    Setting("DATABASE_URL", "", "SQLAlchemy URL; SQLite in the instance folder where empty"),
    Setting("SECRET_KEY", DEFAULT_SECRET, "signs sessions and forms; needed in production"),
    Setting("SECRET_KEY_FORMER", "", "earlier values of SECRET_KEY, so that what they made opens"),
    Setting("PUBLIC_URL", "", "address on posters, e.g. https://suara.example; else the request's"),
    Setting("TRUSTED_PROXIES", "0", "how many proxies in front set X-Forwarded-For, -Proto, -Host"),
    Setting("REDIS_URL", "", "counters shared by many machines; the database where empty"),
)


def instance_folder() -> Path:
    """Return the folder of the default database: beside a checkout, under the prefix of a wheel."""
    installed = PACKAGE.parent.name in ("site-packages", "dist-packages")
    return Path(sys.prefix, "var", "survey-instance") if installed else PACKAGE.parent / "instance"


def load_settings(given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Read the settings; `given` overrides the environment, as tests need it.

    Raises `Unusable`: an unknown environment, or production with a publicly known secret.
    """
    found = {each.name: os.environ.get(each.name) or each.default for each in SETTINGS}
    found |= given or {}
    if found["SURVEY_ENV"] not in (DEVELOPMENT, PRODUCTION):
        raise Unusable("unknown_environment", column="SURVEY_ENV", value=found["SURVEY_ENV"])
    if not found["TRUSTED_PROXIES"].isdigit():
        raise Unusable("not_a_count", column="TRUSTED_PROXIES", value=found["TRUSTED_PROXIES"])
    production = found["SURVEY_ENV"] == PRODUCTION
    former = secrets_of(found["SECRET_KEY_FORMER"])
    if production:
        refuse_known(found["SECRET_KEY"], former)
    url = found["DATABASE_URL"] or default_database()
    return (
        found
        | flask_secrets(found["SECRET_KEY"], former)
        | flask_settings(database_url(url), production)
    )


def secrets_of(text: str) -> tuple[str, ...]:
    """Return secrets that are separated by spaces or commas."""
    return tuple(re.split(r"\s*,\s*|\s+", text.strip())) if text.strip() else ()


def refuse_known(current: str, former: tuple[str, ...]) -> None:
    """Raise `Unusable` where a secret is publicly known: a former one opens just as much."""
    known = {"", DEFAULT_SECRET}
    if current in known:
        raise Unusable("default_secret", column="SECRET_KEY")
    if not known.isdisjoint(former):
        raise Unusable("default_former_secret", column="SECRET_KEY_FORMER")


def flask_secrets(current: str, former: tuple[str, ...]) -> dict[str, Any]:
    """Return the secrets to Flask, for sessions, and to Flask-WTF, which wants the newest last."""
    return {
        "SECRET_KEY_FALLBACKS": list(former),
        "WTF_CSRF_SECRET_KEY": [*reversed(former), current],
    }


def keyring(settings: Mapping[str, Any]) -> Keyring:
    """Return the secrets of loaded settings."""
    return Keyring(settings["SECRET_KEY"], tuple(settings["SECRET_KEY_FALLBACKS"]))


def default_database() -> str:
    """Return the URL of the SQLite file in the instance folder, which is made where missing."""
    folder = instance_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'survey.sqlite3'}"


def database_url(url: str) -> str:
    """Return the URL with the installed driver, where it names only PostgreSQL."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def flask_settings(url: str, production: bool) -> dict[str, Any]:
    """Return what Flask and its extensions read."""
    return {
        "SQLALCHEMY_DATABASE_URI": url,
        # No answer of anybody in a log of errors.
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True, "hide_parameters": True},
        "PRODUCTION": production,
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 8 * 3600,
        # A questionnaire is a few kilobytes; much more is a mistake or an attack.
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2_000,
        # A phone on a slow network waits for every byte; a proxy in front may do better.
        "COMPRESS_MIMETYPES": COMPRESSED,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 5,
        "COMPRESS_LEVEL": 6,
        "BABEL_DEFAULT_LOCALE": "id",
        "WTF_CSRF_TIME_LIMIT": None,
    }
