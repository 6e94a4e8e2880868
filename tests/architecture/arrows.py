"""Reads imports as text and checks them against the arrows of ARCHITECTURE.md."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

# Lower may be imported by higher, never the other way round. One rank may not import itself
# across packages (web and cli, or aggregation and exports).
RANKS: Final = {
    "version": 0,
    "messages": 0,
    "instrument": 0,
    "folders": 0,
    "keyring": 0,
    "statuses": 0,
    "errors": 1,
    "config": 2,
    "sheets": 2,
    "aggregation": 3,
    "questionnaire": 3,
    "interview": 4,
    "exports": 4,
    "prints": 4,
    "models": 5,
    "extensions": 6,
    "forms": 6,
    "services": 7,
    "web": 8,
    "cli": 9,
    "__main__": 10,
}
# The same rule among the rooms of a package; a module that stands in no room is its ground.
ROOMS: Final[Mapping[str, Mapping[str, int]]] = {
    "services": {
        "store": 0,
        "accounts": 1,
        "register": 2,
        "rounds": 3,
        "collecting": 4,
        "field": 5,
        "reporting": 5,
        "demo": 6,
    },
    "aggregation": {
        "data": 0,
        "rounding": 0,
        "intervals": 0,
        "places": 0,
        "tables": 0,
        "settings": 0,
        "rows": 1,
        "design": 1,
        "scores": 2,
        "grade": 3,
        "disclosure": 3,
        "analysis": 4,
    },
}
# Pages of one audience know nothing of another's.
AUDIENCES: Final = ("resident", "field", "staff", "api")
# pandas costs a web worker 46 MB: what needs it is imported where a table is made.
# A command that needs no web application does not load it: the package itself makes it late.
# A table is read, and responses are written, with what its format needs.
LAZY: Final[Mapping[str, frozenset[str]]] = {
    "web": frozenset({"survey.services.reporting.from_round", "survey.prints"}),
    "__init__": frozenset({"flask", "survey.web.application"}),
    "sheets": frozenset({"survey.sheets.xlsx", "survey.sheets.parquet"}),
    "exports": frozenset({"pandas"}),
}
# A command imports what it runs when it runs, so that its help, and every other command, does
# not load it. That is true of the function of a command alone, and of the survey's own modules.
COMMANDS: Final = "cli"
FLASK: Final = frozenset({"web", "cli", "extensions", "__init__"})
# A name stands for its whole family: `flask` also for `flask_login` and `flask.cli`.
ONLY_IN: Final[Mapping[str, frozenset[str]]] = {
    "flask": FLASK,
    "jinja2": FLASK,
    "werkzeug": FLASK,
    "click": frozenset({"cli"}),
    "wtforms": frozenset({"forms"}),
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
    place = (*relative.parts[:-1], relative.stem)
    area = place[0]
    tree = ast.parse(path.read_text("utf-8"))
    top_level = set(map(id, tree.body)) | {id(node) for each in tree.body for node in guarded(each)}
    of_commands = set(map(id, imports_of_commands(tree))) if area == COMMANDS else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = targets(node)
            late = id(node) not in top_level and not set(names) <= LAZY.get(area, frozenset())
            if late and not (id(node) in of_commands and own(names)):
                yield f"{relative}:{node.lineno}: import inside a function"
            for target in names:
                if not allowed(place, target):
                    yield f"{relative}:{node.lineno}: {'.'.join(place[:2])} may not import {target}"


def guarded(node: ast.stmt) -> list[ast.stmt]:
    """Give the imports of an optional extra, in a try at the top, and those for types alone."""
    types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    return node.body if isinstance(node, ast.Try) or types else []  # type: ignore[attr-defined]


def imports_of_commands(tree: ast.Module) -> Iterator[ast.stmt]:
    """Find the imports of functions that are a command, but not those of functions within them."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and any(map(is_command, function.decorator_list)):
            for node in function.body:
                yield node
                if isinstance(node, ast.If):
                    yield from node.body


def is_command(decorator: ast.expr) -> bool:
    """Tell `@click.command(…)` and `@group.command(…)`."""
    made = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(made, ast.Attribute) and made.attr == "command"


def own(names: list[str]) -> bool:
    """Tell whether all that is imported is the survey's own."""
    return all(name.startswith("survey.") for name in names)


def targets(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Name what an import statement imports, down to the room it stands in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    module = node.module or ""
    packages = ("survey", *(f"survey.{each}" for each in (*ROOMS, "web")))
    if module in packages or module in LAZY_PACKAGES:
        return [f"{module}.{alias.name}" for alias in node.names]
    return [module]


LAZY_PACKAGES: Final = frozenset(
    name.rpartition(".")[0] for names in LAZY.values() for name in names if "." in name
)


def family(target: str) -> str:
    """Name the library a module belongs to: `flask` for `flask_login`."""
    return target.split(".")[0].split("_")[0]


def allowed(place: tuple[str, ...], target: str) -> bool:
    """Tell whether a module may import another."""
    area = place[0]
    first, *rest = target.split(".")
    if family(target) in ONLY_IN:
        return area in ONLY_IN[family(target)]
    if first != "survey" or not rest or area == "__init__":
        return True
    if rest == ["create_app"]:
        return area == "cli"
    if rest[0] == area:
        return beside(place, tuple(rest))
    if rest[0] not in RANKS:
        return rest[0].startswith("__")
    return area in RANKS and RANKS[rest[0]] < RANKS[area]


def beside(place: tuple[str, ...], target: tuple[str, ...]) -> bool:
    """Tell whether one part of a package may import another part of it."""
    area, own, other = place[0], *(part[1] if len(part) > 1 else "" for part in (place, target))
    if area == "web":
        return own == other or not {own, other} <= set(AUDIENCES)
    ranks = ROOMS.get(area, {})
    if own == other or own == "__init__" or not ranks:
        return True
    return own in ranks and other in ranks and ranks[other] < ranks[own]
