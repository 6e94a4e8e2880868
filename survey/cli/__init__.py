"""The command `survey`: one group of commands a file."""

import click

from survey.cli.aggregate import aggregate
from survey.cli.compliance import compliance
from survey.cli.registry import responses, unit
from survey.cli.rounds import export_responses, questionnaire, round_commands
from survey.cli.system import database_commands, fill_demo, serve, user
from survey.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="survey")
def main() -> None:
    """Suara Layanan: survei layanan publik, dari jawaban sampai nilai.

    Public service surveys, from answers to scores. Exit status: 0 done; 1 done, with
    rejected rows; 2 unusable input.
    """


COMMANDS = (
    *(aggregate, compliance, database_commands, export_responses, fill_demo, questionnaire),
    *(responses, round_commands, serve, unit, user),
)
for command in COMMANDS:
    main.add_command(command)
