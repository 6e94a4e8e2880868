"""Reading a file whole."""

from pathlib import Path

from survey.errors import Unusable


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raises `Unusable` where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unusable("file_missing", file=path.name) from None
    except OSError as fault:
        raise Unusable("file_unreadable", file=path.name, reason=str(fault.strerror)) from None
