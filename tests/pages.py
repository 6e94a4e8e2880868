"""What holds of every page: a client that looks at each page it is given.

The rules are those a machine can check without a browser; tests/browser asks axe for the rest.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from babel.support import Translations
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as Page
from selectolax.lexbor import LexborNode as Node
from werkzeug.test import TestResponse

from survey.folders import folder

# Inputs that a person does not fill in, or that name themselves by their value.
UNLABELLED: Final = {"hidden", "submit", "reset", "button", "image"}
SKIP: Final = "Skip to content"


class Visitor(FlaskClient):
    """A test client that refuses a page with a fault."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask, and look at the page that comes back."""
        answer = super().open(*args, **kwargs)
        if is_page(answer):
            found = faults(answer.text)
            assert not found, (answer.request.method, answer.request.path, found)
        return answer


def is_page(answer: TestResponse) -> bool:
    """Tell whether people see it: no redirect, no file, not compressed."""
    shown = answer.mimetype == "text/html" and not 300 <= answer.status_code < 400
    return shown and "Content-Encoding" not in answer.headers and bool(answer.data)


def faults(html: str) -> list[str]:
    """Say what is wrong with a page."""
    page = Page(html)
    return [fault for rule in RULES for fault in rule(page)]


def headings(page: Page) -> Iterator[str]:
    """Exactly one heading of the first level on show; each hidden screen of the app has its own."""
    if (found := len(page.css("h1:not([hidden], [hidden] *)"))) != 1:
        yield f"{found} h1"


def titles(page: Page) -> Iterator[str]:
    """A title that says something."""
    title = page.css_first("head > title")
    if title is None or not title.text(strip=True):
        yield "no title"


def ids(page: Page) -> Iterator[str]:
    """No id twice, and every reference leads to one."""
    counts = Counter(str(node.attributes["id"]) for node in page.css("[id]"))
    yield from (f"id {name} {count} times" for name, count in counts.items() if count > 1)
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for node in page.css(f"[{attribute}]"):
            named = str(node.attributes[attribute] or "").split()
            yield from (f"{attribute} {name}: no such id" for name in named if name not in counts)


def labels(page: Page) -> Iterator[str]:
    """Every field a person fills in is labelled."""
    pointed = {str(node.attributes["for"]): node for node in page.css("label[for]")}
    for field in page.css("input, select, textarea"):
        kind = field.attributes.get("type") or ""
        if kind not in UNLABELLED and not labelled(field, pointed):
            yield f"no label: {(field.html or '')[:100]}"


def labelled(field: Node, pointed: dict[str, Node]) -> bool:
    """Find the words of a label."""
    given = field.attributes
    named = given.get("aria-label") or given.get("aria-labelledby")
    label = pointed.get(given.get("id") or "") or around(field)
    return bool(named) or (label is not None and bool(label.text(strip=True)))


def around(field: Node) -> Node | None:
    """Find the label a field stands in."""
    node = field.parent
    while node is not None and node.tag != "label":
        node = node.parent
    return node


def language(page: Page) -> Iterator[str]:
    """The language the page says it is in is the one its frame speaks."""
    spoken = "".join(str(node.attributes["lang"]) for node in page.css("html[lang]"))
    words = "".join(node.text(strip=True) for node in page.css("a.skip-link"))
    if not spoken or words != skip_in(spoken):
        yield f"lang={spoken!r}, but {words!r}"


@cache
def skip_in(spoken: str) -> str:
    """Give the first words of every page in a language."""
    return Translations.load(str(folder("translations")), [spoken]).gettext(SKIP)


def inline(page: Page) -> Iterator[str]:
    """Nothing that the content security policy would refuse."""
    yield from (f"inline style: {node.tag}" for node in page.css("style, [style]"))
    yield from ("inline script" for _ in page.css("script:not([src])"))
    for node in page.css("*"):
        for name, value in node.attributes.items():
            if name.startswith("on") or (value or "").lstrip().lower().startswith("javascript:"):
                yield f"inline script: {node.tag} {name}"


def unrendered(page: Page) -> Iterator[str]:
    """No piece of a template."""
    if found := re.search(r"\{\{|\{%|\{#|%\(\w+\)s", page.html or ""):
        yield f"unrendered: {found[0]}"


RULES: Final[tuple[Callable[[Page], Iterator[str]], ...]] = (
    *(headings, titles, ids, labels, language, inline, unrendered),
)
