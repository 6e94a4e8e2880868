"""The enumerators' app: one page cached on the phone, and the service worker that caches it."""

from survey.web.field import shell
from survey.web.field.blueprint import field

__all__ = ["field", "shell"]
