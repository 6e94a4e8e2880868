"""The result in a few lines of text."""

from pathlib import Path
from typing import Any, Final

from survey.exports.csv import printed
from survey.exports.release import Release, printed_table

_SHOWN: Final = 20
_COLUMNS: Final = ("n", "ikm", "ikm_low", "ikm_high", "ikm_grade", "mal_rate", "freedom", "notes")
_COUNTS: Final = {
    "id": "{rows_in} baris: {rows_used} dipakai, {rows_rejected} ditolak, {aside} disisihkan",
    "en": "{rows_in} rows: {rows_used} used, {rows_rejected} rejected, {aside} set aside",
}


def summary(release: Release, out: Path) -> str:
    """Print the first groups as aligned columns, and the account of rows."""
    tables = release.tables
    frame = printed_table(tables.scores[[*tables.by, *_COLUMNS]])
    frame.insert(0, "suppressed", tables.scores["suppressed"])
    rows = [row[1:] for row in printed(frame.head(_SHOWN), tables.min_n)]
    lines = _aligned([[*tables.by, *_COLUMNS], *rows])
    if len(frame) > _SHOWN:
        lines.append(f"… (+{len(frame) - _SHOWN})")
    return "\n".join([*lines, "", _row_account(release), *warnings(release), f"→ {out}"])


def _row_account(release: Release) -> str:
    manifest = release.manifest
    aside = sum(manifest["rows_set_aside"].values())
    return _COUNTS[release.language].format(aside=aside, **_known_counts(manifest))


def _known_counts(manifest: Any) -> dict[str, int]:
    return {key: manifest[key] for key in ("rows_in", "rows_used", "rows_rejected")}


def warnings(release: Release) -> list[str]:
    """Print the first warnings."""
    found = [f"! {each['code']}: {each['message']}" for each in release.manifest["warnings"]]
    return found[:_SHOWN] + ([f"! … (+{len(found) - _SHOWN})"] if len(found) > _SHOWN else [])


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
