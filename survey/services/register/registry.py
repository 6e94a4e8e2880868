"""Institutions and units as registered: found by code, name or alias; imported from files."""

from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Final

from sqlalchemy import select

from survey.aggregation.places import lost_zero, nearest, normalise
from survey.errors import Problem, Unusable, join_names
from survey.instrument import SECTORS
from survey.models import Institution, InstitutionAlias, Unit, UnitAlias
from survey.services.register.imported_rows import ImportAccount, imported_records
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction
from survey.sheets.records import YES, Record

_COLUMNS: Final = (
    *("institution_code", "institution", "institution_aliases", "units_complete"),
    *("unit_code", "unit", "unit_aliases", "sector"),
)


class Registry:
    """Everything registered, by every name: one query per table, then look-ups in memory."""

    def __init__(self, store: Store) -> None:
        self.session = store.session
        self.by_code: dict[str, Institution] = {}
        self.by_name: dict[str, Institution] = {}
        self.units: dict[tuple[int, str], Unit] = {}
        self.unit_codes: dict[str, Unit] = {}
        for institution in store.session.scalars(select(Institution)):
            self.learn(institution)
        for alias in store.session.scalars(select(InstitutionAlias)):
            self.by_name[alias.name_key] = alias.institution
        for unit in store.session.scalars(select(Unit)):
            self.learn_unit(unit)
        for other in store.session.scalars(select(UnitAlias)):
            self.units[other.institution_id, other.name_key] = other.unit

    def learn(self, institution: Institution) -> None:
        """Remember an institution."""
        if institution.code:
            self.by_code[institution.code] = institution
        self.by_name[institution.name_key] = institution

    def learn_unit(self, unit: Unit) -> None:
        """Remember a unit, by its code and its name."""
        self.units[unit.institution_id, unit.name_key] = unit
        self.unit_codes[unit.code] = unit

    def institution(self, code: str, name: str) -> Institution | None:
        """Find an institution by code, else by name; None where it is not registered."""
        return self.by_code.get(code) or self.by_name.get(normalise(name)) if code or name else None

    def unit(self, institution: Institution, code: str, name: str) -> Unit | None:
        """Find a unit of an institution by code, else by name; None where it is not registered."""
        by_code = self.unit_codes.get(code)
        if by_code is not None and by_code.institution_id == institution.id:
            return by_code
        return self.units.get((institution.id, normalise(name)))

    def place(
        self, institution: tuple[str, str], unit: tuple[str, str]
    ) -> tuple[Institution, Unit | None] | Problem:
        """Find what codes and names stand for, or say that it is not registered.

        Each is a pair (code, name); an empty unit is the institution as a whole.
        """
        owner = self.institution(*institution)
        if owner is None:
            name = institution[1] or institution[0]
            slots = {"nearest": self.nearest_institutions(name)}
            return Problem("institution_unregistered", None, "institution", name, slots=slots)
        if not any(unit):
            return owner, None
        found = self.unit(owner, *unit)
        if found is None:
            name = unit[1] or unit[0]
            slots = {"nearest": self.nearest_units(owner, name)}
            return Problem("unit_unknown", None, "unit", name, slots=slots)
        return owner, found

    def nearest_institutions(self, name: str) -> str:
        """Return the most similar names, for a message."""
        return join_names(nearest(name, (each.name for each in self.by_name.values()))) or "–"

    def nearest_units(self, institution: Institution, name: str) -> str:
        """Return the most similar unit names of an institution, for a message."""
        names = {unit.name for (owner, _), unit in self.units.items() if owner == institution.id}
        return join_names(nearest(name, names)) or "–"

    def add_institution(self, code: str, name: str, *, demo: bool = False) -> Institution:
        """Register an institution."""
        institution = Institution(
            code=code or None, name=name, name_key=normalise(name), demo=demo, list_complete=False
        )
        self.session.add(institution)
        self.session.flush()
        self.learn(institution)
        return institution

    def add_unit(
        self, owner: Institution, name: str, sector: str, code: str = "", *, demo: bool = False
    ) -> Unit:
        """Register a unit."""
        unit = Unit(
            institution_id=owner.id,
            code=code or self.free_code(owner, name),
            name=name,
            name_key=normalise(name),
            sector=sector,
            demo=demo,
        )
        self.session.add(unit)
        self.session.flush()
        self.learn_unit(unit)
        return unit

    def free_code(self, owner: Institution, name: str) -> str:
        """Return an unused code for a unit without one, from its institution and name."""
        start = f"{owner.code or owner.id}-{normalise(name).replace(' ', '-')}"[:60]
        numbered = (f"{start}-{number}" for number in count(2))
        return next(each for each in chain([start], numbered) if each not in self.unit_codes)

    def add_aliases(self, institution: Institution, unit: Unit | None, names: Iterable[str]) -> int:
        """Register other spellings; returns the number of new ones."""
        added = 0
        for name in filter(None, map(normalise, names)):
            if unit is None and name not in self.by_name:
                self.session.add(InstitutionAlias(name_key=name, institution_id=institution.id))
                self.by_name[name] = institution
                added += 1
            elif unit is not None and (institution.id, name) not in self.units:
                alias = UnitAlias(institution_id=institution.id, name_key=name, unit_id=unit.id)
                self.session.add(alias)
                self.units[institution.id, name] = unit
                added += 1
        return added


def import_units(store: Store, path: Path, actor: str) -> ImportAccount:
    """Register the institutions and units of a file; importing it twice changes nothing."""
    account = ImportAccount(path.name)
    with transaction(store):
        registry = Registry(store)
        for row in imported_records(
            path, _COLUMNS, account.notes, needed=("institution", "unit", "sector")
        ):
            account.rows_in += 1
            _import_unit(registry, row, account)
        if not account.rows_in:
            raise Unusable("no_rows", file=path.name)
        audit.record(store, actor, "unit.import", path.name, rows=account.rows_in)
    return account


def _import_unit(registry: Registry, row: Record, account: ImportAccount) -> None:
    problems = _unit_problems(row)
    if problems:
        account.problems += [problem.at(account.file) for problem in problems]
        return
    code, name = row["institution_code"], row["institution"]
    institution = registry.institution(code, name)
    new = institution is None
    institution = institution or registry.add_institution(code, name)
    unit = registry.unit(institution, row["unit_code"], row["unit"])
    new = new or unit is None
    unit = unit or registry.add_unit(institution, row["unit"], row["sector"], row["unit_code"])
    changed = registry.add_aliases(institution, None, _split(row["institution_aliases"]))
    changed += registry.add_aliases(institution, unit, _split(row["unit_aliases"]))
    changed += _completed(institution, row["units_complete"]) + _moved(unit, row["sector"])
    account.added += new
    account.changed += bool(changed) and not new
    account.unchanged += not changed and not new


def _unit_problems(row: Record) -> list[Problem]:
    problems = row.overlong()
    if not row["institution"]:
        problems.append(row.problem("institution_missing", "institution"))
    if lost_zero(row["institution_code"]):
        problems.append(row.problem("code_lost_zero", "institution_code"))
    if not row["unit"]:
        problems.append(row.problem("unit_missing", "unit"))
    if row["sector"] not in SECTORS:
        problems.append(row.problem("sector_invalid", "sector", names=join_names(SECTORS)))
    return problems


def _split(names: str) -> Sequence[str]:
    """Split aliases written in one cell: `a; b`."""
    return [name.strip() for name in names.split(";")]


def _completed(institution: Institution, word: str) -> bool:
    marked = word.casefold() in YES
    changed = marked and not institution.list_complete
    institution.list_complete = institution.list_complete or marked
    return changed


def _moved(unit: Unit, sector: str) -> bool:
    changed = unit.sector != sector
    unit.sector = sector
    return changed
