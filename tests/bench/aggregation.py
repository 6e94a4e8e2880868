"""`make bench`: what speed and memory the aggregation has, with DuckDB as the floor.

Every figure is a whole process, so that nothing warm is counted as fast. The floor reads
the same file and computes the same element means by group; it checks nothing, keeps no
account of rows and knows no interval, so the ratio is the price of all that.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from survey.instrument import ELEMENTS, FORM_COLUMNS

ROWS = 200_000
RUNS = 3
FLOOR = """
import duckdb, sys
columns = ", ".join(f"avg({name})" for name in sys.argv[2].split(","))
source = f"read_csv('{sys.argv[1]}')"
duckdb.sql(f"select unit, count(*), {columns} from {source} group by unit").fetchall()
"""


def write_responses(path: Path) -> None:
    """Write rows as 54 units of a province would give them."""
    source = random.Random(1)  # noqa: S311, test data
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(("response_id", "unit", *ELEMENTS, *FORM_COLUMNS)) + "\n")
        for number in range(ROWS):
            elements = source.choices("1234", (1, 3, 8, 6), k=len(ELEMENTS))
            forms = source.choices("01", (19, 1), k=len(FORM_COLUMNS))
            cells = (str(number), f"Unit {number % 54}", *elements, *forms)
            file.write(",".join(cells) + "\n")


def measured(command: list[str]) -> tuple[float, float]:
    """Run a process; give its seconds and its peak memory in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Measure in pairs: the product, then the floor, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_responses(folder / "r.csv")
        ours = [sys.executable, "-m", "survey", "aggregate", str(folder / "r.csv")]
        ours += ["--by", "unit", "--out", str(folder / "o")]
        floor = [sys.executable, "-c", FLOOR, str(folder / "r.csv"), ",".join(ELEMENTS)]
        pairs = [(measured(ours), measured(floor)) for _ in range(RUNS)]
    for label, place in (("survey aggregate", 0), ("floor (DuckDB)", 1)):
        seconds = statistics.median(pair[place][0] for pair in pairs)
        memory = statistics.median(pair[place][1] for pair in pairs)
        print(f"{label:18} {ROWS:>8,} rows  {seconds:6.2f} s  {memory:6.0f} MB")  # noqa: T201
    ratios = sorted(a[0] / b[0] for a, b in pairs)
    print(f"ratio (median of {RUNS} pairs) {ratios[RUNS // 2]:.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
