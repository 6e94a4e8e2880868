"""JSON: a list of records a table; a figure that is hidden or not there is null."""

import json
from pathlib import Path
from typing import Any

from survey.exports.release import Release, records


def write(release: Release, folder: Path) -> None:
    """Write a file a table."""
    for name, frame in release.frames().items():
        write_json(folder / f"{name}.json", list(records(frame)))


def write_manifest(release: Release, folder: Path) -> None:
    """Write what went in, how it was computed and what to know about it."""
    write_json(folder / "manifest.json", release.manifest)


def write_json(path: Path, content: Any) -> None:
    """Write readable UTF-8."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
