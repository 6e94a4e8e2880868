"""JSON: a list of records a table; a figure that is hidden or not there is null."""

import json
from pathlib import Path
from typing import Any

from survey.exports.release import Release, row_records


def write_json(release: Release, folder: Path) -> None:
    """Write a file a table."""
    for name, frame in release.frames().items():
        dump_json(folder / f"{name}.json", list(row_records(frame)))


def write_manifest(release: Release, folder: Path) -> None:
    """Write what went in, how it was computed and what to know about it."""
    dump_json(folder / "manifest.json", release.manifest)


def dump_json(path: Path, content: Any) -> None:
    """Write readable UTF-8."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
