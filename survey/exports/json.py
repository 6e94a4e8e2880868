"""JSON: one list of records per table; a figure that is suppressed or missing is null."""

import json
from pathlib import Path
from typing import Any

from survey.exports.release import Release, row_records


def write_json(release: Release, folder: Path) -> None:
    """Write one JSON file per table."""
    for name, frame in release.frames().items():
        dump_json(folder / f"{name}.json", list(row_records(frame)))


def write_manifest(release: Release, folder: Path) -> None:
    """Write manifest.json: what went in, how it was computed, and what a reader should know."""
    dump_json(folder / "manifest.json", release.manifest)


def dump_json(path: Path, content: Any) -> None:
    """Write a value as indented UTF-8. NaN is an error: it is not JSON."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
