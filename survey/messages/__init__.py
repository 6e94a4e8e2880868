"""Texts of coded problems, both languages side by side, one file an area.

Each entry: code → {"id": …, "en": …}, with the same named slots in both languages.
"""

from survey.messages import compliance, files, responses

Texts = dict[str, dict[str, str]]

CATALOGUE: Texts = files.TEXTS | responses.TEXTS | compliance.TEXTS

__all__ = ["CATALOGUE", "Texts"]
