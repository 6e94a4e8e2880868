"""The links of a round: open links, kiosks, and posters with their QR codes."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import format_date

from survey.errors import Unusable
from survey.models import Link, Round
from survey.services.rounds.questionnaires import definition_of, minutes
from survey.web.files import attachment
from survey.web.language import current
from survey.web.public import public_url
from survey.web.staff.access import round_or_404, visible_links
from survey.web.staff.blueprint import page, staff
from survey.web.words import sector_word

_SIZES = ("a4", "a5")
_MOST = 600


@staff.get("/rounds/<code>/links")
def links(code: str) -> str:
    """List the links of a round."""
    round_ = round_or_404(code)
    return page(
        "links.html",
        round=round_,
        demo=round_.demo,
        links=[_listed(link) for link in visible_links(round_)],
        posters=[
            {"size": size.upper(), "url": url_for(".posters", code=code, size=size)}
            for size in _SIZES
        ],
    )


def _listed(link: Link) -> dict[str, Any]:
    code, slug = link.round.code, link.slug
    return {
        "unit": link.unit.name,
        "institution": link.unit.institution.name,
        "sector": sector_word(link.unit.sector),
        "url": public_url("resident.survey", slug=slug),
        "kiosk_url": public_url("resident.kiosk", slug=link.kiosk_slug),
        "qr_url": url_for(".qr_code", code=code, slug=slug),
        "posters": [
            {"size": size.upper(), "url": url_for(".posters", code=code, size=size, link=slug)}
            for size in _SIZES
        ],
    }


@staff.get("/rounds/<code>/posters-<size>.pdf")
def posters(code: str, size: str) -> Response:
    """Return the posters of a round, or of one unit, one page each."""
    from survey import prints  # noqa: PLC0415 (the typesetter is loaded to print)

    round_ = round_or_404(code)
    wanted, owner = request.args.get("link", ""), request.args.get("institution", "")
    found = [
        link
        for link in visible_links(round_)
        if wanted in ("", link.slug) and owner in ("", link.unit.institution.code)
    ]
    if size not in _SIZES or not found:
        abort(404)
    if len(found) > _MOST:
        raise Unusable("too_many_posters", count=len(found), limit=_MOST)
    pages = [
        prints.Poster(
            unit=link.unit.name,
            institution=link.unit.institution.name,
            url=public_url("resident.survey", slug=link.slug),
            minutes=minutes(definition_of(link.questionnaire_version)),
            closes_on=format_date(round_.closes_on, "d MMMM y"),
            kept_until=format_date(round_.retention_on, "d MMMM y"),
            contact=round_.contact or link.unit.institution.name,
            demo=round_.demo,
        )
        for link in found
    ]
    content = prints.posters(pages, "a5" if size == "a5" else "a4", current())
    return attachment(content, "application/pdf", _file_name(round_, "poster", size, found))


def _file_name(round_: Round, kind: str, size: str, found: list[Link]) -> str:
    unit = f"-{found[0].unit.code}" if len(found) == 1 else ""
    return f"{kind}-{round_.code}{unit}-{size}.pdf"


@staff.get("/rounds/<code>/qr/<slug>.svg")
def qr_code(code: str, slug: str) -> Response:
    """Return the QR code of one link as SVG, for an office's own leaflets."""
    from survey.prints import qr  # noqa: PLC0415 (with the typesetter)

    known = [link.slug for link in visible_links(round_or_404(code))]
    if slug not in known:
        abort(404)
    drawn = qr.svg(public_url("resident.survey", slug=slug))
    return attachment(drawn.encode(), "image/svg+xml", f"qr-{slug}.svg")
