import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.arrows import RANKS, violations
from tests.factories import ROOT


def test_imports_point_down() -> None:
    assert violations(ROOT / "survey") == []


def test_every_package_has_its_rank() -> None:
    found = {path.name for path in (ROOT / "survey").iterdir() if (path / "__init__.py").exists()}
    assert found - {"examples", "static"} <= set(RANKS)


@pytest.mark.parametrize(
    ("place", "statement", "fault"),
    [
        ("aggregation/x.py", "from survey.services import aggregate", "aggregation may not import"),
        ("aggregation/x.py", "import survey.exports.csv", "aggregation may not import"),
        ("aggregation/x.py", "from survey import services", "aggregation may not import"),
        ("aggregation/x.py", "import flask", "aggregation may not import flask"),
        ("sheets/x.py", "from survey.aggregation import score", "sheets may not import"),
        ("errors.py", "from survey.aggregation import score", "errors may not import"),
        ("services/x.py", "from click import echo", "services may not import click"),
        ("services/x.py", "from wtforms import Form", "services may not import wtforms"),
        ("exports/x.py", "def f():\n    import json", "import inside a function"),
        ("cli/x.py", "from survey.unknown import y", "cli may not import"),
        (
            "web/x.py",
            "def f():\n    from survey.services import rounds",
            "import inside a function",
        ),
        ("services/x.py", "from survey import create_app", "services may not import"),
        ("web/x.py", "from survey.cli import main", "web may not import"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, place: str, statement: str, fault: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(statement, "utf-8")
    assert [fault in each for each in violations(tmp_path)] == [True]


def test_what_is_allowed_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    text = "import json\nfrom survey.aggregation import score\nfrom survey.services import other\n"
    (tmp_path / "services" / "x.py").write_text(text, "utf-8")
    assert violations(tmp_path) == []


def test_a_web_worker_does_not_load_pandas() -> None:
    """Pandas is loaded with the first table, not with the application."""
    code = "import sys, survey; survey.create_app(); print('pandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_audiences_do_not_import_each_other() -> None:
    for audience, others in (("resident", ["staff"]), ("staff", ["resident"])):
        for path in (ROOT / "survey" / "web" / audience).glob("*.py"):
            text = path.read_text("utf-8")
            assert not [other for other in others if f"survey.web.{other}" in text], path
