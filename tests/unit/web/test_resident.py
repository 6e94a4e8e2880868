"""The page of a survey, as residents and mischief post it."""

import copy
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from survey.extensions import db
from survey.models import FreeText, QuarantinedSubmission, Submission, Unit
from survey.questionnaire import library
from survey.questionnaire.building import build_definition
from survey.questionnaire.canonical import digest
from survey.questionnaire.loading import load_definition
from survey.services.rounds.questionnaires import publish
from survey.services.rounds.rounds import WIB, add_link, by_code, close
from survey.services.store.transaction import transaction
from survey.web import questions
from survey.web.store import store
from tests.world import World, answers, sign_in, ticket, unhurried


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    return app.test_client()


def held(app: Flask, model: type = Submission) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def form(client: FlaskClient, slug: str, **changes: str) -> dict[str, str]:
    return answers(**changes) | {"ticket": ticket(client, slug), "consent": "1"}


def test_answer_and_receipt(client: FlaskClient, app: Flask, world: World) -> None:
    done = client.post(f"/s/{world.link}", data=form(client, world.link))
    assert done.status_code == 303
    shown = client.get(done.location)
    assert shown.status_code == 200
    assert "Terima kasih" in shown.text
    code = re.search(r'class="receipt-code"[^>]*>(.*?)</p>', shown.text, re.S)
    assert code is not None
    letters = re.sub(r"<[^>]+>|\s", "", code[1])
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", letters)
    again = client.get(done.location)
    with app.app_context():
        received = db.session.scalars(select(Submission.received_at)).one()
    assert received.astimezone(WIB).strftime("%H.%M") in shown.text
    assert letters not in re.sub(r"<[^>]+>|\s", "", again.text)
    assert "sudah pernah ditampilkan" in again.text
    assert held(app) == 1


def test_no_address_of_the_network(client: FlaskClient, app: Flask, world: World) -> None:
    client.post(f"/s/{world.link}", data=form(client, world.link))
    with app.app_context():
        row = db.session.scalars(select(Submission)).one()
        assert "127.0.0.1" not in repr(vars(row))


def test_the_page_is_not_kept(client: FlaskClient, world: World) -> None:
    page = client.get(f"/s/{world.link}")
    assert page.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    (script,) = re.findall("<script[^>]*>", page.text)
    assert re.fullmatch(r'<script type="module" src="/js/form/page\.js\?v=\w+">', script)
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("language", ["id", "en"])
def test_both_languages_are_complete(client: FlaskClient, world: World, language: str) -> None:
    page = client.get(f"/s/{world.health_link}?lang={language}").text
    for question in library.shipped("health").questions():
        assert question.text[language].split("“")[0][:40].replace("'", "&#39;") in page
        if question.condition:
            assert question.condition[language] in page.replace("&#39;", "'")


def test_errors_stand_in_a_summary_and_at_the_field(
    client: FlaskClient, app: Flask, world: World
) -> None:
    sent = form(client, world.link, eligible="", age="abc", suggestion="Antre terlalu lama")
    page = client.post(f"/s/{world.link}", data=sent)
    assert page.status_code == 422
    assert "<title>Kesalahan:" in page.text
    assert 'href="#q-age"' in page.text
    assert 'href="#q-eligible"' in page.text
    assert 'id="e-age"' in page.text
    assert "Antre terlalu lama" in page.text
    assert 'value="abc"' in page.text
    assert f'name="ticket" value="{sent["ticket"]}"' in page.text
    assert held(app) == 0
    mended = sent | {"age": "30", "eligible": "yes"}
    assert client.post(f"/s/{world.link}", data=mended).status_code == 303


def test_without_consent_nothing_is_stored(client: FlaskClient, app: Flask, world: World) -> None:
    sent = form(client, world.link)
    del sent["consent"]
    page = client.post(f"/s/{world.link}", data=sent)
    assert page.status_code == 422
    assert 'href="#q-consent"' in page.text
    assert held(app) + held(app, QuarantinedSubmission) == 0


@pytest.mark.parametrize(
    "forged", ["", "x", "a.1.b", "00000000-0000-4000-8000-000000000001.1.00", "é.ü"]
)
def test_a_missing_or_forged_ticket_gives_a_fresh_one_and_keeps_the_answers(
    client: FlaskClient, app: Flask, world: World, forged: str
) -> None:
    sent = form(client, world.link, suggestion="tetap ada") | {"ticket": forged}
    page = client.post(f"/s/{world.link}", data=sent)
    assert page.status_code == 422
    assert "tetap ada" in page.text
    fresh = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert fresh is not None
    assert held(app) == 0
    assert client.post(f"/s/{world.link}", data=sent | {"ticket": fresh[1]}).status_code == 303


def test_a_ticket_of_another_link_is_no_ticket(
    client: FlaskClient, app: Flask, world: World
) -> None:
    sent = form(client, world.link) | {"ticket": ticket(client, world.health_link)}
    assert client.post(f"/s/{world.link}", data=sent).status_code == 422
    assert held(app) == 0


def test_the_same_post_twice_leads_to_the_same_receipt(
    client: FlaskClient, app: Flask, world: World
) -> None:
    sent = form(client, world.link)
    first, second = (client.post(f"/s/{world.link}", data=sent) for _ in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert held(app) == 1


def test_the_same_post_at_once(client: FlaskClient, app: Flask, world: World) -> None:
    sent = form(client, world.link)
    with ThreadPoolExecutor(8) as pool:
        posts = list(
            pool.map(lambda _: app.test_client().post(f"/s/{world.link}", data=sent), range(12))
        )
    assert {(post.status_code, post.location) for post in posts} == {(303, posts[0].location)}
    assert held(app) == 1


def test_the_same_id_with_other_answers_offers_another_person(
    client: FlaskClient, app: Flask, world: World
) -> None:
    sent = form(client, world.link)
    client.post(f"/s/{world.link}", data=sent)
    page = client.post(f"/s/{world.link}", data=sent | {"waktu": "1"})
    assert page.status_code == 409
    assert "orang lain" in page.text
    assert held(app, QuarantinedSubmission) == 1
    fresh = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert fresh is not None
    other = client.post(f"/s/{world.link}", data=sent | {"waktu": "1", "ticket": fresh[1]})
    assert other.status_code == 303
    assert held(app) == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("waktu", "9", "Pilih salah satu jawaban"),
        ("eligible", "maybe", "Pilih salah satu jawaban"),
        ("medicine", "yes", "tidak ada dalam kuesioner ini"),
        ("suggestion", "a\x00b", "tidak dapat disimpan"),
        ("suggestion", "x" * 1001, "terlalu panjang"),
    ],
)
def test_tampered_fields(
    client: FlaskClient, app: Flask, world: World, field: str, value: str, message: str
) -> None:
    page = client.post(f"/s/{world.link}", data=form(client, world.link) | {field: value})
    assert page.status_code == 422
    assert message in page.text
    assert held(app) == 0


def test_a_megabyte_of_text_and_ten_thousand_fields(
    client: FlaskClient, app: Flask, world: World
) -> None:
    large = client.post(
        f"/s/{world.link}", data=form(client, world.link, suggestion="x" * 1_000_000)
    )
    assert large.status_code == 422
    huge = client.post(
        f"/s/{world.link}", data=form(client, world.link, suggestion="x" * 3_000_000)
    )
    assert huge.status_code == 413
    many = form(client, world.link) | {f"f{number}": "1" for number in range(10_000)}
    assert client.post(f"/s/{world.link}", data=many).status_code in (413, 422)
    assert held(app) == 0


def test_strange_but_honest_text_is_kept(client: FlaskClient, app: Flask, world: World) -> None:
    text = "👍 مرحبا \u200bterima kasih"
    done = client.post(f"/s/{world.link}", data=form(client, world.link, suggestion=text))
    assert done.status_code == 303
    with app.app_context():
        assert db.session.scalars(select(FreeText.text)).one() == text
        content = db.session.scalars(select(Submission.content)).one()
        assert "terima kasih" not in str(content)


def test_links_that_lead_nowhere(client: FlaskClient, app: Flask, world: World) -> None:
    unknown = client.get("/s/nowhere")
    assert (unknown.status_code, "tidak dikenal" in unknown.text) == (404, True)
    closed = client.get(f"/s/{world.closed_link}")
    assert (closed.status_code, "sudah ditutup" in closed.text) == (410, True)
    assert client.get("/r/nowhere").status_code == 404


def test_a_round_closed_while_the_form_was_open(
    client: FlaskClient, app: Flask, world: World
) -> None:
    sent = form(client, world.link)
    with app.app_context():
        close(store(), "open", "t")
    page = client.post(f"/s/{world.link}", data=sent)
    assert page.status_code == 410
    assert (held(app), held(app, QuarantinedSubmission)) == (0, 1)


def test_an_old_version_is_accepted_after_a_new_one_was_published(
    client: FlaskClient, app: Flask, world: World
) -> None:
    sent = form(client, world.link)
    with app.app_context(), transaction(store()):
        newer = publish(store(), build_definition({**library.source("social"), "version": "2"}))
        assert newer.sha256 != digest(library.source("social"))
    assert client.post(f"/s/{world.link}", data=sent).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Submission)).one()
        assert row.questionnaire_version.version == "1"


def test_whoever_is_not_eligible_is_thanked_kindly(client: FlaskClient, world: World) -> None:
    sent = {"eligible": "no", "consent": "1", "ticket": ticket(client, world.link)}
    done = client.post(f"/s/{world.link}", data=sent)
    assert "12 bulan terakhir" in client.get(done.location).text


def test_staff_see_the_figures_move(client: FlaskClient, app: Flask, world: World) -> None:
    for _ in range(10):
        sent = answers() | {"ticket": unhurried(world.link), "consent": "1"}
        app.test_client().post(f"/s/{world.link}", data=sent)
    sign_in(client)
    page = client.get("/staff/rounds/open").text
    assert "75,00" in page
    assert "Dinas Sosial" in page


def test_the_questions_are_drawn_once_for_everybody(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(f"/s/{world.link}")
    monkeypatch.setattr(questions, "rendered", None)
    assert "Kepuasan Saudara" in client.get(f"/s/{world.link}").text


def test_a_questionnaire_in_one_language_is_shown_in_it(app: Flask, world: World) -> None:
    source = copy.deepcopy(library.source("umum"))
    source["languages"] = ["id"]
    strip_english(source)
    with app.app_context(), transaction(store()) as session:
        version = publish(store(), load_definition({**source, "code": "satu"}))
        unit = session.query(Unit).filter_by(code="SOS").one()
        slug = add_link(store(), by_code(store(), "open"), unit, version).slug
    page = app.test_client().get(f"/s/{slug}?lang=en")
    assert page.status_code == 200
    assert "Kepuasan Saudara" in page.text


def strip_english(node: object) -> None:
    """Take the English words out of a definition."""
    if isinstance(node, dict):
        node.pop("en", None)
        for child in node.values():
            strip_english(child)
    elif isinstance(node, list):
        for child in node:
            strip_english(child)
