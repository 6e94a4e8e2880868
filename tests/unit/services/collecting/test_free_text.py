"""Free text: kept apart, long runs of digits masked."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from survey.extensions import db
from survey.models import FreeText, QuarantinedSubmission, Submission
from survey.services.collecting.accept import accept
from survey.services.collecting.free_text import masked
from survey.web.store import store
from tests.world import World, arrival


@pytest.mark.parametrize(
    "text",
    [
        "3604010203040001",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "(0254) 123 4567 8",
        "0812.3456.789",
        "36 04 01 02 03 04 00 01",
        "0812\u200b3456\u200b7890",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "081.234.567.890",
        "0812_3456_7890",
        "0812*3456*7890",
        "0812\u20113456\u20117890",
        "628.123.456.789",
        "812.345.678.901",
        "0812\n\n3456 | 7890",
    ],
)
def test_numbers_of_people_are_masked(text: str) -> None:
    found = masked(f"hubungi saya {text} ya")
    assert not re.search(r"\d", found)
    assert found.startswith("hubungi saya ")
    assert found.endswith(" ya")


@pytest.mark.parametrize(
    "text",
    [
        "Loket 3 buka 08.00–12.00",
        "tanggal 31-05-2024",
        "diminta Rp150.000.000",
        "bayar 1.500.000,00 tanpa kuitansi",
        "Law 25/2009 dan 14/2017",
        "dari 50.000 - 100.000 menjadi 2.000.000 – 3.000.000",
        "Rp150,000,000 dan Rp 1.250.000.000",
        "24/11/2026 08.30 lalu 25/11/2026",
    ],
)
def test_what_matters_stays(text: str) -> None:
    assert masked(text) == text


@given(st.text(), st.integers(10**8, 10**17), st.text())
def test_no_long_run_survives(before: str, number: int, after: str) -> None:
    assert not re.search(r"\d{9}", masked(f"{before} {number} {after}"))


@given(st.text())
def test_masking_twice_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.fixture
def context(app: Flask, world: World) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.usefixtures("context")
def test_it_is_stored_apart() -> None:
    number = accept(store(), arrival(suggestion="Telepon saya 081234567890")).id
    row = db.session.get(Submission, number)
    assert row is not None
    assert "Telepon" not in f"{row.content}{row.response}"
    assert db.session.scalars(select(FreeText.text)).one() == "Telepon saya ############"


@pytest.mark.usefixtures("context")
def test_the_same_text_again_is_a_duplicate() -> None:
    sent = [
        accept(store(), arrival(suggestion="Telepon saya 081234567890")).status for _ in range(2)
    ]
    assert sent == ["stored", "duplicate"]


@pytest.mark.usefixtures("context")
def test_what_is_kept_apart_is_masked_too() -> None:
    accept(store(), arrival(questionnaire="nowhere", suggestion="NIK 3604010203040001"))
    raw = db.session.scalars(select(QuarantinedSubmission.raw)).one()
    assert "3604010203040001" not in raw
    assert "NIK ################" in raw
