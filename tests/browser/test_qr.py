"""The QR codes a phone draws by itself: held to segno, and read by zxing as a phone reads them."""

import base64
import random
import string
from collections.abc import Iterator

import numpy as np
import pytest
import segno
import zxingcpp
from playwright.sync_api import Browser, Page
from segno import encoder

from tests.javascript import module

LOAD = f"() => {{ window.qr = {module('field/qr.js')}; }}"
ENCODE = """(texts) => texts.map((text) => {
  try { return window.qr.qrMatrix(text); } catch (error) { return error.name; }
})"""
# A dark page whose gaps are narrower than a quiet zone: each code must bring its own.
DRAW = """([texts, label]) => {
  document.body.style = "background: black; display: grid; gap: 4px; grid: auto / repeat(4, 1fr)";
  document.body.replaceChildren(...texts.map((text) => window.qr.qrDrawing(text, label)));
  return document.body.innerHTML;
}"""
PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const {data} = context.getImageData(0, 0, picture.width, picture.height);
  const grey = Array.from(data.filter((_, at) => at % 4 === 0));
  return [picture.width, grey.map((each) => each.toString(16).padStart(2, "0")).join("")];
}"""

CAPACITIES = (17, 32, 53, 78, 106)
EDGES = sorted({1, 2, *CAPACITIES, *(size - 1 for size in CAPACITIES), *(18, 33, 54, 79)})
LETTERS = string.ascii_letters + string.digits + string.punctuation + " "
BEYOND = ["é", "Ä" * 53, "Layanan – “baik”", "ꦱꦸꦮꦫ ꦭꦪꦤꦤ꧀", "😀" * 26, "日本語" * 5, "\x00\n\x7f"]
CHANCE = random.Random(18004)  # noqa: S311 (the same texts every time)


def written(length: int) -> str:
    return "".join(CHANCE.choices(LETTERS, k=length))


URL = "https://survei.example.go.id/s/7KQ2M9XAVC4T"
# Here the share of dark modules decides on the mask, which it seldom does.
MONOTONE = ["@" * 63, " " * 17, "~" * 10, "A" * 15]
TEXTS = [
    *("", *map(written, EDGES), *(written(CHANCE.randint(1, 106)) for _ in range(40))),
    *("A" * 60, "0" * 106, URL, *MONOTONE, *BEYOND),
]
DRAWN = ["7", URL, *MONOTONE[2:], *BEYOND[:-1], *map(written, CAPACITIES)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(color_scheme="dark", viewport={"width": 1000, "height": 1100})
    page.evaluate(LOAD)
    yield page
    page.close()


def reference(text: str) -> list[list[bool]]:
    """Ask segno, which like us weighs masks on a code that has no format yet."""
    code = segno.make(
        text, mode="byte", error="l", micro=False, boost_error=False, encoding="utf-8"
    )
    return [[bool(module) for module in row] for row in code.matrix]


def test_matrices_are_those_of_segno(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    # Segno 1.6 fills up to the next byte also where one is full, as it always is in byte mode
    # (heuer/segno issues 123 and 148); the standard puts the pad codewords right there.
    monkeypatch.setattr(encoder, "write_padding_bits", lambda *_: None)
    for text, found in zip(TEXTS, page.evaluate(ENCODE, TEXTS), strict=True):
        assert found == reference(text), text


def test_full_codes_are_those_of_an_unchanged_segno(page: Page) -> None:
    full = [written(size) for size in CAPACITIES for _ in range(3)]
    for text, found in zip(full, page.evaluate(ENCODE, full), strict=True):
        assert found == reference(text), text


def test_the_smallest_version_is_taken_and_longer_texts_are_refused(page: Page) -> None:
    lengths = [size + more for size in CAPACITIES for more in (0, 1)]
    found = page.evaluate(ENCODE, ["x" * length for length in lengths] + ["é" * 54])
    assert [len(each) for each in found[:-2]] == [21, 25, 25, 29, 29, 33, 33, 37, 37]
    assert found[-2:] == ["RangeError", "RangeError"]


def test_drawings_are_read_on_a_dark_page(page: Page) -> None:
    html = page.evaluate(DRAW, [DRAWN, 'Kode "A" & <B>'])
    width, pixels = page.evaluate(PIXELS, base64.b64encode(page.screenshot()).decode())
    picture = np.frombuffer(bytes.fromhex(pixels), np.uint8).reshape(-1, width)
    assert sorted(code.text for code in zxingcpp.read_barcodes(picture)) == sorted(DRAWN)
    assert "style" not in html
    codes = page.get_by_role("img", name='Kode "A" & <B>', exact=True)
    assert codes.count() == len(DRAWN)
    assert codes.first.locator("path").count() == 1
