"""Writing a release: one format a file, each with `write(release, folder)`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from survey.errors import Unusable
from survey.exports import csv, json, parquet, xlsx
from survey.exports.release import Release

Writer = Callable[[Release, Path], None]

FORMATS: Final[dict[str, Writer]] = {
    "csv": csv.write,
    "xlsx": xlsx.write,
    "json": json.write,
    "parquet": parquet.write,
}

__all__ = ["FORMATS", "Release", "write"]


def write(release: Release, folder: Path, formats: Iterable[str]) -> None:
    """Write a release in several formats, and its manifest always.

    Raises `Unusable` where the folder cannot be written or an extra is missing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in formats:
            FORMATS[name](release, folder)
        json.write_manifest(release, folder)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("output_unwritable", file=str(folder), reason=reason) from None
