"""From responses to published figures, on plain data frames: no web, no settings, no database.

frame  = …                                  # a typed frame (see `rows.responses`)
sums   = tally(frame, by=["unit"])          # adds up: tally(a) + tally(b)
tables = score(sums, Settings())
merged = merge(tables, compliance, year=2024)
public = suppress(replace(tables, merged=merged.frame), min_n=10)

Each name is loaded on first use: code that needs only a place's name does not load pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from survey.aggregation.design import Design
    from survey.aggregation.disclosure.suppression import suppress
    from survey.aggregation.grade.compliance import Compliance
    from survey.aggregation.grade.merging import Merged, merge
    from survey.aggregation.scores.scores import Tables, score
    from survey.aggregation.scores.tallies import Tally, tally
    from survey.aggregation.settings import Settings

__all__ = [
    "Compliance",
    "Design",
    "Merged",
    "Settings",
    "Tables",
    "Tally",
    "merge",
    "score",
    "suppress",
    "tally",
]

WHERE: Final = {
    "Compliance": "grade.compliance",
    "Design": "design",
    "Merged": "grade.merging",
    "Settings": "settings",
    "Tables": "scores.scores",
    "Tally": "scores.tallies",
    "merge": "grade.merging",
    "score": "scores.scores",
    "suppress": "disclosure.suppression",
    "tally": "scores.tallies",
}


def __getattr__(name: str) -> Any:
    if name not in WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{WHERE[name]}"), name)
