"""From responses to published figures, on plain data frames: no web, no settings, no database.

frame  = …                                  # a typed frame (see `responses`)
sums   = tally(frame, by=["unit"])          # adds up: tally(a) + tally(b)
tables = score(sums, Settings())
merged = merge(tables, compliance, year=2024)
public = suppress(replace(tables, merged=merged.frame), min_n=10)
"""

from survey.aggregation.design import Design
from survey.aggregation.disclosure.suppression import suppress
from survey.aggregation.grade.compliance import Compliance
from survey.aggregation.grade.merging import Merged, merge
from survey.aggregation.scores.scores import Settings, Tables, score
from survey.aggregation.scores.tallies import Tally, tally

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
