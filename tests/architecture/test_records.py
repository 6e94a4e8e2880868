"""Documents that have to name what is there: decisions and dependencies."""

import configparser
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.factories import ROOT

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
HEADINGS = ["Context", "Alternatives", "Decision", "Consequences"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_dated_and_weighs_alternatives(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. .+\n\nDate: \d{{4}}-\d\d-\d\d\n", text)
    assert re.findall(r"^## (.+)", text, re.MULTILINE) == HEADINGS
    assert "\n- **" in text


def test_decisions_are_numbered_and_listed_in_the_architecture() -> None:
    listed = re.findall(r"\(docs/decisions/([\w-]+\.md)\)", (ROOT / "ARCHITECTURE.md").read_text())
    assert listed == [path.name for path in DECISIONS]
    assert [int(name[:4]) for name in listed] == list(range(1, len(listed) + 1))


def test_every_dependency_has_a_row() -> None:
    """What it is for, its size and its licence stand in docs/dependencies.md."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    extras = setup["options.extras_require"].values()
    lines = "\n".join([setup["options"]["install_requires"], *extras]).splitlines()
    asked = {Requirement(line).name for line in lines if line and not line.startswith("#")}
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| .+ \| .+ \| .+ \|$", text, re.MULTILINE)
    assert asked == set(rows) - {"package"}
