import pytest

from survey import create_app
from survey.config import database_url, keyring, load_settings
from survey.errors import Unusable
from survey.keyring import Keyring


def test_production_refuses_the_default_secret() -> None:
    for secret in ("development-only", ""):
        with pytest.raises(Unusable, match="default_secret"):
            load_settings({"SURVEY_ENV": "production", "SECRET_KEY": secret})
    assert load_settings({"SURVEY_ENV": "production", "SECRET_KEY": "x" * 64})["PRODUCTION"]


@pytest.mark.parametrize("former", ["development-only", "a, development-only", "a,,b", ",", "a,"])
def test_production_refuses_a_former_secret_anybody_knows(former: str) -> None:
    production = {"SURVEY_ENV": "production", "SECRET_KEY": "x" * 64}
    with pytest.raises(Unusable, match="default_former_secret"):
        load_settings(production | {"SECRET_KEY_FORMER": former})


@pytest.mark.parametrize(
    "text, former",
    [
        ("", ()),
        (" ", ()),
        ("a", ("a",)),
        (" a b ", ("a", "b")),
        ("a, b,c\n d", ("a", "b", "c", "d")),
    ],
)
def test_former_secrets_reach_everything_that_signs(text: str, former: tuple[str, ...]) -> None:
    settings = load_settings({"SECRET_KEY": "now", "SECRET_KEY_FORMER": text})
    assert keyring(settings) == Keyring("now", former)
    assert settings["SECRET_KEY_FALLBACKS"] == list(former)
    assert settings["WTF_CSRF_SECRET_KEY"] == [*reversed(former), "now"]


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(Unusable, match="unknown_environment"):
        load_settings({"SURVEY_ENV": "staging"})


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
