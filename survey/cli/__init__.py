"""The command `survey`: one group of commands per file."""

import gc
import sys
from typing import Any, Final

import click
from click.exceptions import NoArgsIsHelpError

from survey.cli.aggregate import aggregate
from survey.cli.common import DONE, UNUSABLE
from survey.cli.compare import compare
from survey.cli.compliance import compliance
from survey.cli.devices import assignment, device
from survey.cli.registry import responses, unit
from survey.cli.rights import show_receipt
from survey.cli.rounds import export_responses, questionnaire, round_commands
from survey.cli.system import database_commands, fill_demo, serve, user
from survey.version import __version__

# Loading libraries makes many objects that stay: looking through them for garbage after every 700
# of them costs a short command a tenth of its time.
_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000


class OneLine(click.Group):
    """Reports a wrong call on one line, as problems of files are."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run, and end the process with the exit status of the contract."""
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        try:
            status = super().main(*args, **{**options, "standalone_mode": False})
        except NoArgsIsHelpError as fault:
            click.echo(fault.format_message())
            sys.exit(UNUSABLE)
        except click.ClickException as fault:
            click.echo(f"survey: usage: {fault.format_message()}", err=True)
            sys.exit(UNUSABLE)
        except click.Abort:
            sys.exit(UNUSABLE)
        sys.exit(status or DONE)


@click.group(
    cls=OneLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="survey")
def main() -> None:
    """Suara Layanan: survei layanan publik, dari jawaban sampai nilai.

    Public service surveys, from answers to scores. Exit status: 0 done; 1 done, with
    rejected rows; 2 unusable input.
    """


COMMANDS = (
    *(aggregate, assignment, compare, compliance, database_commands, device),
    *(export_responses, fill_demo, questionnaire, responses, round_commands),
    *(serve, show_receipt, unit, user),
)
for command in COMMANDS:
    main.add_command(command)
