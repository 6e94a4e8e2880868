"""From a tally and its account of rows to a release: score, merge, suppress, report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd

from survey.aggregation.analysis.quadrant import gap_notes
from survey.aggregation.disclosure.suppression import suppress
from survey.aggregation.grade.compliance import Compliance
from survey.aggregation.grade.merging import merge
from survey.aggregation.intervals import CONFIDENCE
from survey.aggregation.rows.columns import ColumnPlan
from survey.aggregation.rows.responses import Chunk, Intake, kept_notes
from survey.aggregation.scores.samples import MarginTotals, Sampling
from survey.aggregation.scores.scores import Tables, score
from survey.aggregation.scores.tallies import Tally, tally
from survey.aggregation.settings import Lonely, Settings
from survey.errors import Language, Problem, join_names
from survey.exports.release import Release
from survey.instrument import ITEMS, Missing
from survey.version import __version__

_NOT_ASKED: Final = list(Missing).index(Missing.NOT_ASKED)
DEMO_NOTE: Final = "demo_data"
PLACES: Final = ("institution_code", "institution", "unit_code", "unit")


@dataclass(frozen=True)
class Options:
    """What is asked for, wherever the responses come from."""

    by: Sequence[str] = ()
    compliance_year: int | None = None
    channels: frozenset[str] | None = None
    settings: Settings = field(default_factory=Settings)
    lonely_psu: Lonely = "adjust"
    trim: float | None = None
    margins: MarginTotals = field(default_factory=dict)
    language: Language = "id"


@dataclass
class Reading:
    """What the files held: the tally, and an account of every row."""

    tally: Tally
    rows_in: int = 0
    rows_rejected: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    undated: int = 0
    files: int = 1
    frames: list[pd.DataFrame] = field(default_factory=list)
    sampling: Sampling | None = None

    @property
    def rows_used(self) -> int:
        """Count the rows in the tally."""
        return int(self.tally.sums.n.sum())

    def add(
        self, chunks: Iterator[Chunk], intake: Intake, columns: ColumnPlan, file: str = ""
    ) -> None:
        """Add responses, a chunk at a time."""
        for chunk in chunks:
            batch = intake.take(chunk, columns, file)
            if self.sampling is None:
                self.tally = self.tally + tally(batch.frame, columns.by)
            else:
                self.frames.append(batch.frame)
            self.undated += undated_rows(batch.frame)
            self.rows_in += batch.rows_in
            self.rows_rejected += batch.rows_rejected
            self.set_aside += batch.set_aside
            self.problems += batch.problems
            told = {(note.code, note.value) for note in self.notes}
            self.notes += [
                note.at(file)
                for note in kept_notes(chunk.text, columns)
                if (note.code, note.value) not in told
            ]

    def drawn(self) -> None:
        """Tally the rows that were kept because their design needs all of them at once."""
        if self.sampling is not None and any(map(len, self.frames)):
            rows = pd.concat(self.frames, ignore_index=True)
            self.tally = tally(rows, self.tally.by, self.sampling)
            self.frames = []

    def leave_out(self, rows: Mapping[str, int]) -> None:
        """Account for responses that were left out before they were read."""
        self.rows_in += sum(rows.values())
        self.set_aside.update(rows)  # with the zeros: each reason is told


def release_of(
    reading: Reading,
    published: Compliance | None,
    options: Options,
    inputs: list[dict[str, str]],
    *,
    demo: bool = False,
) -> Release:
    """Score, merge and suppress. Sample data are marked in every row and in the manifest."""
    reading.drawn()
    tables = score(reading.tally, options.settings)
    merged = merge(tables, published, options.compliance_year)
    notes = [*reading.notes, *(published.notes if published else ()), *merged.notes]
    notes += _undated_note(reading)
    notes += reading.tally.sample.notes if reading.tally.sample else []
    notes += _caveats(merged.frame)
    public = suppress(replace(tables, merged=merged.frame), options.settings.min_n)
    if demo:
        public = replace(public, scores=_of_demo(public.scores), merged=_of_demo(public.merged))
    manifest = _manifest_of(reading, published, options, inputs, notes)
    manifest["no_answer"] = no_answer(reading.tally, public)
    return Release(
        tables=public,
        rejected=reading.problems,
        manifest=manifest | {"demo": demo},
        language=options.language,
        several_files=reading.files > 1,
        rejected_scores=published.problems if published else [],
    )


def _caveats(merged: pd.DataFrame) -> list[Problem]:
    """Return what a reader of the gaps should know, once per method and year."""
    if "gap" not in merged:
        return []
    found = merged.loc[merged["gap"].notna(), ["method", "year"]].drop_duplicates()
    notes = [note for method, year in found.to_numpy() for note in gap_notes(method, int(year))]
    return list({(note.code, str(note.slots)): note for note in notes}.values())


def undated_rows(frame: pd.DataFrame) -> int:
    """Count rows without a year; 0 where the file has no such column."""
    return int((frame["year"] == "").sum()) if "year" in frame else 0


def _undated_note(reading: Reading) -> list[Problem]:
    """Note that rows without a year count with the others, but stand apart by year."""
    tally = reading.tally
    if not reading.undated or not tally.years or "year" in tally.by:
        return []
    slots: dict[str, int | str] = {
        "count": reading.undated,
        "year": join_names(sorted(tally.years)),
    }
    return [Problem("undated_rows", column="year", slots=slots)]


def _of_demo(frame: pd.DataFrame) -> pd.DataFrame:
    """Mark the rows whose answers are samples; rows of published scores alone are real."""
    surveyed = frame["suppressed"].notna()
    codes = [
        (DEMO_NOTE, *notes) if own else notes
        for own, notes in zip(surveyed, frame["notes"], strict=True)
    ]
    return frame.assign(notes=pd.Series(codes, index=frame.index, dtype=object))


def _manifest_of(
    reading: Reading,
    published: Compliance | None,
    options: Options,
    inputs: list[dict[str, str]],
    notes: Sequence[Problem],
) -> dict[str, Any]:
    rejected = published.problems if published else []
    return {
        "rows_in": reading.rows_in,
        "rows_used": reading.rows_used,
        "rows_rejected": reading.rows_rejected,
        "rows_set_aside": {"channel": 0, **reading.set_aside},
        "inputs": inputs,
        "compliance": {
            "rows_in": published.rows_in if published else 0,
            "rows_rejected": published.rows_rejected if published else 0,
            "rejected": [as_manifest_entry(problem, options.language) for problem in rejected],
        },
        "settings": {
            "by": list(reading.tally.by),
            "element_weight": options.settings.element_weight,
            "min_n": options.settings.min_n,
            "channels": sorted(options.channels) if options.channels is not None else "all",
            "compliance_year": options.compliance_year,
            "confidence": CONFIDENCE,
            "design": _described(reading),
        },
        "version": __version__,
        "warnings": [as_manifest_entry(note, options.language) for note in notes],
    }


def _described(reading: Reading) -> dict[str, Any] | None:
    """Return the design used in the computation; None for simple random sampling.

    `effective_n`: Kish's effective sample size, where weights are unequal.
    """
    sampling, sample = reading.sampling, reading.tally.sample
    if sampling is None:
        return None
    stated = {name: value for name, value in vars(sampling).items() if value}
    weighted = sampling.weights or sampling.population or sampling.margins
    effective = sample.main.effective_n if sample is not None and weighted else None
    return stated | {
        "margins": sorted(sampling.margins),
        **({"effective_n": round(effective, 1)} if effective is not None else {}),
    }


def no_answer(tally: Tally, public: Tables) -> dict[str, dict[str, int]]:
    """Count the reasons for no answer, by item.

    Left out: items without any or never asked, and items whose base is suppressed somewhere, since
    the number of rows used and these counts would disclose it.
    """
    hidden = {
        *public.elements.loc[public.elements["n"].isna(), "element"],
        *("mal_" + public.maladministration.loc[public.maladministration["n"].isna(), "form"]),
    }
    counts = tally.sums.missing.sum(axis=0)
    reasons = [reason.name.lower() for reason in Missing]
    return {
        item: {reason: int(c) for reason, c in zip(reasons, row, strict=True) if c}
        for item, row in zip(ITEMS, counts, strict=True)
        if row.any() and row[_NOT_ASKED] < tally.sums.n.sum() and item not in hidden
    }


def as_manifest_entry(problem: Problem, language: Language) -> dict[str, str | int | None]:
    """Return a problem in the form used by the manifest."""
    return {
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message(language),
    }
