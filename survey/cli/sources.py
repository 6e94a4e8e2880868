"""What `survey aggregate` and `survey compare` start from: files, or a round of the database."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from survey.aggregation.settings import ELEMENT_WEIGHTS

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)

files_argument = click.argument("files", nargs=-1, type=PATH, metavar="[RESPONSES…]")
round_option = click.option(
    "--round", "code", help="Putaran dari basis data. A round, from the database."
)
compliance_option = click.option(
    "--compliance", type=PATH, help="Nilai Ombudsman. Published scores (CSV, XLSX)."
)
out_option = click.option(
    "--out", type=PATH, required=True, help="Folder hasil. Folder of the results."
)


def compliance_year_option(where: str = "") -> Callable[[Command], Command]:
    """Ask for the year of the assessment; `where` says where it is needed."""
    meaning = f"Tahun penilaian. Year{where}."
    return click.option("--compliance-year", type=click.IntRange(1900, 2999), help=meaning)


def element_weight_option(meaning: str | None = None) -> Callable[[Command], Command]:
    """Ask for the weight of an element."""
    weights = click.Choice(list(ELEMENT_WEIGHTS))
    return click.option(
        "--element-weight", type=weights, default="exact", show_default=True, help=meaning
    )


def min_n_option(**attributes: Any) -> Callable[[Command], Command]:
    """Ask for the smallest base that is shown; without a default a round has its own."""
    return click.option("--min-n", type=click.IntRange(min=1), **attributes)


def require_one_source(files: Sequence[Path], code: str | None) -> None:
    """Refuse a call with both files and a round, or neither."""
    if bool(files) == bool(code):
        raise click.UsageError("RESPONSES… / --round CODE")
