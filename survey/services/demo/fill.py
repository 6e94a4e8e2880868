"""The demo: Banten with its real published scores, and synthetic responses marked as such."""

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from survey.aggregation.grade.compliance import PublishedScore
from survey.aggregation.places import known_places
from survey.errors import Unusable
from survey.interview.content import Content
from survey.keyring import Keyring
from survey.models import Institution, Link, Round, Unit
from survey.questionnaire import library
from survey.services.accounts import users
from survey.services.collecting.accept import accept_in
from survey.services.collecting.arrivals import Arrival
from survey.services.collecting.receipts import code_for, public_id_for, salt_for
from survey.services.demo import accounts
from survey.services.demo.answers import interview
from survey.services.field import assignments
from survey.services.register import compliance_scores
from survey.services.register.compliance_files import read_compliance
from survey.services.register.registry import Registry
from survey.services.rounds.questionnaires import definition_of, publish
from survey.services.rounds.rounds import WIB, add_link, day_of, links_of, open_link
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_STANDARD: Final = (
    *(("licensing", "DPMPTSP"), ("education", "Dinas Pendidikan"), ("social", "Dinas Sosial")),
    *(("civil_registration", "Disdukcapil"), ("health", "Puskesmas A"), ("health", "Puskesmas B")),
)
_TARGET: Final = 30
_TAKEN: Final = timedelta(minutes=8)  # a synthetic interview
_CONTACT: Final = "contoh@suara-layanan.example"


@dataclass(frozen=True)
class AnswerPlan:
    """How many synthetic responses a unit gets, by channel."""

    interview: int
    token: int
    online: int
    kiosk: int

    def channels(self) -> list[str]:
        """Return the channel of each response."""
        return [name for name, count in vars(self).items() for _ in range(count)]


_CLOSED: Final = AnswerPlan(interview=24, token=6, online=10, kiosk=4)
_OPEN: Final = AnswerPlan(interview=12, token=3, online=6, kiosk=0)


def fill(store: Store, keyring: Keyring, today: date | None = None) -> None:
    """Fill an empty database; raises `Unusable` where it already holds anything."""
    with transaction(store) as session:
        if holds_data(store):
            raise Unusable("database_not_empty")
        surveyed = _register(store)
        for round_, plan in _demo_rounds(today or day_of(store.now())):
            session.add(round_)
            session.flush()
            for unit in surveyed:
                answer(store, round_, unit, plan, keyring)
    users.add_user(store, accounts.NAME, accounts.PASSWORD, "admin", demo=True)
    users.add_user(store, accounts.ENUMERATOR_NAME, accounts.PASSWORD, "enumerator", demo=True)
    _give_units(store)


def _give_units(store: Store) -> None:
    """Return the enumerator of the demo the units of one government in the round that is open."""
    with transaction(store):
        link = open_link(store)
        if link is None:
            return
        user = assignments.enumerator(store, accounts.ENUMERATOR_NAME)
        for each in links_of(store, link.round):
            if each.unit.institution_id == link.unit.institution_id:
                assignments.set_target(store, user, each, _TARGET)


def holds_data(store: Store) -> bool:
    """Return whether anything is registered."""
    return bool(store.session.scalar(select(func.count()).select_from(Institution)))


def _register(store: Store) -> list[Unit]:
    """Register everybody named in the published scores, then the scores; returns surveyed units."""
    path = Path(str(resources.files("survey.examples") / "compliance_banten_2018_2024.csv"))
    found = read_compliance(path)
    registry = Registry(store)
    by_owner: dict[str, list[PublishedScore]] = defaultdict(list)
    for code, name in known_places().items():
        registry.add_institution(code, name)
    for entry in found.entries:
        owner = registry.institution(entry.institution_code, entry.institution)
        owner = owner or registry.add_institution("", entry.institution)
        if entry.unit and registry.unit(owner, "", entry.unit) is None:
            registry.add_unit(owner, entry.unit, entry.sector)
        if entry.unit:
            by_owner[owner.code or ""].append(entry)
    compliance_scores.store_scores(store, found, path.name)
    return [
        unit
        for code in known_places()
        for unit in _standard_units(registry, registry.by_code[code], by_owner[code])
    ]


def _standard_units(
    registry: Registry, owner: Institution, entries: list[PublishedScore]
) -> list[Unit]:
    """Return the six units: those last assessed by their names, the others made up and marked."""
    latest = sorted(entries, key=lambda entry: -entry.year)
    units: list[Unit] = []
    for sector, name in _STANDARD:
        candidates = (
            registry.unit(owner, "", each.unit) for each in latest if each.sector == sector
        )
        known = next((unit for unit in candidates if unit and unit not in units), None)
        invented = f"{name} (contoh)"
        units.append(known or registry.add_unit(owner, invented, sector, demo=True))
    return units


def _demo_rounds(today: date) -> list[tuple[Round, AnswerPlan]]:
    closed = Round(
        code="demo-banten-2024",
        name="Banten 2024 (contoh)",
        compliance_year=2024,
        opens_on=date(2024, 6, 1),
        closes_on=date(2024, 8, 31),
        retention_on=today + timedelta(days=365),
    )
    year = today.year
    running = Round(
        code=f"demo-banten-{year}",
        name=f"Banten {year} (contoh)",
        compliance_year=year,
        opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=60),
        retention_on=today + timedelta(days=2 * 365),
    )
    for round_ in (closed, running):
        round_.demo, round_.contact = True, _CONTACT
    return [(closed, _CLOSED), (running, _OPEN)]


def answer(store: Store, round_: Round, unit: Unit, plan: AnswerPlan, keyring: Keyring) -> Link:
    """Make the link of a unit and its synthetic responses, the same ones every time."""
    version = publish(store, library.shipped(library.for_sector(unit.sector)))
    made = add_link(store, round_, unit, version)
    source = random.Random(f"{round_.code} {unit.code}")  # noqa: S311 (synthetic answers)
    quality = source.gauss(0.0, 0.15)
    for at, channel in enumerate(plan.channels()):
        finished = _moment(round_, at, source)
        answers = interview(definition_of(version), quality, channel, source)
        number = str(uuid.UUID(int=source.getrandbits(128), version=4))
        content = Content(
            questionnaire=version.code,
            version=version.version,
            round=round_.code,
            unit=unit.code,
            language="id",
            started_at=finished - _TAKEN,
            finished_at=finished,
            answers=answers,
            receipt=code_for(keyring, number),
            salt=salt_for(keyring, number),
        )
        accept_in(store, _arrival(number, channel, content, keyring))
    return made


def _arrival(number: str, channel: str, content: Content, keyring: Keyring) -> Arrival:
    return Arrival(
        id=number,
        channel=channel,
        content=content.as_json(),
        finished_at=content.finished_at,
        received_at=content.finished_at,
        receipt=content.receipt,
        public_id=public_id_for(keyring, number),
        demo=True,
    )


def _moment(round_: Round, at: int, source: random.Random) -> datetime:
    """Spread answers over working hours of the first twenty days of a round."""
    start = datetime(
        round_.opens_on.year, round_.opens_on.month, round_.opens_on.day, 8, tzinfo=WIB
    )
    spread = timedelta(days=at % 20, minutes=source.randrange(480))
    return (start + spread).astimezone(UTC)
