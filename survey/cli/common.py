"""What the commands share: language, problems, comma-separated options."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

import click

from survey.errors import Language, Problem, Unusable, shorten

DONE: Final = 0
DONE_WITH_REJECTED: Final = 1
UNUSABLE: Final = 2
_SHOWN: Final = 10
_LANGUAGE: Final = "survey.language"

_P = ParamSpec("_P")


def language() -> Language:
    """Follow the locale: English where it asks for it, Indonesian otherwise."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "en" if os.environ[name].casefold().startswith("en") else "id"
    return "id"


def _keep_language(context: click.Context, _option: click.Parameter, value: Language) -> None:
    """Keep the language with the call, so that only commands that use it ask for it."""
    context.meta[_LANGUAGE] = value


language_option = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    default=language,
    show_default="locale",
    expose_value=False,
    callback=_keep_language,
    help="Bahasa pesan. Language of messages.",
)


def chosen_language() -> Language:
    """Return the language of this call: `--lang`, or else the locale's."""
    return str(click.get_current_context().meta[_LANGUAGE])


def fail_in_one_line(command: Callable[_P, int]) -> Callable[_P, None]:
    """Give a command `--lang`; exit with the status it returns; report a problem on one line."""

    @language_option
    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except Unusable as fault:
            click.echo(f"survey: {fault.problem.line(chosen_language())}", err=True)
            status = UNUSABLE
        except (click.ClickException, click.Abort):
            raise
        except Exception as fault:
            status = _unexpected(fault, chosen_language())
        sys.exit(status)

    return run


def _unexpected(fault: Exception, lang: Language) -> int:
    """Report an unexpected failure on one line, never with the exit status of a success."""
    if os.environ.get("SURVEY_DEBUG"):
        raise fault
    reason = f"{type(fault).__name__}: {fault}"
    click.echo(
        f"survey: {Problem('unexpected', slots={'reason': shorten(reason)}).line(lang)}", err=True
    )
    return UNUSABLE


def show(problems: list[Problem], lang: Language, heading: str) -> None:
    """Print problems on standard error, the first few in full."""
    if problems:
        click.echo(heading, err=True)
    for problem in problems[:_SHOWN]:
        click.echo(f"  {problem.line(lang)}", err=True)
    if len(problems) > _SHOWN:
        click.echo(f"  … (+{len(problems) - _SHOWN})", err=True)


class NameList(click.ParamType[tuple[str, ...]]):
    """A comma-separated list: `a,b,c`."""

    name = "a,b,…"

    def __init__(self, allowed: tuple[str, ...] | None = None) -> None:
        self.allowed = allowed

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Split, and check where only some names are allowed."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(part.strip() for part in str(value).split(",") if part.strip()))
        if not names:
            self.fail("a,b,…", param, ctx)
        for name in names:
            if self.allowed is not None and name not in self.allowed:
                self.fail(f"{name!r}: {', '.join(self.allowed)}", param, ctx)
        return names
