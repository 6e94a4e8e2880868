"""Reads imports as text and holds them to the arrows of ARCHITECTURE.md."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# Lower may be imported by higher, never the other way round. One rank may not import itself
# across packages (web and cli, or aggregation and exports), but for the pairs allowed below.
RANKS: Final = {
    "version": 0,
    "messages": 0,
    "instrument": 0,
    "folders": 0,
    "errors": 1,
    "config": 2,
    "extensions": 2,
    "sheets": 2,
    "aggregation": 3,
    "questionnaire": 3,
    "interview": 4,
    "exports": 4,
    "prints": 4,
    "models": 5,
    "forms": 6,
    "services": 7,
    "web": 8,
    "cli": 9,
    "__main__": 10,
}
# pandas costs a web worker 46 MB: what needs it is imported where a table is made.
LAZY: Final = frozenset({"survey.services.figures", "survey.prints"})
ONLY_IN: Final = {
    "flask": {"web", "cli", "extensions", "__init__"},
    "jinja2": {"web", "cli", "extensions", "__init__"},
    "click": {"cli"},
    "wtforms": {"forms"},
}


def violations(package: Path) -> list[str]:
    """List every import that points up, sideways, or out of its place."""
    return [
        fault
        for path in sorted(package.rglob("*.py"))
        for fault in file_violations(path, path.relative_to(package))
    ]


def file_violations(path: Path, relative: Path) -> Iterator[str]:
    """Check one file."""
    area = relative.parts[0].removesuffix(".py")
    tree = ast.parse(path.read_text("utf-8"))
    top_level = set(map(id, tree.body)) | {id(node) for each in tree.body for node in guarded(each)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = targets(node)
            if id(node) not in top_level and not (area == "web" and set(names) <= LAZY):
                yield f"{relative}:{node.lineno}: import inside a function"
            for target in names:
                if not allowed(area, target):
                    yield f"{relative}:{node.lineno}: {area} may not import {target}"


def guarded(node: ast.stmt) -> list[ast.stmt]:
    """Give the imports of an optional extra, which stand in a try at the top."""
    return node.body if isinstance(node, ast.Try) else []


def targets(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Name what an import statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if node.module in ("survey", "survey.services"):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [node.module or ""]


def allowed(area: str, target: str) -> bool:
    """Tell whether an area may import a module."""
    first, *rest = target.split(".")
    if first in ONLY_IN:
        return area in ONLY_IN[first]
    if first != "survey" or not rest or area == "__init__":
        return True
    if rest == ["create_app"]:
        return area == "cli"
    if rest[0] == area or rest[0] not in RANKS:
        return rest[0] == area or rest[0].startswith("__")
    return area in RANKS and RANKS[rest[0]] < RANKS[area]
