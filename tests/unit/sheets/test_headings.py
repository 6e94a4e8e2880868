"""One rule reads every heading: of responses, of scores, of units, of margins."""

import pytest

from survey.aggregation.grade import compliance
from survey.aggregation.rows.columns import plan
from survey.instrument import ELEMENTS
from survey.sheets.headings import heading_key

SPELLINGS = ["institution_code", "Institution Code", " INSTITUTION-CODE ", "institution\tcode"]


@pytest.mark.parametrize("heading", SPELLINGS)
def test_spellings_of_a_heading_are_one(heading: str) -> None:
    assert heading_key(heading) == "institution_code"
    columns = plan([heading, *ELEMENTS], by=[heading])
    assert (columns.names[0], columns.by) == ("institution_code", ("institution_code",))
    names = ["year", "method", heading, "Institution", "score", "max-score", "Source URL"]
    (entry,) = compliance.read_scores(
        names, [(2, ["2024", "opinion-2022", "36.01", "A", "90", "100", "https://a.example"])]
    ).entries
    assert entry.institution_code == "36.01"


def test_a_column_of_its_own_keeps_its_name_and_is_found_however_it_is_spelled() -> None:
    columns = plan(["Jenis Layanan", *ELEMENTS], by=["jenis-layanan"])
    assert columns.by == ("Jenis Layanan",)


def test_other_headings_stay_apart() -> None:
    assert heading_key("institution") != heading_key("institution code")
