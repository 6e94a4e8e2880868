"""What is answered is part of the contract: the literals here are not read from the table."""

from string import Formatter

import pytest
from flask import Flask

from survey import create_app
from survey.errors import Problem, Unusable
from survey.messages import CATALOGUE
from survey.statuses import STATUSES

PROGRAM = {
    **dict.fromkeys(("token_missing", "token_unknown", "device_revoked", "sign_in_wrong"), 401),
    **dict.fromkeys(("token_scope", "not_an_enumerator"), 403),
    **dict.fromkeys(("unknown_questionnaire", "nothing_returned"), 404),
    **dict.fromkeys(("request_too_large", "batch_too_long"), 413),
    "too_many_attempts": 429,
}
PAGE = {
    **dict.fromkeys(("batch_size", "receipt_missing", "sealed_file_unreadable"), 422),
    "sign_in_wrong": 422,
    "receipt_unknown": 404,
    "id_conflict": 409,
    "too_many_attempts": 429,
}


@pytest.fixture(scope="module")
def raising() -> Flask:
    """An application that stops with any coded problem, on a page and for a program."""
    app = create_app({"DATABASE_URL": "sqlite://"})

    def stop(code: str) -> str:
        names = {name for _, name, _, _ in Formatter().parse(CATALOGUE[code]["id"]) if name}
        raise Unusable(code, **dict.fromkeys(names - {"row"}, "1"))

    app.add_url_rule("/stop/<code>", "stop", stop)
    app.add_url_rule("/api/v1/stop/<code>", "api.stop", stop)
    return app


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_is_answered_as_it_was(raising: Flask, code: str) -> None:
    client = raising.test_client()
    busy = 503 if code.startswith("database_") else 0
    page, program = client.get(f"/stop/{code}"), client.get(f"/api/v1/stop/{code}")
    assert page.status_code == (busy or PAGE.get(code, 400))
    assert program.status_code == (busy or PROGRAM.get(code, 422))
    assert program.json is not None
    assert program.json["problems"][0]["code"] == code
    assert ("limits" in program.json) == (program.status_code == 413)


def test_the_table_names_codes_that_are_raised() -> None:
    assert set(STATUSES) <= set(CATALOGUE)
    assert Problem("no_rows").status == (400, 422)
