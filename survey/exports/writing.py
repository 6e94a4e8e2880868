"""Writing a release in several formats, always with its manifest."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from survey.errors import Problem, Unusable, join_names
from survey.exports import csv, json, parquet, xlsx
from survey.exports.release import TABLES, Release

Writer = Callable[[Release, Path], None]

WRITERS: Final[dict[str, Writer]] = {
    "csv": csv.write_csv,
    "xlsx": xlsx.write_workbook,
    "json": json.write_json,
    "parquet": parquet.write_parquet,
}

_MANIFEST: Final = "manifest.json"
_FILES: Final = {
    "xlsx": (xlsx.FILE,),
    **{
        ending: tuple(f"{name}.{ending}" for name in TABLES)
        for ending in ("csv", "json", "parquet")
    },
}


def write_release(
    release: Release, folder: Path, formats: Sequence[str], inputs: Iterable[Path] = ()
) -> list[Problem]:
    """Write a release in several formats, always with its manifest.

    Returns a note where the folder also holds results of an earlier run. Raises `Unusable`
    where a result would overwrite an input, the folder cannot be written, or an extra is
    missing.
    """
    names = [*(name for each in formats for name in _FILES[each]), _MANIFEST]
    _refuse_overwriting(folder, names, inputs)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in formats:
            WRITERS[name](release, folder)
        json.write_manifest(release, folder)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("output_unwritable", file=str(folder), reason=reason) from None
    return _stale(folder, names)


def _refuse_overwriting(folder: Path, names: Iterable[str], inputs: Iterable[Path]) -> None:
    # Resolved, so that a link or `..` cannot disguise an input.
    read = {path.resolve(): path for path in inputs}
    for name in names:
        if source := read.get((folder / name).resolve()):
            raise Unusable("output_is_input", file=str(source))


def _stale(folder: Path, written: Sequence[str]) -> list[Problem]:
    """Report results of an earlier run that remain beside those just written."""
    known = {name for names in _FILES.values() for name in names}
    old = sorted(name for name in known - set(written) if (folder / name).exists())
    return [Problem("stale_results", slots={"names": join_names(old)})] if old else []
