"""Puts the figures of a design into the records of a group. Bases and counts stay as they are."""

from fractions import Fraction
from typing import Any

from survey.aggregation.rounding import half_up
from survey.aggregation.scores import index
from survey.aggregation.scores.design_figures import Figure, Figures

Record = dict[str, Any]

# Digits beyond which a weighted value is rounding: half up must not turn on them.
DIGITS = 9


def under_design(
    found: Figures, score: Record, elements: list[Record], forms: list[Record]
) -> None:
    """Replace every value, SE, df and interval by those of the design."""
    put_score(found, score)
    for record in elements:
        figure = found.get(record["element"])
        if figure is not None:
            record |= {"mean": figure.value, "se": figure.se, **ends(figure)}
    for record in forms:
        figure = found.get(f"mal_{record['form']}")
        if figure is not None:
            record |= {"share": figure.value, **ends(figure)}


def put_score(found: Figures, score: Record) -> None:
    """Replace the figures of the group's own row."""
    notes = [note for note in score["notes"].split(";") if note and not doubtful(note)]
    if (ikm := found.get("ikm")) is not None:
        put_index(ikm, score)
        notes += [] if ikm.interval else ["ikm_interval_not_estimable"]
    if (freedom := found.get("freedom")) is not None:
        value = float(half_up(exact(freedom.value)))
        score |= {"freedom": value, "freedom_se": freedom.se, **ends(freedom, "freedom_")}
        notes += [] if freedom.interval else ["freedom_interval_not_estimable"]
    if (rate := found.get("mal_rate")) is not None:
        score |= {"mal_rate": rate.value, **ends(rate, "mal_")}
    score["notes"] = ";".join(dict.fromkeys([*notes, *found.notes]))


def doubtful(note: str) -> bool:
    """Tell a note on an interval, which the design decides anew."""
    return note.endswith("_interval_not_estimable")


def put_index(ikm: Figure, score: Record) -> None:
    """Replace the index with its grade."""
    value = exact(ikm.value)
    rounded = float(half_up(value))
    score |= {
        "ikm": rounded,
        "ikm_grade": index.grade(value),
        "ikm_rescaled": index.rescaled(rounded),
        "ikm_se": ikm.se,
        "ikm_df": ikm.df,
        "ikm_deff": ikm.deff,
        **ends(ikm, "ikm_"),
    }


def exact(value: float) -> Fraction:
    """Take a weighted value without its last digits, which are rounding."""
    return Fraction(f"{value:.{DIGITS}f}")


def ends(figure: Figure, prefix: str = "") -> Record:
    """Give the ends of the interval."""
    low, high = figure.interval or (None, None)
    return {f"{prefix}low": low, f"{prefix}high": high}
