"""The shipped questionnaires: a sector's own part around a common core.

Wording of the nine questions and their order: the form of PermenPANRB 14/2017. The sector
questions and the ten on maladministration are our own wording.
"""

import json
from functools import cache
from importlib import resources
from typing import Any, Final

from survey.questionnaire.building import build_definition
from survey.questionnaire.model import Definition

SECTOR_CODES: Final = ("health", "education", "social", "licensing", "umum")
# Answers collected elsewhere: the columns of a response file as questions.
PAPER: Final = "paper"
SHIPPED_CODES: Final = (*SECTOR_CODES, PAPER)


def for_sector(sector: str) -> str:
    """Return the name of a sector's questionnaire; sectors without their own use the core."""
    return sector if sector in SECTOR_CODES else "umum"


@cache
def shipped(code: str) -> Definition:
    """Return a shipped questionnaire; the tests check them all."""
    return build_definition(source(code))


def source(code: str) -> dict[str, Any]:
    """Assemble a whole, self-contained definition."""
    own: dict[str, Any] = read_part(f"{code}.json")
    if code == PAPER:
        return own
    service, sector = own.pop("service"), own.pop("sector", None)
    sections = [
        *read_part("common/respondent.json"),
        service,
        *read_part("common/experience.json"),
        *read_part("common/skm.json"),
        *([sector] if sector else []),
        *read_part("common/maladministration.json"),
        *read_part("common/suggestion.json"),
    ]
    return {
        **own,
        "consent": read_part("common/consent.json"),
        "sections": sections,
        "endings": read_part("common/endings.json"),
    }


def read_part(name: str) -> Any:
    """Read one part."""
    folder = resources.files("survey.questionnaire.library")
    return json.loads(folder.joinpath(name).read_text("utf-8"))
