"""A small Banten for tests: two governments, three units, an open and a closed round."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from survey.config import DEFAULT_SECRET
from survey.instrument import ELEMENTS, FORMS
from survey.interview.content import Content
from survey.keyring import Keyring
from survey.models import Round, User
from survey.questionnaire import library
from survey.services.collecting.arrivals import Arrival
from survey.services.collecting.receipts import code_for, public_id_for, salt_for
from survey.services.field import assignments
from survey.services.register.registry import Registry
from survey.services.rounds.questionnaires import publish
from survey.services.rounds.rounds import WIB, add_link
from survey.services.store.transaction import transaction
from survey.web.resident.ticket import written
from survey.web.store import store

KEYRING = Keyring(DEFAULT_SECRET)
PASSWORD = "long enough password"
ENUMERATOR = "petugas"
# In the content of every interview made here: the same one is the same whenever it is made.
STARTED = datetime(2026, 1, 1, 9, tzinfo=UTC)
# A good hash is slow on purpose, and costs whoever checks it as much: this one is cheap.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True)
class World:
    """Codes and links of what was built."""

    link: str = ""
    health_link: str = ""
    closed_link: str = ""
    kiosk: str = ""


def build() -> World:
    """Fill a migrated, empty database."""
    today = datetime.now(WIB).date()
    with transaction(store()) as session:
        registry = Registry(store())
        serang = registry.add_institution("36.04", "Kabupaten Serang")
        registry.add_institution("36.73", "Kota Serang")
        social = registry.add_unit(serang, "Dinas Sosial", "social", "SOS")
        health = registry.add_unit(serang, "UPT Puskesmas Pabuaran", "health", "PKM")
        rounds = [
            round_of("open", today.year, today - timedelta(days=10), today + timedelta(days=10)),
            round_of("closed", 2024, date(2024, 6, 1), date(2024, 8, 31)),
        ]
        session.add_all(rounds)
        session.flush()
        versions = {code: publish(store(), library.shipped(code)) for code in ("social", "health")}
        links = [
            add_link(store(), rounds[0], social, versions["social"]),
            add_link(store(), rounds[0], health, versions["health"]),
            add_link(store(), rounds[1], social, versions["social"]),
        ]
        slugs = [*(link.slug for link in links), links[0].kiosk_slug]
        enumerator, staff = (
            User(name=name, password_hash=HASH, role=role, created_at=store().now())
            for name, role in ((ENUMERATOR, "enumerator"), ("siti", "staff"))
        )
        session.add_all([enumerator, staff])
        session.flush()
        for link, target in zip(links[:2], (30, 5), strict=True):
            assignments.set_target(store(), enumerator, link, target)
    return World(link=slugs[0], health_link=slugs[1], closed_link=slugs[2], kiosk=slugs[3])


def round_of(code: str, year: int, opens: date, closes: date) -> Round:
    """Make a round."""
    retention = closes + timedelta(days=365)
    return Round(
        code=code,
        name=f"Putaran {code}",
        compliance_year=year,
        opens_on=opens,
        closes_on=closes,
        retention_on=retention,
    )


def answers(**changes: str) -> dict[str, str]:
    """Answer what is needed, and the measured questions, of a shipped questionnaire."""
    given = {"eligible": "yes", "age": "35", "sex": "P"}
    given |= dict.fromkeys(ELEMENTS, "3") | {f"mal_{form}": "no" for form in FORMS}
    return {key: value for key, value in (given | changes).items() if value}


def arrival(
    number: str = "00000000-0000-4000-8000-000000000001",
    *,
    channel: str = "interview",
    round_code: str = "open",
    unit: str = "SOS",
    questionnaire: str = "social",
    finished: datetime | None = None,
    received: datetime | None = None,
    **changes: str,
) -> Arrival:
    """Make an interview at the door."""
    moment = finished or datetime.now(UTC)
    content = Content(
        questionnaire=questionnaire,
        version="1",
        round=round_code,
        unit=unit,
        language="id",
        started_at=STARTED,
        finished_at=STARTED,
        answers=answers(**changes),
        receipt=code_for(KEYRING, number),
        salt=salt_for(KEYRING, number),
    )
    return Arrival(
        id=number,
        channel=channel,
        content=content.as_json(),
        finished_at=moment,
        received_at=received or moment,
        receipt=content.receipt,
        public_id=public_id_for(KEYRING, number),
    )


TICKET = re.compile(r'name="ticket" value="([^"]+)"')


def ticket(client: FlaskClient, path: str) -> str:
    """Open a form, and give its ticket."""
    page = client.get(path if path.startswith("/") else f"/s/{path}").text
    found = TICKET.search(page)
    assert found is not None, page[:500]
    return found[1]


def unhurried(scope: str, minutes: float = 5) -> str:
    """Give the ticket of a form that was opened some minutes ago."""
    return written(KEYRING, scope, datetime.now(UTC) - timedelta(minutes=minutes))


def sign_in(client: FlaskClient, name: str = "siti", password: str = PASSWORD) -> None:
    """Sign a member of staff in."""
    page = client.get("/staff/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    form = {"csrf_token": token[1], "name": name, "password": password}
    done = client.post("/staff/sign-in", data=form)
    assert done.status_code == 303, done.text
