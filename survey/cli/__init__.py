"""The command `survey`: one group of commands a file."""

import click

from survey.cli.aggregate import aggregate
from survey.cli.compliance import compliance
from survey.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="survey")
def main() -> None:
    """Suara Layanan: survei layanan publik, dari jawaban sampai nilai.

    Public service surveys, from answers to scores. Exit status: 0 done; 1 done, with
    rejected rows; 2 unusable input.
    """


main.add_command(aggregate)
main.add_command(compliance)
