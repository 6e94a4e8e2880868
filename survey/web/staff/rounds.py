"""Rounds: the list, the merged table of one, its links and its files."""

import tempfile
from pathlib import Path
from typing import Any, Final

from flask import Response, abort, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from survey.instrument import CHANNELS
from survey.models import Round
from survey.services.collecting import submissions
from survey.services.register import score_conflicts
from survey.services.reporting.response_rows import Selection
from survey.services.rounds import rounds as round_service
from survey.web.files import attachment
from survey.web.language import current
from survey.web.staff.access import own_institution, round_or_404
from survey.web.staff.blueprint import page, staff
from survey.web.store import store
from survey.web.words import grade_words, host, quadrant_words, sector_word

Sources = dict[tuple[str, str], str]

_FORMATS: Final = {"csv": "text/csv; charset=utf-8"} | {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}


@staff.get("/")
def rounds() -> str:
    """List the rounds."""
    return page("rounds.html", rounds=[_listed(each) for each in round_service.all_rounds(store())])


def _listed(round_: Round) -> dict[str, Any]:
    held = submissions.count_submissions(store(), round_)
    return {
        "code": round_.code,
        "name": round_.name,
        "url": url_for(".merged", code=round_.code),
        "links_url": url_for(".links", code=round_.code),
        "state": round_service.state_of(store(), round_),
        "opens": format_date(round_.opens_on, "d MMM y"),
        "closes": format_date(round_.closes_on, "d MMM y"),
        "units": held.units,
        "counts": {channel: held.by_channel.get(channel, 0) for channel in CHANNELS},
        "waiting": held.quarantined + held.waiting,
        "review_url": url_for(".review", code=round_.code),
    }


@staff.get("/rounds/<code>")
def merged(code: str) -> str:
    """Show the merged table: the grade next to the index, channels kept separate."""
    from survey.services.reporting import from_round  # noqa: PLC0415 (pandas, only for a table)

    round_ = round_or_404(code)
    selection = _selected()
    scores = score_conflicts.scores(store())
    rows = from_round.table(store(), round_, selection, scores)
    held = submissions.count_submissions(store(), round_)
    sources = score_conflicts.sources(scores, round_.compliance_year)
    arguments = {name: value for name, value in vars(selection).items() if value}
    return page(
        "merged.html",
        round=round_,
        demo=round_.demo,
        action=url_for(".merged", code=code),
        filters=_filters(round_, selection),
        totals=_totals(held),
        downloads=_downloads(code, arguments),
        conflicts=score_conflicts.count_unresolved(scores, round_.compliance_year),
        conflicts_url=url_for(".conflicts"),
        pages=_pages_of(round_),
        rows=[_table_row(row, sources) for row in rows],
    )


def _pages_of(round_: Round) -> list[dict[str, str]]:
    pages = ((".links", _("Links and posters")), (".tokens", _("One-time links")))
    return [
        {"url": url_for(name, code=round_.code), "text": text}
        for name, text in (*pages, (".review", _("Pending review")))
    ]


def _totals(held: submissions.Counts) -> list[dict[str, Any]]:
    return [
        {"label": _("Complete answers"), "value": held.complete, "note": None},
        {
            "label": _("Ended early"),
            "value": held.ended_early,
            "note": _("not eligible or no consent"),
        },
        {
            "label": _("Pending review"),
            "value": held.set_aside,
            "note": _("stored, not counted until reviewed"),
        },
        {
            "label": _("Not acceptable"),
            "value": held.quarantined,
            "note": _("quarantined, not counted"),
        },
        {"label": _("Withdrawn"), "value": held.withdrawn, "note": _("erased by the respondent")},
    ]


def _downloads(code: str, arguments: dict[str, Any]) -> list[dict[str, str]]:
    """Return the download links of this selection, for both sets of channels."""
    sets = (("official", _("interview + token")), ("open", _("online + kiosk")))
    return [
        {
            "format": f"{ending.upper()} · {words}",
            "url": url_for(".download", code=code, ending=ending, channels=name, **arguments),
        }
        for name, words in sets
        for ending in _FORMATS
    ]


def _filters(round_: Round, selection: Selection) -> dict[str, Any]:
    sectors, institutions = round_service.places_of(store(), round_)
    own = own_institution()
    return {
        "sectors": [{"value": each, "text": sector_word(each)} for each in sectors],
        "institutions": [
            {"value": value, "text": name} for value, name in institutions if own in ("", value)
        ],
        "sector": selection.sector,
        "institution": selection.institution,
    }


def _table_row(row: Any, sources: Sources) -> dict[str, Any]:
    record = row.grade
    return {
        "unit": record["unit"] or _("Whole institution"),
        "institution": record["institution"],
        "sector": sector_word(record["sector"]) if record["sector"] else _("all sectors"),
        "whole": not record["unit"],
        "compliance": _published_side(record, sources),
        "chosen": _figure(row.official),
        "open": _figure(row.open),
        "gap": row.official.get("gap"),
        "quadrant": quadrant_words(row.official.get("quadrant") or ""),
        "in_doubt": row.in_doubt,
        "channels": _tested(row.difference),
    }


def _tested(difference: Any) -> dict[str, Any] | None:
    """Return the difference between the two sets of channels, with its test."""
    if difference is None or difference.value is None:
        return None
    return {"value": difference.value, "p": difference.p}


def _published_side(record: dict[str, Any], sources: Sources) -> dict[str, Any] | None:
    if "compliance_conflict" in (record["notes"] or ""):
        return {"conflict": True}
    if record["compliance_score"] is None:
        return None
    names = ("zone", "zone_source", "category", "category_source")
    source_url = sources.get((record["institution"], record["unit"] or ""), "")
    return {
        "conflict": False,
        "source_url": source_url,
        "source": host(source_url),
        "score": record["compliance_score"],
        "max_score": record["compliance_max"],
        "score_100": record["compliance_100"],
        **{name: record[name] for name in names},
    }


def _figure(record: dict[str, Any]) -> dict[str, Any] | None:
    """Return the figures of one set of channels; None where nobody answered."""
    if record.get("suppressed") is None:
        return None
    if record["ikm"] is None:
        return {"suppressed": True}
    return {
        "suppressed": False,
        "n": record["n"],
        "ikm": record["ikm"],
        "low": record["ikm_low"],
        "high": record["ikm_high"],
        "grade": record["ikm_grade"],
        "words": grade_words(record["ikm_grade"]),
    }


@staff.get("/rounds/<code>/<channels>.<ending>")
def download(code: str, channels: str, ending: str) -> Response:
    """Return the merged table as a file: the same figures as `survey aggregate --round`."""
    from survey.services.reporting import from_round  # noqa: PLC0415 (pandas, only for a table)

    round_ = round_or_404(code)
    if ending not in _FORMATS or channels not in from_round.CHANNEL_SETS:
        abort(404)
    release = from_round.published_release(store(), round_, channels, _selected(), current())
    with tempfile.TemporaryDirectory() as folder:
        path = from_round.write_file(release, Path(folder), ending)
        content = path.read_bytes()
    return attachment(content, _FORMATS[ending], f"{code}-{channels}.{ending}")


def _selected() -> Selection:
    """Read the filter; an account of one institution sees only that one."""
    institution = own_institution() or request.args.get("institution", "")
    return Selection(request.args.get("sector", ""), institution)
