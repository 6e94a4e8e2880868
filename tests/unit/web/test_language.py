"""Which language a page is in."""

from typing import Any

import pytest
from flask import Flask, session
from flask_babel import gettext

from survey import create_app
from survey.web import language


@pytest.fixture
def bare() -> Flask:
    """The application; it is asked for no page, so no database is."""
    app = create_app({"DATABASE_URL": "sqlite://"})
    app.config["MAX_CONTENT_LENGTH"] = 100
    return app


def test_every_catalogue_is_a_language_and_indonesian_comes_first() -> None:
    assert language.languages() == ("id", "en")
    assert [language.name_of(each) for each in ("id", "en", "su", "fr")] == [
        *("Bahasa Indonesia", "English", "Basa Sunda", "Français")
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"path": "/"}, "id"),
        ({"path": "/?lang=en"}, "en"),
        ({"path": "/?lang=xx"}, "id"),
        ({"path": "/", "method": "POST", "data": {"lang": "en"}}, "en"),
        ({"path": "/", "method": "POST", "data": {"lang": "id", "switch": "en"}}, "en"),
        ({"path": "/", "method": "POST", "data": {"lang": "en", "switch": "xx"}}, "id"),
        ({"path": "/?lang=id", "method": "POST", "data": {"switch": "en"}}, "id"),
        ({"path": "/", "method": "POST", "data": {"lang": "en", "text": "x" * 100}}, "id"),
    ],
)
def test_the_address_beats_the_form(bare: Flask, asked: dict[str, Any], expected: str) -> None:
    with bare.test_request_context(**asked):
        assert language.current() == expected


def test_staff_are_remembered_and_residents_are_not(bare: Flask) -> None:
    for path, kept in (("/staff/?lang=en", "en"), ("/?lang=en", None), ("/staff/?lang=xx", None)):
        with bare.test_request_context(path):
            language.remember_language()
            assert session.get("lang") == kept, path


@pytest.mark.parametrize(
    ("path", "expected"), [("/staff/", "en"), ("/staff/?lang=id", "id"), ("/", "id")]
)
def test_a_session_counts_for_staff_alone(bare: Flask, path: str, expected: str) -> None:
    with bare.test_request_context(path):
        session["lang"] = "en"
        assert language.current() == expected


def test_another_language_for_a_while(bare: Flask) -> None:
    with bare.test_request_context("/?lang=id"):
        with language.speaking("en"):
            assert (language.current(), gettext("Go to the home page")) == (
                *("en", "Go to the home page"),
            )
        assert (language.current(), gettext("Language")) == ("id", "Bahasa")
        with pytest.raises(ZeroDivisionError), language.speaking("en"):
            raise ZeroDivisionError
        assert language.current() == "id"


@pytest.mark.parametrize(
    ("written_in", "offered", "current"),
    [
        (("en", "id"), ("id", "en"), "en"),
        (("id",), ("id",), "id"),
        (("id", "su"), ("id",), "id"),
        (("su",), ("id",), "id"),
    ],
)
def test_a_page_is_offered_in_the_languages_of_its_questionnaire(
    bare: Flask, written_in: tuple[str, ...], offered: tuple[str, ...], current: str
) -> None:
    with bare.test_request_context("/?lang=en"):
        assert language.offered() == ("id", "en")
        language.offer(written_in)
        assert (language.offered(), language.current()) == (offered, current)


def test_the_address_of_a_page_in_another_language(bare: Flask) -> None:
    with bare.test_request_context("/staff/compliance?year=2024&lang=id&x=a%26b"):
        assert language.switched("en") == "/staff/compliance?year=2024&lang=en"
