"""From a mapping (a JSON file) to a definition, with every check.

A definition that was checked before is built with `building`, which loads no checks.
"""

from collections.abc import Mapping
from typing import Any

from survey.errors import Unusable
from survey.questionnaire.building import build_definition
from survey.questionnaire.checks import check
from survey.questionnaire.model import Definition


def load_definition(source: Mapping[str, Any]) -> Definition:
    """Load a definition; raises `Unusable` with the first of its faults (see `check`)."""
    faults = check(source)
    if faults:
        first = faults[0]
        raise Unusable(first.code, column=first.column, value=first.value, **first.slots)
    return build_definition(source)
