"""Whether the pictures of the README show what is there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import ROOT

REMEMBER = "import pictures; pictures.remember()"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What the pictures show, with pictures that were made of it just now."""
    for folder in ("docs", "templates", "survey/static", "survey/examples", "survey/questionnaire"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / "survey/services", tmp_path / "survey/services")
    subprocess.run([sys.executable, "-c", REMEMBER], cwd=tmp_path / "docs", check=True)
    return tmp_path


def stale(tree: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "docs/pictures.py"], cwd=tree, capture_output=True, text=True
    )
    assert done.returncode == bool(done.stderr)
    return [Path(line.split()[0]).stem for line in done.stderr.splitlines()]


def test_pictures_just_made_are_not_stale(tree: Path) -> None:
    assert stale(tree) == []
    assert set(json.loads((tree / "docs/img/digest.json").read_text())) == {
        path.stem for path in (tree / "docs/img").glob("*.png")
    }


@pytest.mark.parametrize(
    "changed, named",
    [
        ("templates/base.html", ["survey", "merged", "conflict"]),
        ("templates/staff/merged.html", ["merged", "conflict"]),
        ("survey/static/css/staff.css", ["merged", "conflict"]),
        ("survey/static/js/form/page.js", ["survey"]),
        ("survey/services/demo/answers.py", ["survey", "merged", "conflict"]),
    ],
)
def test_a_change_makes_the_pictures_that_show_it_stale(
    tree: Path, changed: str, named: list[str]
) -> None:
    with (tree / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert stale(tree) == named


def test_a_missing_picture_is_stale(tree: Path) -> None:
    (tree / "docs/img/survey.png").unlink()
    assert stale(tree) == ["survey"]
