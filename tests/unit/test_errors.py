import re
from string import Formatter

import pytest

from survey.errors import Problem, Unusable, join_names, shorten
from survey.messages import CATALOGUE
from tests.factories import ROOT

GIVEN = re.compile(r"""(?:Problem|Unusable|problem)\(\s*"([a-z0-9_]+)\"""")


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_say_the_same_things(code: str) -> None:
    texts = CATALOGUE[code]
    assert set(texts) == {"id", "en"}
    assert all(text.strip() for text in texts.values())
    assert slots(texts["id"]) == slots(texts["en"])


def test_every_code_that_is_raised_has_a_text() -> None:
    used = {
        code
        for path in (ROOT / "survey").rglob("*.py")
        for code in GIVEN.findall(path.read_text("utf-8"))
    }
    assert len(used) > 25
    assert used <= set(CATALOGUE)


def test_a_line_names_code_place_and_way_to_mend() -> None:
    problem = Problem("off_scale", 7, "waktu", "5", "a.csv", {"allowed": "1–4"})
    assert problem.line("en") == (
        "off_scale: a.csv, row 7, column waktu: answer 5 is off the scale 1–4; "
        "leave it empty, or fill in 1–4, refused, dont_know, not_asked"
    )
    assert problem.line("id").startswith(
        "off_scale: a.csv, baris 7, kolom waktu: jawaban 5 di luar skala"
    )


def test_a_message_stays_on_one_line() -> None:
    assert shorten("a\nb   c") == "a b c"
    assert len(shorten("x" * 500)) == 60


def test_braces_in_a_value_are_harmless() -> None:
    assert "{0}" in Problem("not_a_number", 2, "waktu", "{0}", slots={"allowed": "1–4"}).message(
        "en"
    )


def test_listed_says_how_many_more() -> None:
    assert join_names("abc", 2) == "a, b … (+1)"


def test_unusable_carries_its_problem() -> None:
    fault = Unusable("unknown_group_column", column="x", names="a, b").at("f.csv")
    assert fault.problem.line("en") == (
        "unknown_group_column: f.csv, column x: there is no column x for --by; there are: a, b"
    )
