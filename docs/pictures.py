"""Which pictures of the README are older than what they show: `make pictures`.

`make screenshots` writes `img/digest.json` beside the pictures: for each, the digest of the
templates, styles, scripts and sample data it shows.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "docs" / "img"
DIGESTS: Final = FOLDER / "digest.json"
COMMON: Final = (
    "docs/screenshots.py",
    "survey/services/demo/*.py",
    "templates/base.html",
    "templates/components/*",
)
RESIDENT: Final = (
    "survey/questionnaire/library/**/*.json",
    "survey/static/css/app.css",
    "survey/static/js/form/*",
    "templates/resident/*",
)
STAFF: Final = ("survey/static/css/*", "survey/examples/*.csv", "templates/staff/*")
SHOWN: Final = {"survey": RESIDENT, "merged": STAFF, "conflict": STAFF}


def digests() -> dict[str, str]:
    """Give for each picture the digest of what it shows now."""
    return {name: digest((*COMMON, *patterns)) for name, patterns in SHOWN.items()}


def digest(patterns: tuple[str, ...]) -> str:
    """Give the digest of files, their names included."""
    found = hashlib.sha256()
    for path in files(patterns):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def files(patterns: tuple[str, ...]) -> Iterator[Path]:
    """Give the files of some patterns, in one order everywhere; a pattern without any is wrong."""
    for pattern in sorted(patterns):
        found = sorted(path for path in ROOT.glob(pattern) if path.is_file())
        if not found:
            sys.exit(f"docs/pictures.py: nothing is named {pattern}")
        yield from found


def stale() -> list[str]:
    """Name the pictures that are missing or show what is no longer so."""
    then = json.loads(DIGESTS.read_text("utf-8")) if DIGESTS.exists() else {}
    return [
        name
        for name, now in digests().items()
        if then.get(name) != now or not (FOLDER / f"{name}.png").exists()
    ]


def remember() -> None:
    """Write down what the pictures show; for who has just made them all."""
    DIGESTS.write_text(json.dumps(digests(), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    told = [f"docs/img/{name}.png is stale: make screenshots" for name in stale()]
    sys.exit("\n".join(told) or None)
