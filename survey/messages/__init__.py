"""Texts of coded problems, both languages side by side, one file per area.

Each entry: code → {"id": …, "en": …}, with the same named slots in both languages.
"""

from survey.messages import (
    answers,
    comparisons,
    compliance,
    design,
    files,
    intake,
    interviews,
    questionnaire,
    responses,
    system,
)

Catalogue = dict[str, dict[str, str]]

AREAS = (
    files,
    responses,
    compliance,
    design,
    system,
    intake,
    questionnaire,
    answers,
    comparisons,
    interviews,
)
CATALOGUE: Catalogue = {code: texts for area in AREAS for code, texts in area.TEXTS.items()}

__all__ = ["CATALOGUE", "Catalogue"]
