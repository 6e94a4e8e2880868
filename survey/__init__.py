"""Suara Layanan: a citizen-interview survey system for Indonesian public services."""

from survey.version import __version__

__all__ = ["__version__"]
