"""What `survey aggregate` reports about a release it wrote."""

from pathlib import Path

import click

from survey.cli.common import DONE, DONE_WITH_REJECTED, show
from survey.cli.summary import summary
from survey.errors import Problem
from survey.exports.release import Release


def tell(release: Release, out: Path, stale: list[Problem], rejected_file: str) -> int:
    """Print the summary and every kind of problem; return the exit status."""
    click.echo(summary(release, out))
    show(stale, release.language, "!")
    show(release.rejected_scores, release.language, "--compliance:")
    show(release.rejected, release.language, f"{rejected_file}:")
    rejected = release.manifest["rows_rejected"] or release.manifest["compliance"]["rows_rejected"]
    return DONE_WITH_REJECTED if rejected else DONE
