"""The floor of `tests/bench/web.py`: bare Flask, Jinja and driver, one committed INSERT."""

import json
import os
import sqlite3
import uuid

from flask import Flask, redirect, render_template_string, request
from werkzeug.wrappers import Response

app = Flask(__name__)
FIELDS = [f"q{number}" for number in range(41)]
PAGE = """<!doctype html><form method=post><input type=hidden name=ticket value="{{ id }}">
{% for name in fields %}<label>{{ name }}<input name="{{ name }}"></label>{% endfor %}</form>"""


def connect() -> sqlite3.Connection:
    """Open the database as the product does."""
    connection = sqlite3.connect(os.environ["FLOOR_DATABASE"], timeout=15)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS answer (id TEXT PRIMARY KEY, content TEXT)")
    return connection


@app.get("/s/x")
def form() -> str:
    """Draw a form of as many fields."""
    return render_template_string(PAGE, id=uuid.uuid4(), fields=FIELDS)


@app.post("/s/x")
def answer() -> Response:
    """Store it."""
    connection = connect()
    with connection:
        content = json.dumps(request.form.to_dict())
        connection.execute("INSERT INTO answer VALUES (?, ?)", (str(uuid.uuid4()), content))
    connection.close()
    return redirect("/r/x", 303)
