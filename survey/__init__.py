"""Suara Layanan: a citizen-interview survey system for Indonesian public services."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from survey.version import __version__

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["__version__", "create_app"]


def create_app(settings: Mapping[str, Any] | None = None) -> "Flask":
    """Make the web application, which a command that needs none does not load."""
    from survey.web.application import build_application  # noqa: PLC0415

    return build_application(settings)
