"""The formats of a release, one module each, written by `write(release, folder)`; see `writing`.

Nothing is imported here: a command can name the formats without loading what writes them.
"""

from typing import Final

FORMATS: Final = ("csv", "xlsx", "json", "parquet")
RESPONSE_FORMATS: Final = ("csv", "xlsx", "parquet")
