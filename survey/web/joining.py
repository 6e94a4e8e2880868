"""Joins small ES modules into one script, for phones that pay for each request.

Each module keeps its own scope, so its names need to be unique only within it. The joiner
refuses what it cannot read: an import left in the script would stop the whole page.
"""

import re
from pathlib import Path
from typing import Final

from rjsmin import jsmin

_NAMES: Final = r"\{((?:\w+, )*\w+)\}"
_IMPORT: Final = re.compile(rf'^import (?:{_NAMES} from )?"(\.\.?/[\w./-]+\.js)";\n', re.MULTILINE)
# Neither `let`, whose later values the joined script would not see, nor `default`.
_EXPORT: Final = re.compile(
    r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE
)
_UNREAD: Final = re.compile(r"^[ \t]*(?:import|export)\b(?!:).*|\bimport\(.*", re.MULTILINE)
_COMMENT: Final = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)


class JoinError(Exception):
    """A module that cannot be joined, and why."""


def join(entry: Path) -> bytes:
    """Return a module joined with those it imports: each once, imported ones first, no comments."""
    modules = _in_order(entry, ())
    return str(jsmin("".join(_scoped(each, modules) for each in modules))).encode()


def _in_order(module: Path, above: tuple[Path, ...]) -> list[Path]:
    """List what a module imports, directly or not, dependencies first and itself last."""
    if module in above:
        raise JoinError(f"{module.name} imports itself by way of {above[-1].name}")
    found = [
        each for imported, _ in _imports(module) for each in _in_order(imported, (*above, module))
    ]
    return [*dict.fromkeys(found), module]


def _scoped(module: Path, modules: list[Path]) -> str:
    """Wrap a module in a function that is called at once and returns its exports."""
    source = _IMPORT.sub("", _text_of(module))
    given = _EXPORT.findall(source)
    taken = "".join(
        f"const {{{', '.join(names)}}} = {_name_of(imported, modules)};\n"
        for imported, names in _imports(module)
        if names
    )
    head = f"const {_name_of(module, modules)} = " if given else ""
    tail = f"return {{{', '.join(given)}}};\n" if given else ""
    return f"{head}(() => {{\n{taken}{_EXPORT.sub('', source)}{tail}}})();\n"


def _imports(module: Path) -> list[tuple[Path, list[str]]]:
    """List the modules one imports, with the names imported from each."""
    source = _text_of(module)
    if unread := _UNREAD.search(_COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", source)))):
        raise JoinError(f"{module.name}: this form is not read: {unread[0].strip()}")
    found = []
    for names, place in _IMPORT.findall(source):
        imported, wanted = (module.parent / place).resolve(), names.split(", ") if names else []
        if unknown := set(wanted) - set(_EXPORT.findall(_text_of(imported))):
            raise JoinError(f"{module.name}: {imported.name} does not export {sorted(unknown)}")
        found.append((imported, wanted))
    return found


def _name_of(module: Path, modules: list[Path]) -> str:
    return f"m{modules.index(module)}"


def _text_of(module: Path) -> str:
    if not module.is_file():
        raise JoinError(f"there is no {module.name}")
    return module.read_text("utf-8")
