import pytest

from survey.aggregation.rows.columns import plan
from survey.errors import Unusable
from survey.instrument import ELEMENTS


def refused(code: str, heading: list[str], **options: object) -> str:
    with pytest.raises(Unusable) as caught:
        plan(heading, **options)  # type: ignore[arg-type]
    assert caught.value.problem.code == code
    return caught.value.problem.message("en")


def test_headings_are_read_whatever_their_capitals() -> None:
    found = plan([" Waktu ", "PRODUK", "Institution Code"], by=["INSTITUTION_CODE"])
    assert found.names == ("waktu", "produk", "institution_code")
    assert found.by == ("institution_code",)


def test_u_headings_follow_the_regulation_and_name_the_trap() -> None:
    found = plan([f"U{number}" for number in range(1, 10)])
    assert found.names == ELEMENTS
    assert [note.code for note in found.notes] == ["u_headings"]
    assert "U8 = pengaduan" in found.notes[0].message("id")


def test_unknown_columns_are_kept_listed_and_can_be_grouped_by() -> None:
    found = plan(["waktu", "Kecamatan", ""], by=["kecamatan"])
    assert found.by == ("Kecamatan",)
    assert "Kecamatan, column_3" in found.notes[0].message("en")


def test_no_element_column() -> None:
    refused("no_item_columns", ["nama", "mal_imbalan"])


def test_a_column_twice_also_under_two_names() -> None:
    refused("duplicate_column", ["waktu", "Waktu"])
    refused("duplicate_column", ["waktu", "U3"])


def test_a_design_is_read() -> None:
    found = plan(["waktu", "Stratum", "psu", "weight"])
    assert found.design == ("weight", "stratum", "psu")
    refused("design_ssu_without_psu", ["waktu", "ssu"])


def test_a_margin_needs_its_column() -> None:
    assert plan(["waktu", "sex"], carried=["Sex"]).carried == ("sex",)
    refused("unknown_group_column", ["waktu"], carried=["sex"])


def test_groups_that_cannot_be() -> None:
    assert "waktu" not in refused("unknown_group_column", ["waktu", "unit"], by=["unti"])
    refused("group_by_item", ["waktu", "unit"], by=["waktu"])


@pytest.mark.parametrize("name", ["n", "notes", "ikm", "element", "form", "share", "zone", "row"])
def test_a_group_cannot_be_named_like_a_figure(name: str) -> None:
    refused("group_name_taken", ["waktu", name], by=[name])


def test_unknown_columns_of_one_name_are_kept_apart() -> None:
    assert plan(["waktu", "x", "x", ""]).names == ("waktu", "x", "x_2", "column_4")
    assert plan(["waktu", "x", "x", "x_2"]).names == ("waktu", "x", "x_3", "x_2")


def test_a_group_column_is_first_taken_as_it_is_written() -> None:
    assert plan(["waktu", "k", "K"], by=["K"]).by == ("K",)


def test_channels_that_cannot_be() -> None:
    refused("unknown_channel_option", ["waktu", "channel"], channels={"web"})
    refused("no_channel_column", ["waktu"], channels={"token"})
