"""The responses of a round as a response file, which `survey aggregate` reads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from survey.errors import Unusable
from survey.exports.response_rows import ROW_WRITERS
from survey.models import Round
from survey.services.reporting.response_rows import RESPONSE_COLUMNS, rows
from survey.services.store.store import Store


def write_responses(store: Store, round_: Round, ending: str, path: Path) -> int:
    """Write the responses as CSV; returns how many there are. Free text is not included."""
    count = Counter[str]()
    try:
        ROW_WRITERS[ending](path, RESPONSE_COLUMNS, _count_passing(rows(store, round_), count))
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("output_unwritable", file=path.name, reason=reason) from None
    return count["rows"]


def _count_passing(
    source: Iterable[tuple[int, list[str]]], count: Counter[str]
) -> Iterator[list[str]]:
    for _, cells in source:
        count["rows"] += 1
        yield cells[: len(RESPONSE_COLUMNS)]
