"""All comparisons of one survey as rows of one table, with small bases suppressed.

Kinds of rows: `institution` (by two named rules), `strongest` and `weakest` (an element beside
each other one), `channels` (official less self-selected), `quadrant` (with its uncertainty),
`agreement` (Spearman's rho of one method) with `gap` (the largest both ways), `trend` (this
round less an earlier one).
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from survey.aggregation.analysis.compliance_rows import agreement_rows, quadrant_rows
from survey.aggregation.analysis.survey_rows import channel_rows, element_rows, institution_rows
from survey.aggregation.analysis.surveys import ComparisonRow, Survey, visible
from survey.aggregation.analysis.trend_rows import trend_rows
from survey.aggregation.settings import Settings

COMPARISON_COLUMNS: Final = (
    *("kind", "group", "first", "second", "value", "se", "df", "low", "high", "p"),
    *("detectable", "n", "verdict", "notes"),
)


def report(
    survey: Survey, merged: pd.DataFrame, settings: Settings, former: Sequence[Survey] = ()
) -> list[ComparisonRow]:
    """Compute every comparison; `merged` is the suppressed table by institution and unit."""
    official = survey.official
    shown = visible(official, settings)
    found = [
        *institution_rows(official, shown, settings),
        *element_rows(official, shown),
        *channel_rows(survey, settings),
        *quadrant_rows(official, merged, settings),
        *agreement_rows(merged),
        *trend_rows(official, shown, [each.official for each in former], settings),
    ]
    return [{name: row.get(name) for name in COMPARISON_COLUMNS} for row in found]
