"""Compliance scores in the database: imported from files, read by the aggregation."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from sqlalchemy import select

from survey.aggregation.grade.compliance import Compliance, PublishedScore, graded
from survey.aggregation.grade.one_score import names_of
from survey.errors import Problem
from survey.models import ComplianceScore, Institution, Unit
from survey.services.register.compliance_files import read_compliance
from survey.services.register.imported_rows import ImportAccount
from survey.services.register.registry import Registry
from survey.services.register.score_conflicts import by_key, scores
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction


def import_scores(store: Store, path: Path, actor: str) -> ImportAccount:
    """Import published scores; importing the same file twice changes nothing.

    A row whose institution or unit is not registered is rejected, naming the most similar ones.
    """
    found = read_compliance(path)
    with transaction(store):
        account = store_scores(store, found, path.name)
        audit.record(store, actor, "compliance.import", path.name, added=account.added)
    return account


def store_scores(store: Store, found: Compliance, file: str) -> ImportAccount:
    """Store the entries of a file, each once."""
    account = ImportAccount(file, rows_in=found.rows_in, problems=found.problems, notes=found.notes)
    registry = Registry(store)
    known = set(store.session.scalars(select(ComplianceScore.sha256)))
    for entry in found.entries:
        place = registry.place(*names_of(entry))
        if isinstance(place, Problem):
            account.problems.append(replace(place, row=entry.row, file=file))
            continue
        row = _row_of(entry, *place)
        row.imported_at = store.now()
        account.added += row.sha256 not in known
        account.unchanged += row.sha256 in known
        if row.sha256 not in known:
            known.add(row.sha256)
            store.session.add(row)
    return account


def _row_of(entry: PublishedScore, institution: Institution, unit: Unit | None) -> ComplianceScore:
    zone = entry.zone if entry.zone_source == "published" else ""
    category = entry.category if entry.category_source == "published" else ""
    row = ComplianceScore(
        year=entry.year,
        institution_id=institution.id,
        unit_id=unit.id if unit else None,
        method=entry.method,
        score=exact(entry.score),
        maximum=exact(entry.maximum),
        zone=zone,
        category=category,
        source_url=entry.source_url,
    )
    row.sha256 = _fingerprint(row)
    return row


def exact(value: Fraction) -> str:
    """Return a decimal as text without losing a digit: 93.3, 81.5, 100."""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fingerprint(row: ComplianceScore) -> str:
    parts = (row.year, row.institution_id, row.unit_id, row.method, row.score, row.maximum)
    text = "\n".join(map(str, (*parts, row.zone, row.category, row.source_url)))
    return hashlib.sha256(text.encode()).hexdigest()


def given_or_stored(store: Store, path: Path | None) -> Compliance:
    """Return the published scores of a file if one is given, else those in the database."""
    return read_compliance(path) if path else stored_compliance(scores(store))


def stored_compliance(rows: Iterable[ComplianceScore]) -> Compliance:
    """Return stored scores as the aggregation reads them; a chosen score replaces the others."""
    result = Compliance()
    for same in by_key(rows):
        used = [row for row in same if row.chosen] or same
        result.entries += [graded(_entry_of(row), result.notes) for row in used]
    result.rows_in = len(result.entries)
    return result


def _entry_of(row: ComplianceScore) -> PublishedScore:
    return PublishedScore(
        row=row.id,
        year=row.year,
        method=row.method,
        institution_code=row.institution.code or "",
        institution=row.institution.name,
        unit_code=(row.unit.code or "") if row.unit else "",
        unit=row.unit.name if row.unit else "",
        sector=row.unit.sector if row.unit else "",
        score=Fraction(row.score),
        maximum=Fraction(row.maximum),
        zone=row.zone,
        zone_source="published" if row.zone else "none",
        category=row.category,
        category_source="published" if row.category else "none",
        source_url=row.source_url,
        units_complete=row.institution.list_complete,
    )
