"""The demo, as a newcomer finds it."""

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from flask import Flask

from survey import create_app
from survey.cli import main
from survey.extensions import db
from survey.models import Institution, Round, Submission, Unit
from survey.services.demo import accounts
from survey.services.demo.fill import fill
from survey.services.rounds import rounds
from survey.web.store import store
from tests.databases import Sqlite
from tests.world import KEYRING, sign_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A database with the demo in it, made once."""
    with Sqlite(tmp_path_factory.mktemp("demo")).database() as url:
        app = create_app({"DATABASE_URL": url})
        with app.app_context():
            fill(store(), KEYRING)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_nine_governments_with_six_surveyed_units_each(demo: Flask) -> None:
    with demo.app_context():
        for code in ("demo-banten-2024", rounds.all_rounds(store())[0].code):
            links = rounds.links_of(store(), rounds.by_code(store(), code))
            owners = [link.unit.institution.name for link in links]
            assert len(set(owners)) == 9
            assert all(owners.count(owner) == 6 for owner in owners)
            assert {link.questionnaire_version.code for link in links} == {
                *("health", "education", "social", "licensing", "umum")
            }
        assert {rounds.state_of(store(), each) for each in db.session.query(Round)} == {
            "open",
            "closed",
        }
        names = {each.name for each in db.session.query(Institution)}
        assert {"Polda Banten", "Kanwil BPN Banten"} <= names


def test_made_up_units_and_all_answers_are_marked(demo: Flask) -> None:
    with demo.app_context():
        made_up = db.session.query(Unit).filter(Unit.demo)
        assert made_up.count() > 0
        assert all(unit.name.endswith("(contoh)") for unit in made_up)
        assert db.session.query(Submission).filter(~Submission.demo).count() == 0


def test_every_page_says_that_it_is_a_sample(demo: Flask) -> None:
    client = demo.test_client()
    home = client.get("/").text
    link = re.search(r'href="(/s/[^"]+)"', home)
    assert link is not None
    assert accounts.PASSWORD in home
    sign_in(client, accounts.NAME, accounts.PASSWORD)
    pages = ("/", link[1], "/staff/", "/staff/rounds/demo-banten-2024", "/staff/compliance")
    for path in pages:
        assert "Data contoh, bukan data sungguhan" in client.get(path).text, path


def test_a_graded_unit_shows_score_zone_category_sources_and_gap(demo: Flask) -> None:
    client = demo.test_client()
    sign_in(client, accounts.NAME, accounts.PASSWORD)
    page = client.get("/staff/rounds/demo-banten-2024?institution=36.04").text
    row = re.search(r'<tr>\s*<th scope="row">UPT Puskesmas Pabuaran.*?</tr>', page, re.S)
    assert row is not None
    for shown in (
        "93,30",
        "Hijau",
        "dipublikasikan",
        ">A<",
        "hasil olahan kami",
        "kepoinaja79",
        'class="bar gap"',
    ):
        assert shown in row[0], shown
    assert re.findall(r'<td class="number group-edge">(\d+)</td>', row[0]) == ["30", "14"]


def test_files_say_that_they_are_samples(demo: Flask) -> None:
    client = demo.test_client()
    sign_in(client, accounts.NAME, accounts.PASSWORD)
    lines = client.get("/staff/rounds/demo-banten-2024/official.csv").text.splitlines()
    surveyed = [line for line in lines[1:] if "interview" in line]
    assert len(surveyed) == 54
    assert all("demo_data" in line for line in surveyed)
    assert not any("demo_data" in line for line in lines[1:] if "interview" not in line)


def test_the_account_is_not_shown_in_production(demo: Flask) -> None:
    demo.config["PRODUCTION"] = True
    try:
        assert accounts.PASSWORD not in demo.test_client().get("/").text
        assert accounts.PASSWORD not in demo.test_client().get("/staff/sign-in").text
    finally:
        demo.config["PRODUCTION"] = False


def test_a_full_database_is_refused(demo: Flask) -> None:
    environment = {"DATABASE_URL": demo.config["SQLALCHEMY_DATABASE_URI"], "LANG": "en_US.UTF-8"}
    done = CliRunner().invoke(main, ["demo"], env=environment)
    assert done.exit_code == 2
    assert done.stderr.startswith("survey: database_not_empty")
    assert CliRunner().invoke(main, ["demo", "--if-empty"], env=environment).exit_code == 0


def test_commands_on_a_round(demo: Flask) -> None:
    environment = {"DATABASE_URL": demo.config["SQLALCHEMY_DATABASE_URI"], "LANG": "en_US.UTF-8"}

    def run(*arguments: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(main, arguments, env=environment)
        return done.exit_code, done.stdout, done.stderr

    assert "demo-banten-2024  closed" in run("round", "list")[1]
    code, _, told = run("aggregate", "--round", "nowhere", "--out", "o")
    assert (code, "demo-banten-2024" in told) == (2, True)
    assert run("db", "check") == (0, "ready\n", "")
    assert run("user", "add", "x", "--role", "king", "--password", "long enough")[0] == 2
    assert run("round", "close", rounds_open(demo))[0] == 0
    assert run("round", "open", rounds_open(demo))[0] == 0


def rounds_open(demo: Flask) -> str:
    """Give the code of the running round."""
    with demo.app_context():
        return rounds.all_rounds(store())[0].code


def test_a_database_that_is_behind_is_told_in_one_line(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    environment = {"DATABASE_URL": f"sqlite:///{path}", "LANG": "en_US.UTF-8"}
    done = CliRunner().invoke(main, ["round", "list"], env=environment)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "survey db upgrade" in done.stderr
