"""`survey show-receipt`: all that is held about one receipt."""

import json

import click

from survey.cli.common import DONE, fail_in_one_line
from survey.errors import Unusable


@click.command("show-receipt")
@click.argument("code")
@fail_in_one_line
def show_receipt(code: str) -> int:
    """Tampilkan semua yang disimpan tentang satu tanda terima. All held about one receipt."""
    from survey.cli.store import opened
    from survey.services.collecting import rights

    with opened() as store:
        found = rights.find_by_code(store, code)
        if found is None:
            raise Unusable("receipt_unknown", value=code)
        click.echo(json.dumps(rights.as_data(found), ensure_ascii=False, indent=2))
    return DONE
