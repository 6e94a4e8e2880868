"""The app of enumerators: one page kept on the phone, and the worker that keeps it."""

from survey.web.field import shell
from survey.web.field.blueprint import field

__all__ = ["field", "shell"]
