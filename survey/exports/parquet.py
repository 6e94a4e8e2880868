"""Writing Parquet, with the extra `parquet`."""

from pathlib import Path
from typing import Final

import pandas as pd

from survey.aggregation.tables import DECIMALS
from survey.errors import Unusable
from survey.exports.release import Release

try:
    import pyarrow as arrow
except ImportError:  # the extra is not installed
    arrow = None

_WHOLE: Final = ("row",)


def write_parquet(release: Release, folder: Path) -> None:
    """Write one Parquet file per table; raises `Unusable` without the extra."""
    if arrow is None:
        raise Unusable("needs_parquet")
    for name, frame in release.frames().items():
        _typed(frame).to_parquet(folder / f"{name}.parquet", index=False)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    # Stated, not inferred: a table without rows would get columns of no type.
    frame = frame.copy()
    for name in frame.columns:
        if name in _WHOLE:
            frame[name] = frame[name].astype("Int64")
        elif name not in DECIMALS:
            frame[name] = frame[name].astype("string")
    return frame
