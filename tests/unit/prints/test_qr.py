from xml.etree import ElementTree

import pytest

from survey.prints import qr
from tests.unit.prints.paper import codes, poster, posters_of

URLS = ["https://a.id/s/A", "https://survei.example.go.id/s/7KQ2M9XAVC4T?a=1&b=%20#x"]


@pytest.mark.parametrize("url", [*URLS, "https://a.id/" + "panjang/" * 20])
def test_a_code_leads_to_exactly_its_url(url: str) -> None:
    assert codes(posters_of(poster(url=url))) == [url]


def test_a_code_fits_a_page_with_a_strict_policy() -> None:
    drawn = qr.svg(URLS[1])
    assert "style" not in drawn
    assert "currentColor" not in drawn
    assert {node.get("fill") for node in ElementTree.fromstring(drawn)} == {"#fff", "none"}  # noqa: S314


def test_a_code_has_its_quiet_zone() -> None:
    rows = list(qr.matrix(URLS[0]))
    edge = qr.QUIET_ZONE
    assert not any(any(row) for row in rows[:edge] + rows[-edge:])
    assert not any(any(row[:edge] + row[-edge:]) for row in rows)
    assert rows[edge][edge]
