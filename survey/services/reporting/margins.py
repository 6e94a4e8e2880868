"""Known population totals of a survey: `column,value,total`, one line per category.

They are those of the service's users, from the unit's register. Totals of residents fit only
surveys of the general public, since users differ from residents.
"""

from pathlib import Path
from typing import Final

from survey.aggregation.rows.columns import column_key
from survey.aggregation.rows.responses import whole
from survey.errors import Unusable, join_names
from survey.services.register.imported_rows import imported_records

_COLUMNS: Final = ("column", "value", "total")


def read_margins(path: Path) -> dict[str, dict[str, float]]:
    """Return totals by column and category; raises `Unusable` for the first fault."""
    found: dict[str, dict[str, float]] = {}
    for row in imported_records(path, _COLUMNS, [], _COLUMNS):
        column, value, total = (row[name].strip() for name in _COLUMNS)
        if not column or not value:
            raise Unusable("margin_label_missing", file=path.name, row=row.number)
        amount = whole(total)
        if not amount > 0:
            raise Unusable("margin_total_bad", file=path.name, row=row.number, value=total)
        name = column_key(column, 0)
        if value in found.setdefault(name, {}):
            raise Unusable("margin_twice", file=path.name, row=row.number, value=value)
        found[name][value] = amount
    if not found:
        raise Unusable("margins_empty", file=path.name, names=join_names(_COLUMNS))
    return found
