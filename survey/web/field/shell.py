"""`/field/`: the page of the app, its service worker, and the list of files the phone caches."""

import json
from typing import Any, Final

from flask import Response, jsonify, render_template, url_for
from flask_babel import gettext as _

from survey.errors import Language
from survey.web.assets import asset, fingerprint, joined, script, scripts, style
from survey.web.field.blueprint import field
from survey.web.language import current, languages, name_of, speaking

_SHELLS: Final[dict[Language, str]] = {}
_SHORTEST_PIN: Final = 6


@field.get("/")
def app() -> str:
    """Return the page of the app: the same for everyone, so rendered once per language."""
    return _shell(current())


def _shell(language: Language) -> str:
    """Render the page once per language."""
    if language not in _SHELLS:
        with speaking(language):
            _SHELLS[language] = render_template(
                "field/app.html",
                lang=language,
                languages=[
                    {"code": each, "name": name_of(each)}
                    for each in languages()
                    if each != language
                ],
                manifest=url_for("field.manifest", lang=language),
                receipt_address=url_for(
                    "resident.code_form"
                ),  # the path alone: the phone knows the host
                faults=_faults(),
                home_url=url_for("field.app"),
            )
    return _SHELLS[language]


def _faults() -> dict[str, str]:
    """Return the texts of problems the app finds by itself, in the language of the page."""
    return {
        "network": _("The server is not responding. Check the connection and try again."),
        "needed": _("Fill this in."),
        "pin_short": _("At least %(count)s digits.", count=_SHORTEST_PIN),
        "pin_simple": _("Too easy to guess: do not repeat one digit or use digits in sequence."),
        "pin_differs": _("The two PINs do not match."),
        "pin_wrong": _("Wrong PIN. Try again."),
        "pin_wait": _("Too many wrong PINs. Wait a moment before the next one."),
        "form_missing": _(
            "The questionnaire for this unit is not on the phone yet. "
            "Open this page once while online."
        ),
        "open_elsewhere": _("This interview is open in another window. Continue there."),
        "not_stored": _("This could not be stored on the phone. Is the storage full?"),
    }


@field.get("/manifest.webmanifest")
def manifest() -> Response:
    """Return the web app manifest, by which the phone installs the app."""
    icon = {"src": asset("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    answer = jsonify(
        name=f"Suara Layanan – {_('Interviews')}",
        short_name="Suara Layanan",
        lang=current(),
        start_url=url_for("field.app", lang=current()),
        scope=url_for("field.app"),
        display="standalone",
        background_color="#0f5257",
        theme_color="#0f5257",
        icons=[{**icon, "purpose": "any"}, {**icon, "purpose": "maskable"}],
    )
    answer.mimetype = "application/manifest+json"
    return answer


@field.get("/sw.js")
def worker() -> Response:
    """Return the service worker: the list of files to cache, named by content, and its script."""
    kept = json.dumps(_precache(), ensure_ascii=True)
    source = f"const PRECACHE={kept};\n".encode() + joined(scripts() / "field" / "worker.js")
    answer = Response(source, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _precache() -> dict[str, Any]:
    """List everything the app needs. The name of the cache changes with the content of any file."""
    pages = {url_for("field.app", lang=each): _shell(each) for each in languages()}
    files = [style("app"), style("field"), asset("img/icon.svg")]
    files += [script("field/app.js")]
    files += [url_for("field.manifest", lang=each) for each in languages()]
    content = "\n".join([*files, *(fingerprint(each.encode()) for each in pages.values())])
    return {"version": fingerprint(content.encode()), "urls": [*pages, *files]}
