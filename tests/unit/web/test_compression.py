"""What travels compressed."""

import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from survey import create_app

LONG = "<p>jawaban</p>" * 100


@pytest.fixture
def client() -> FlaskClient:
    """The application, with a page of any status, type and length."""
    app = create_app({"DATABASE_URL": "sqlite://"})

    @app.route("/made/<int:status>/<path:mimetype>/<int:size>")
    def made(status: int, mimetype: str, size: int) -> Response:
        return Response(LONG[:size], status, mimetype=mimetype)

    return Flask.test_client(app)


def fetch(client: FlaskClient, address: str, accepted: str = "gzip") -> tuple[int, str, bytes]:
    """Fetch a page; gives its status, how it is compressed, and its bytes."""
    answer = client.get(f"/made/{address}", headers={"Accept-Encoding": accepted})
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.headers["Content-Length"] == str(len(answer.data))
    return answer.status_code, answer.headers.get("Content-Encoding", ""), answer.data


@pytest.mark.parametrize("status", [200, 400, 404, 409, 422, 500, 503])
def test_pages_of_any_status_are_compressed_and_keep_it(client: FlaskClient, status: int) -> None:
    found, encoding, data = fetch(client, f"{status}/text/html/1000")
    assert (found, encoding) == (status, "gzip")
    assert gzip.decompress(data).decode() == LONG[:1000]


def test_the_smaller_of_two_ways_is_chosen(client: FlaskClient) -> None:
    assert fetch(client, "422/text/html/1000", "gzip, br")[1] == "br"


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("200/text/html/1000", ""),
        ("422/text/html/1000", "identity"),
        ("422/text/html/1000", "zstd"),
        ("422/text/html/400", "gzip"),
        ("200/application/pdf/1000", "gzip"),
        ("303/text/html/1000", "gzip"),
    ],
)
def test_what_stays_as_it_is(client: FlaskClient, address: str, accepted: str) -> None:
    status, encoding, data = fetch(client, address, accepted)
    assert (str(status), encoding) == (address[:3], "")
    assert data.decode() == LONG[: int(address.rpartition("/")[2])]
