"""The result in a few lines of text."""

from pathlib import Path
from typing import Any, Final

from survey.exports.csv import printed
from survey.exports.release import Release, printable

SHOWN: Final = 20
COLUMNS: Final = ("n", "ikm", "ikm_low", "ikm_high", "ikm_grade", "mal_rate", "freedom", "notes")
COUNTS: Final = {
    "id": "{rows_in} baris: {rows_used} dipakai, {rows_rejected} ditolak, {aside} disisihkan",
    "en": "{rows_in} rows: {rows_used} used, {rows_rejected} rejected, {aside} set aside",
}


def summary(release: Release, out: Path) -> str:
    """Print the first groups as aligned columns, and the account of rows."""
    tables = release.tables
    frame = printable(tables.scores[[*tables.by, *COLUMNS]])
    frame.insert(0, "suppressed", tables.scores["suppressed"])
    rows = [row[1:] for row in printed(frame.head(SHOWN), tables.min_n)]
    lines = aligned([[*tables.by, *COLUMNS], *rows])
    if len(frame) > SHOWN:
        lines.append(f"… (+{len(frame) - SHOWN})")
    return "\n".join([*lines, "", counts(release), *warnings(release), f"→ {out}"])


def counts(release: Release) -> str:
    """Account for every row."""
    manifest = release.manifest
    aside = sum(manifest["rows_set_aside"].values())
    return COUNTS[release.language].format(aside=aside, **known_counts(manifest))


def known_counts(manifest: Any) -> dict[str, int]:
    """Pick the counts a person looks for."""
    return {key: manifest[key] for key in ("rows_in", "rows_used", "rows_rejected")}


def warnings(release: Release) -> list[str]:
    """Print the first warnings."""
    found = [f"! {each['code']}: {each['message']}" for each in release.manifest["warnings"]]
    return found[:SHOWN] + ([f"! … (+{len(found) - SHOWN})"] if len(found) > SHOWN else [])


def aligned(rows: list[list[str]]) -> list[str]:
    """Pad cells so that columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
