"""A program that uses the interface, and holds every answer to its description."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy import select

from survey.extensions import db
from survey.models import QuarantinedSubmission, Submission
from survey.web.api.openapi import description
from tests.world import ENUMERATOR, PASSWORD

PREFIX = "/api/v1"


@dataclass(frozen=True)
class Told:
    """An answer: its status and its JSON."""

    status: int
    body: Any

    @property
    def code(self) -> str:
        """The code of the first problem of a refused request."""
        return str(self.body["problems"][0]["code"])


@dataclass
class Caller:
    """Who calls, with the two tokens of a phone."""

    app: Flask
    client: FlaskClient
    token: str = ""
    reader: str = ""

    @classmethod
    def of(cls, app: Flask, name: str = ENUMERATOR, phone: str = "phone") -> "Caller":
        """Sign in."""
        found = cls(app, app.test_client())
        told = found.post("devices", {"name": name, "password": PASSWORD, "phone": phone})
        assert told.status == 201, told.body
        found.token, found.reader = told.body["token"], told.body["reader"]
        return found

    def get(self, path: str, token: str | None = None) -> Told:
        """Fetch something."""
        return self.ask("get", path, token)

    def post(self, path: str, body: Any, token: str | None = None) -> Told:
        """Hand something in: as JSON, or as the text or bytes it is."""
        raw = isinstance(body, str | bytes)
        return self.ask("post", path, token, **({"data": body} if raw else {"json": body}))

    def ask(self, method: str, path: str, token: str | None = None, **sent: Any) -> Told:
        """Ask, and hold the answer to the description."""
        known = self.token if token is None else token
        headers = {"Authorization": f"Bearer {known}"} if known else {}
        answer = self.client.open(f"{PREFIX}/{path}", method=method, headers=headers, **sent)
        assert answer.status_code < 500, answer.text
        told = Told(answer.status_code, answer.get_json())
        hold(method, path.partition("?")[0], told)
        return told

    def send(self, *items: Any, **more: Any) -> list[dict[str, Any]]:
        """Send items that each get an answer, in their order."""
        told = self.post("submissions", {"items": items, **more})
        assert told.status == 200, told.body
        found: list[dict[str, Any]] = told.body["results"]
        assert len(found) == len(items)
        return found

    def one(self, item: Any, **more: Any) -> tuple[str, list[str]]:
        """Send one item; gives what became of it, and the codes of its problems."""
        (found,) = self.send(item, **more)
        return found["status"], [each["code"] for each in found["problems"]]

    def stored(self, number: str) -> Submission:
        """Read a stored interview."""
        with self.app.app_context():
            found = db.session.get(Submission, number)
            assert found is not None
            db.session.expunge(found)
            return found

    def apart(self) -> list[QuarantinedSubmission]:
        """Read what was kept apart."""
        with self.app.app_context():
            query = select(QuarantinedSubmission).order_by(QuarantinedSubmission.id)
            found = list(db.session.scalars(query))
            db.session.expunge_all()
            return found

    def counts(self) -> tuple[int, int]:
        """Count what is stored, and what is kept apart."""
        with self.app.app_context():
            stored = db.session.scalars(select(Submission.id)).all()
        return len(stored), len(self.apart())


def hold(method: str, path: str, told: Told) -> None:
    """Hold an answer to the description."""
    answers = operation(method, path)["responses"]
    assert str(told.status) in answers, (method, path, told.status, told.body)
    answer = resolved(answers[str(told.status)])
    schema = {**answer["content"]["application/json"]["schema"], **parts()}
    Draft202012Validator(schema).validate(told.body)


def operation(method: str, path: str) -> Mapping[str, Any]:
    """Find the operation that describes a request."""
    parts_of_path = path.split("/")
    for template, operations in description()["paths"].items():
        names = template.strip("/").split("/")
        pairs = zip(names, parts_of_path, strict=False)
        if len(names) == len(parts_of_path) and all(a[0] == "{" or a == b for a, b in pairs):
            found: Mapping[str, Any] = operations[method]
            return found
    raise AssertionError(f"{path} is not described")


def resolved(part: Any) -> Any:
    """Follow a reference."""
    found = part
    while "$ref" in found:
        place, found = found["$ref"].removeprefix("#/").split("/"), description()
        for name in place:
            found = found[name]
    return found


def parts() -> dict[str, Any]:
    """Give what the schemas refer to."""
    return {"components": description()["components"]}
