"""A public name is a word of the domain, and of one module."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.factories import ROOT

# What stands in several modules, and why. Anything else is renamed, or private to its module.
SHARED: Final = {
    "TEXTS": "each file of messages holds its own part of the catalogue",
    "init_app": "Flask's word for what a part of the application sets up",
    "Answer": "one type, written where it would close a circle of imports",
    "Fault": "one type, written where it would close a circle of imports",
    "Group": "one type: the values a group is made of",
    "Rule": "a skip rule of a questionnaire; a rule by which an institution is scored",
    "Record": "a row of a file by column; a row of a result",
}
# Names that say nothing of what they do or hold.
EMPTY: Final = frozenset({"told", "shown", "listed", "found", "apart", "take"})


def public_names(tree: ast.Module) -> Iterator[str]:
    """Name what a module defines for others; a command or a page is known by its address."""
    for node in tree.body:
        decorated = isinstance(node, ast.FunctionDef) and node.decorator_list
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not decorated:
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (each.id for each in targets if isinstance(each, ast.Name))


def modules_by_name(package: Path) -> dict[str, set[str]]:
    """Say in which modules each public name is defined."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in package.rglob("*.py"):
        for name in public_names(ast.parse(path.read_text("utf-8"))):
            if not name.startswith("_"):
                found[name].add(str(path.relative_to(package)))
    return found


def test_a_public_name_means_one_thing() -> None:
    several = {name: at for name, at in modules_by_name(ROOT / "survey").items() if len(at) > 1}
    assert {name: at for name, at in several.items() if name not in SHARED} == {}
    assert set(SHARED) <= set(several), "a reason for a name that is no longer shared"


def test_a_public_name_says_what_it_does() -> None:
    assert set(modules_by_name(ROOT / "survey")) & EMPTY == set()


def test_a_name_in_two_modules_is_found(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text("def read() -> None: ...\n_read = 1\n", "utf-8")
    assert modules_by_name(tmp_path) == {"read": {"a.py", "b.py"}}
