"""Responses from files: checked as `aggregate` checks them, then passed to `accept`."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import pandas as pd

from survey.aggregation.rows.columns import ColumnPlan, plan
from survey.aggregation.rows.responses import Chunk, Intake, chunks
from survey.errors import Problem, Unusable
from survey.instrument import ITEMS
from survey.interview import former
from survey.interview.content import Content
from survey.keyring import Keyring
from survey.models import Round, Unit
from survey.questionnaire import library
from survey.questionnaire.columns import FIELDS
from survey.questionnaire.types.date import day
from survey.services.collecting.accept import accept_in
from survey.services.collecting.arrivals import Arrival, Result
from survey.services.collecting.quarantining import quarantine
from survey.services.collecting.receipts import code_for, public_id_for, salt_for
from survey.services.register.imported_rows import ImportAccount
from survey.services.register.registry import Registry
from survey.services.rounds import rounds
from survey.services.rounds.questionnaires import publish
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction
from survey.sheets import open_sheet

# Rows of the same round and response id are the same submission, whichever file they stand in.
_NAMESPACE: Final = uuid.UUID("6f1c5d1e-6c8a-5b0e-9f0e-2d6c3b1a7e45")

# When a row was answered that states no day, in its content alone: the same content whenever the
# file comes, and however the days of its round were changed meanwhile.
_UNSTATED: Final = datetime(2001, 1, 1, tzinfo=UTC)


def import_responses(
    store: Store, path: Path, round_code: str, actor: str, keyring: Keyring
) -> ImportAccount:
    """Import a file into a round; importing the same file twice changes nothing.

    A row that cannot be accepted is listed with its problems and quarantined.
    """
    sheet = open_sheet(path)
    try:
        columns = plan(sheet.heading)
    except Unusable as fault:
        raise fault.at(path.name) from None
    account = ImportAccount(path.name, notes=[*sheet.notes, *columns.notes])
    with transaction(store):
        round_ = rounds.by_code(store, round_code)
        door = Door(store, round_, keyring)
        intake = Intake()
        for chunk in chunks(sheet.rows, columns.names):
            _import_chunk(door, chunk, intake, columns, account)
        if not account.rows_in:
            raise Unusable("no_rows", file=path.name)
        audit.record(store, actor, "responses.import", path.name, round=round_code)
    return account


def _import_chunk(
    door: "Door", chunk: Chunk, intake: Intake, columns: ColumnPlan, account: ImportAccount
) -> None:
    batch = intake.take(chunk, columns)
    faults: dict[int, list[Problem]] = {}
    for problem in batch.problems:
        faults.setdefault(problem.row or 0, []).append(problem)
    account.rows_in += batch.rows_in
    for row, cells in _row_texts(chunk.text):
        result = door.knock(cells, faults.get(row, []))
        account.added += result.status == "stored"
        account.unchanged += result.status == "duplicate"
        account.problems += [replace(each, row=row, file=account.file) for each in result.problems]


def _row_texts(text: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    names = list(text.columns)
    for row, values in zip(text.index, text.itertuples(index=False, name=None), strict=True):
        yield (
            int(row),
            {name: str(value).strip() for name, value in zip(names, values, strict=True)},
        )


class Door:
    """Turns the rows of a file into arrivals of one round and passes them to `accept`."""

    def __init__(self, store: Store, round_: Round, keyring: Keyring) -> None:
        self.store = store
        self.round = round_
        self.keyring = keyring
        self.registry = Registry(store)
        self.version = publish(store, library.shipped(library.PAPER))

    def knock(self, cells: dict[str, str], problems: list[Problem]) -> Result:
        """Accept one row, or quarantine it with its problems."""
        unit = self.unit(cells)
        problems = [*problems, *([unit] if isinstance(unit, Problem) else [])]
        if not cells.get("response_id"):
            problems.append(Problem("response_id_missing", column="response_id"))
        arrival = self.arrival(cells, unit.code if isinstance(unit, Unit) else "")
        if problems:
            return quarantine(self.store, arrival, None, problems)
        return accept_in(self.store, arrival)

    def unit(self, cells: dict[str, str]) -> Unit | Problem:
        """Find the unit of a row by its code alone, which is unique across institutions."""
        by_code = self.registry.unit_codes.get(cells.get("unit_code", ""))
        if by_code is not None:
            return by_code
        names = [
            (cells.get(f"{kind}_code", ""), cells.get(kind, "")) for kind in ("institution", "unit")
        ]
        found = self.registry.place(names[0], names[1])
        if isinstance(found, Problem):
            return found
        return found[1] or Problem("unit_missing", column="unit")

    def arrival(self, cells: dict[str, str], unit: str) -> Arrival:
        """Return the arrival of one row."""
        number = str(uuid.uuid5(_NAMESPACE, f"{self.round.code}\n{cells.get('response_id')}"))
        now, stated = self.store.now(), _noon_of(cells.get("date", ""))
        content, *earlier = (
            self.content(number, unit, cells, stated or _UNSTATED, each).as_json()
            for each in self.keyring.each()
        )
        return Arrival(
            id=number,
            channel=cells.get("channel", "").casefold() or "paper",
            content=content,
            finished_at=stated or min(now, _noon(self.round.closes_on)),
            received_at=now,
            receipt=content["receipt"],
            public_id=public_id_for(self.keyring, number),
            former=[former.of_row(content), *earlier],
            demo=self.round.demo,
        )

    def content(
        self, number: str, unit: str, cells: dict[str, str], at: datetime, keyring: Keyring
    ) -> Content:
        """Return a row as an interview on the questionnaire `paper`, with its cells beside it.

        Receipt and salt are derived from the secret; a row imported under a former secret is still
        recognised.
        """
        return Content(
            questionnaire=self.version.code,
            version=self.version.version,
            round=self.round.code,
            unit=unit,
            language="id",
            started_at=at,
            finished_at=at,
            answers=_answers_of(cells),
            receipt=code_for(keyring, number),
            salt=salt_for(keyring, number),
            paradata={name: value for name, value in cells.items() if value},
        )


def _noon_of(text: str) -> datetime | None:
    """Return noon of the day a row states, or None where it states none."""
    stated = day(text)
    return _noon(date.fromisoformat(stated)) if stated else None


def _noon(of: date) -> datetime:
    return datetime.combine(of, time(12), rounds.WIB)


def _answers_of(cells: dict[str, str]) -> dict[str, Any]:
    """Return the answers of a row; what was not asked is no answer."""
    given = {name: cells.get(name, "") for name in (*FIELDS, *ITEMS)}
    words = {"1": "yes", "0": "no"}
    answers = {}
    for name, value in given.items():
        text = value.casefold() if name in ITEMS else value
        text = text.removesuffix(".0").removesuffix(",0") if name in ITEMS else text
        text = words.get(text, text) if name.startswith("mal_") else text
        if text and text != "not_asked":
            answers[name] = text
    return answers
