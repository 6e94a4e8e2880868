import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from survey import create_app
from survey.errors import Unusable
from survey.extensions import db
from survey.folders import folder
from survey.models.base import Base
from survey.services.store import database


def in_order(scripts: Path) -> list[str]:
    """Name the files of the migrations in the order they run."""
    return [Path(each.path).name for each in ScriptDirectory(str(scripts)).walk_revisions()][::-1]


def test_names_of_migrations_sort_in_the_order_they_run() -> None:
    names = in_order(folder("migrations"))
    assert names == sorted(names)


def test_a_new_migration_sorts_last(app: Flask, tmp_path: Path) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(folder("migrations"), scripts)
    settings = Config(scripts / "alembic.ini")
    with app.app_context(), db.engine.connect() as connection:
        settings.attributes["connection"] = connection
        command.revision(settings, message="one more")
    names = in_order(scripts)
    assert names == sorted(names)
    assert names[-1] == f"{len(names):04}_one_more.py"


def test_the_migrations_make_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_database_that_is_behind_is_refused(app: Flask) -> None:
    with app.app_context():
        assert database.migration_state(db.engine) == "ready"
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM alembic_version")
        assert database.migration_state(db.engine) == "behind"
        with pytest.raises(Unusable, match="database_behind"):
            database.require_ready(db.engine)
    answer = app.test_client().get("/health/ready")
    assert (answer.status_code, answer.json) == (
        503,
        {
            "status": "database_behind",
            "message": "the database is behind its migrations; run: survey db upgrade",
        },
    )


def test_a_page_on_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"})
    for path in ("/", "/s/x", "/staff/sign-in"):
        answer = app.test_client().get(path)
        assert answer.status_code == 503
        assert "survey db upgrade" in answer.text
    with app.app_context():
        db.engine.dispose()


def test_a_database_of_a_newer_version_is_refused(app: Flask) -> None:
    with app.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'newer'")
        with pytest.raises(Unusable, match="database_ahead"):
            database.require_ready(db.engine)
