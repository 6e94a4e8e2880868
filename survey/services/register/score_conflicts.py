"""Compliance scores that contradict each other: listed, and resolved by a person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from survey.models import ComplianceScore
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_UNCHANGED: Final = -1


def scores(store: Store) -> list[ComplianceScore]:
    """Return every stored score with its institution and unit."""
    query = select(ComplianceScore).options(
        joinedload(ComplianceScore.institution), joinedload(ComplianceScore.unit)
    )
    return list(store.session.scalars(query.order_by(ComplianceScore.id)))


def by_key(rows: Iterable[ComplianceScore]) -> list[list[ComplianceScore]]:
    """Group what was published by institution, unit and year."""
    grouped: dict[tuple[int, int, int | None], list[ComplianceScore]] = defaultdict(list)
    for row in rows:
        grouped[row.year, row.institution_id, row.unit_id].append(row)
    return list(grouped.values())


def contradictions(
    rows: Iterable[ComplianceScore], year: int | None = None
) -> list[list[ComplianceScore]]:
    """Return the scores that contradict each other, resolved or not, of one year or of all."""
    return [
        same
        for same in by_key(rows)
        if year in (None, same[0].year) and len({(row.score, row.maximum) for row in same}) > 1
    ]


def count_unresolved(rows: Iterable[ComplianceScore], year: int | None = None) -> int:
    """Count the contradictions in which nobody has chosen a score yet."""
    return sum(chosen_of(same) is None for same in contradictions(rows, year))


def choose(store: Store, choices: Mapping[int, int | None], actor: str, reason: str) -> int:
    """Use the chosen score of each contradiction, or none; returns the number of changes.

    A contradiction is identified by its first score. The others stay stored but unused, so that a
    choice can be changed or undone.
    """
    changed = 0
    with transaction(store):
        for same in contradictions(scores(store)):
            picked = choices.get(same[0].id, _UNCHANGED)
            if picked != _UNCHANGED and picked != chosen_of(same):
                changed += 1
                for row in same:
                    row.chosen = row.id == picked
                details = {"score": picked, "reason": reason}
                audit.record(store, actor, "compliance.choose", str(same[0].id), **details)
    return changed


def chosen_of(same: Sequence[ComplianceScore]) -> int | None:
    """Return the chosen score of a contradiction, or None."""
    return next((row.id for row in same if row.chosen), None)


def sources(rows: Iterable[ComplianceScore], year: int) -> dict[tuple[str, str], str]:
    """Return the source of each score of a year, by the names of institution and unit."""
    found: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda row: row.chosen):
        if row.year == year:
            found[row.institution.name, row.unit.name if row.unit else ""] = row.source_url
    return found
