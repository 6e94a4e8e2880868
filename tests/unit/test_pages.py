"""The inspector of pages finds every fault it names."""

import pytest
from flask import Flask, Response
from werkzeug.test import Client

from tests.pages import Visitor, faults, skip_in

GOOD = f"""<!doctype html><html lang="id"><head><title>Judul</title></head><body>
<a class="skip-link" href="#main">{skip_in("id")}</a><main id="main"><h1>Judul</h1>
<section hidden><h1>Layar lain</h1></section>
<form><input type="hidden" name="ticket"><label for="a">Umur</label><input id="a" name="age">
<label><input type="radio" name="b"> Ya</label><select aria-label="Sektor"></select>
<p id="c">Saran</p><textarea aria-labelledby="c"></textarea><input type="submit" value="Kirim">
</form></main><script src="/js/page.js"></script></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    assert faults(GOOD) == []
    assert faults(GOOD.replace('"id"', '"en"').replace(skip_in("id"), skip_in("en"))) == []


@pytest.mark.parametrize(
    ("piece", "instead", "fault"),
    [
        ("<h1>Judul</h1>", "<h2>Judul</h2>", "0 h1"),
        ("<h1>Judul</h1>", "<h1>Judul</h1><h1>Lagi</h1>", "2 h1"),
        ("<title>Judul</title>", "<title> </title>", "no title"),
        ("<title>Judul</title>", "", "no title"),
        ('<p id="c">', '<p id="c"><b id="a"></b>', "id a 2 times"),
        ('for="a"', 'for="z"', "for z: no such id"),
        ('for="a"', 'for="c"', "no label: <input id="),
        ('aria-labelledby="c"', 'aria-labelledby="z"', "aria-labelledby z: no such id"),
        (' aria-label="Sektor"', "", "no label: <select"),
        (' aria-labelledby="c"', "", "no label: <textarea"),
        (" Ya</label>", "</label>", "no label: <input type="),
        ('lang="id"', 'lang="en"', "lang='en', but"),
        (' lang="id"', "", "lang='', but"),
        ("<main", '<main style="top:0"', "inline style: main"),
        ("</head>", "<style>p{top:0}</style></head>", "inline style: style"),
        (' src="/js/page.js"', "", "inline script"),
        ("<main", '<main onclick="go()"', "inline script: main onclick"),
        ('href="#main"', 'href="javascript:go()"', "inline script: a href"),
        ("Umur", "{{ label }}", "unrendered: {{"),
        ("Umur", "{% if age %}", "unrendered: {%"),
        ("Umur", "%(age)s", "unrendered: %(age)s"),
    ],
)
def test_each_fault_is_found(piece: str, instead: str, fault: str) -> None:
    assert GOOD.count(piece) == 1
    found = faults(GOOD.replace(piece, instead))
    assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize("status", [200, 404, 422])
def test_a_client_refuses_a_page_with_a_fault(status: int) -> None:
    app = Flask(__name__)
    app.test_client_class = Visitor
    app.add_url_rule("/<int:of>", view_func=lambda of: Response("<p>{{", of, mimetype="text/html"))
    assert Client(app).get(f"/{status}").status_code == status
    assert app.test_client().get("/303").status_code == 303
    with pytest.raises(AssertionError, match="no title"):
        app.test_client().get(f"/{status}")
