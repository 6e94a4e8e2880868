"""Data for tests: response rows, files, typed frames, and the real data where it is at hand."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import settings

from survey.instrument import ELEMENTS, FORM_COLUMNS, ITEMS, Missing
from tests import absent

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SURVEY_SHARED", ROOT.parent / "shared")) / "data"
EXAMPLES = ROOT / "survey" / "examples"
SEKADAU = EXAMPLES / "skm_sekadau_2019s1_first49.csv"
BANTEN = EXAMPLES / "compliance_banten_2018_2024.csv"


def at_most(examples: int) -> settings:
    """Settle for fewer examples than others, where each is costly; a quick run has fewer still."""
    return settings(max_examples=min(examples, settings().max_examples))


def gianyar() -> Path:
    """Give 201 real answers, in a file that may not be committed; skip where it is absent."""
    path = SHARED / "skm_gianyar_skck_2020.csv"
    if not path.exists():
        absent.skip(absent.GIANYAR)
    return path


def response(
    elements: Sequence[object] = (3,) * 9, forms: Sequence[object] = (), **more: Any
) -> dict[str, str]:
    """Make one row of a response file."""
    row = dict(zip(ELEMENTS, elements, strict=True)) | dict(zip(FORM_COLUMNS, forms, strict=False))
    return {name: str(value) for name, value in (more | row).items()}


def write_csv(path: Path, rows: Iterable[Mapping[str, str]], separator: str = ",") -> Path:
    """Write rows under the columns of all of them."""
    found = list(rows)
    columns = list(dict.fromkeys(name for row in found for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=separator, restval="")
        writer.writeheader()
        writer.writerows(found)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table back as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def frame(
    elements: Sequence[Sequence[int]], forms: Sequence[Sequence[int]] = (), **columns: object
) -> pd.DataFrame:
    """Make a typed frame; forms that are not given were not asked."""
    typed = pd.DataFrame(elements, columns=list(ELEMENTS), dtype=np.int8)
    for place, name in enumerate(FORM_COLUMNS):
        typed[name] = np.array(
            [row[place] for row in forms] or [Missing.NOT_ASKED] * len(typed), dtype=np.int8
        )
    assert list(typed.columns) == list(ITEMS)
    given: dict[str, Any] = {"channel": "interview", **columns}
    for name, value in given.items():
        typed[name] = value
    return typed
