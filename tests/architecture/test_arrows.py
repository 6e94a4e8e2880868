import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.arrows import AUDIENCES, RANKS, ROOMS, targets, violations
from tests.factories import ROOT


def test_imports_point_down() -> None:
    assert violations(ROOT / "survey") == []


def test_every_package_and_room_has_its_rank() -> None:
    found = {path.name for path in (ROOT / "survey").iterdir() if (path / "__init__.py").exists()}
    assert found - {"examples", "static"} <= set(RANKS)
    for package, ranks in ROOMS.items():
        modules = {path.stem for path in (ROOT / "survey" / package).glob("[a-z]*")}
        assert modules == set(ranks), package


def test_every_room_says_what_lives_there() -> None:
    for package, ranks in ROOMS.items():
        for room in ranks:
            path = ROOT / "survey" / package / room / "__init__.py"
            assert not path.parent.is_dir() or path.read_text("utf-8").startswith('"""'), path


COMMAND = "@group.command('x')\ndef f():\n"
LATE = "from survey.services.store import audit"


@pytest.mark.parametrize(
    ("place", "statement", "fault"),
    [
        ("aggregation/x.py", "from survey.services import aggregate", "may not import"),
        ("aggregation/x.py", "import survey.exports.csv", "may not import"),
        ("aggregation/x.py", "from survey import services", "may not import"),
        ("aggregation/x.py", "import flask", "may not import flask"),
        ("sheets/x.py", "from survey.aggregation import score", "may not import"),
        ("errors.py", "from survey.aggregation import score", "errors may not import"),
        ("services/x.py", "from click import echo", "may not import click"),
        ("services/x.py", "from wtforms import Form", "may not import wtforms"),
        ("services/x.py", "from flask import g", "may not import flask"),
        ("services/x.py", "from flask_login import current_user", "may not import flask_login"),
        ("services/x.py", "import flask_babel", "may not import flask_babel"),
        ("services/x.py", "from flask_migrate import upgrade", "may not import flask_migrate"),
        ("services/x.py", "from werkzeug.exceptions import NotFound", "may not import werkzeug"),
        ("models/x.py", "from jinja2 import Template", "may not import jinja2"),
        ("services/x.py", "from survey import create_app", "may not import"),
        ("exports/x.py", "def f():\n    import json", "import inside a function"),
        ("cli/x.py", "from survey.unknown import y", "may not import"),
        ("web/x.py", "from survey.cli import main", "may not import"),
        ("web/x.py", "def f():\n    from survey.services import rounds", "inside a function"),
        # what is imported late
        ("cli/x.py", "def f():\n    from survey.services.store import audit", "inside a function"),
        ("cli/x.py", f"{COMMAND}    import json", "inside a function"),
        ("cli/x.py", f"{COMMAND}    from pandas import concat", "inside a function"),
        ("cli/x.py", f"{COMMAND}    for _ in x:\n        {LATE}", "inside a function"),
        ("cli/x.py", f"{COMMAND}    def g():\n        {LATE}", "inside a function"),
        ("cli/x.py", f"@click.group()\ndef f():\n    {LATE}", "inside a function"),
        ("cli/x.py", f"{COMMAND}    from survey.unknown import y", "may not import"),
        ("services/x.py", f"{COMMAND}    from survey.models import Round", "inside a function"),
        ("sheets/x.py", "def f():\n    from survey.sheets import csv", "inside a function"),
        # rooms of services
        ("services/store/x.py", "from survey.services.rounds import rounds", "may not import"),
        ("services/rounds/x.py", "from survey.services import collecting", "may not import"),
        ("services/collecting/x.py", "import survey.services.field.devices", "may not import"),
        ("services/field/x.py", "from survey.services.reporting import margins", "may not import"),
        ("services/reporting/x.py", "from survey.services.field import devices", "may not import"),
        ("services/store/x.py", "from survey.services.unknown import y", "may not import"),
        # rooms of the aggregation
        ("aggregation/rows/x.py", "from survey.aggregation.scores import index", "may not import"),
        ("aggregation/grade/x.py", "from survey.aggregation import disclosure", "may not import"),
        ("aggregation/rounding.py", "from survey.aggregation.rows import cells", "may not import"),
        ("aggregation/scores/x.py", "from survey.aggregation import score", "may not import"),
        # audiences
        *(
            (f"web/{one}/x.py", f"from survey.web.{other}.y import z", "may not import")
            for one in AUDIENCES
            for other in AUDIENCES
            if one != other
        ),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, place: str, statement: str, fault: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(statement, "utf-8")
    assert [fault in each for each in violations(tmp_path)] == [True]


@pytest.mark.parametrize(
    ("place", "statement"),
    [
        ("services/rounds/x.py", "import json\nfrom survey.aggregation import score"),
        ("services/rounds/x.py", "from survey.services.rounds import other"),
        ("services/rounds/x.py", "from survey.services.store.transaction import transaction"),
        ("services/demo/x.py", "from survey.services.field import assignments"),
        ("aggregation/__init__.py", "from survey.aggregation.scores.scores import score"),
        ("web/staff/x.py", "from survey.web.language import current"),
        ("cli/x.py", f"{COMMAND}    {LATE}"),
        ("cli/x.py", f"{COMMAND}    if x:\n        {LATE}"),
        ("cli/x.py", f"@click.command\ndef f():\n    {LATE}"),
        ("web/x.py", "from survey.web.staff import staff"),
        ("web/x.py", "from flask_login import current_user"),
    ],
)
def test_what_is_allowed_is_not_reported(tmp_path: Path, place: str, statement: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(statement, "utf-8")
    assert violations(tmp_path) == []


@pytest.mark.parametrize("module", ["compliance", "methods", "one_score", "join_keys"])
def test_published_scores_are_read_without_tallies_and_designs(module: str) -> None:
    tree = ast.parse((ROOT / f"survey/aggregation/grade/{module}.py").read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [name for node in imports for name in targets(node)]
    above = tuple(f"survey.aggregation.{room}" for room in ("scores", "design"))
    assert names
    assert not [name for name in names if name.startswith(above)]


def test_a_web_worker_does_not_load_pandas() -> None:
    """Pandas is loaded with the first table, not with the application."""
    code = "import sys, survey; survey.create_app(); print('pandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def holding(pattern: str) -> list[str]:
    """Name the modules whose text holds a pattern."""
    return [
        str(path.relative_to(ROOT))
        for path in (ROOT / "survey").rglob("*.py")
        if re.search(pattern, path.read_text("utf-8"))
    ]


def test_the_clock_is_read_in_one_place() -> None:
    """Every other module is handed the time with its store."""
    clock = r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\("
    assert holding(clock) == ["survey/services/store/store.py"]


def test_one_place_commits() -> None:
    assert holding(r"\.commit\(") == ["survey/services/store/transaction.py"]
