"""The server, where it cannot listen."""

import socket

import pytest
from click.testing import CliRunner
from flask import Flask

from survey.cli import main


@pytest.mark.parametrize("lang, told", [("en", "choose another"), ("id", "pilih yang lain")])
def test_a_busy_port_is_told_in_one_line(app: Flask, lang: str, told: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = CliRunner().invoke(
            main,
            ["serve", "--port", str(port), "--lang", lang],
            env={"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"]},
        )
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "port_unusable: " in line
    assert str(port) in line
    assert told in line


def test_a_port_out_of_range(app: Flask) -> None:
    done = CliRunner().invoke(
        main,
        ["serve", "--port", "99999", "--lang", "en"],
        env={"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"]},
    )
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
