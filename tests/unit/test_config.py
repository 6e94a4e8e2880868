import pytest

from survey import create_app
from survey.config import database_url, load
from survey.errors import Unusable


def test_production_refuses_the_default_secret() -> None:
    for secret in ("development-only", ""):
        with pytest.raises(Unusable, match="default_secret"):
            load({"SURVEY_ENV": "production", "SECRET_KEY": secret})
    assert load({"SURVEY_ENV": "production", "SECRET_KEY": "x" * 64})["PRODUCTION"]


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(Unusable, match="unknown_environment"):
        load({"SURVEY_ENV": "staging"})


def test_postgresql_is_spoken_through_psycopg() -> None:
    for scheme in ("postgres", "postgresql"):
        assert database_url(f"{scheme}://u@h/d") == "postgresql+psycopg://u@h/d"


def test_a_database_that_is_not_there_is_told() -> None:
    app = create_app({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})
    answer = app.test_client().get("/health/ready")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["status"] == "database_unreachable"
    assert app.test_client().get("/health/live").status_code == 200
