"""Joins small ES modules into one script, for phones that pay for each request.

Each module keeps a scope of its own, so its names need to be unique only within it. What the
joiner does not read it refuses: an import that stayed in the script would stop the whole page.
"""

import re
from pathlib import Path
from typing import Final

from rjsmin import jsmin

NAMES: Final = r"\{((?:\w+, )*\w+)\}"
IMPORT: Final = re.compile(rf'^import (?:{NAMES} from )?"(\.\.?/[\w./-]+\.js)";\n', re.MULTILINE)
# Neither `let`, whose later values a script of one piece would not see, nor `default`.
EXPORT: Final = re.compile(
    r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE
)
UNREAD: Final = re.compile(r"^[ \t]*(?:import|export)\b(?!:).*|\bimport\(.*", re.MULTILINE)
COMMENT: Final = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)


class JoinError(Exception):
    """A module that cannot be joined, and why."""


def join(entry: Path) -> bytes:
    """Join a module and those it imports, each once, imported ones first, comments dropped."""
    modules = in_order(entry, ())
    return str(jsmin("".join(scoped(each, modules) for each in modules))).encode()


def in_order(module: Path, above: tuple[Path, ...]) -> list[Path]:
    """List what a module imports, directly or not, each before whoever needs it; then itself."""
    if module in above:
        raise JoinError(f"{module.name} imports itself by way of {above[-1].name}")
    found = [
        each for imported, _ in imports(module) for each in in_order(imported, (*above, module))
    ]
    return [*dict.fromkeys(found), module]


def scoped(module: Path, modules: list[Path]) -> str:
    """Give a module as a function that is called at once and gives what the module exports."""
    source = IMPORT.sub("", text_of(module))
    given = EXPORT.findall(source)
    taken = "".join(
        f"const {{{', '.join(names)}}} = {name_of(imported, modules)};\n"
        for imported, names in imports(module)
        if names
    )
    head = f"const {name_of(module, modules)} = " if given else ""
    tail = f"return {{{', '.join(given)}}};\n" if given else ""
    return f"{head}(() => {{\n{taken}{EXPORT.sub('', source)}{tail}}})();\n"


def imports(module: Path) -> list[tuple[Path, list[str]]]:
    """List the modules that one imports, with the names it takes from each."""
    source = text_of(module)
    if unread := UNREAD.search(COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", source)))):
        raise JoinError(f"{module.name}: this form is not read: {unread[0].strip()}")
    found = []
    for names, place in IMPORT.findall(source):
        imported, wanted = (module.parent / place).resolve(), names.split(", ") if names else []
        if unknown := set(wanted) - set(EXPORT.findall(text_of(imported))):
            raise JoinError(f"{module.name}: {imported.name} does not export {sorted(unknown)}")
        found.append((imported, wanted))
    return found


def name_of(module: Path, modules: list[Path]) -> str:
    """Name a module within the script."""
    return f"m{modules.index(module)}"


def text_of(module: Path) -> str:
    """Read a module."""
    if not module.is_file():
        raise JoinError(f"there is no {module.name}")
    return module.read_text("utf-8")
