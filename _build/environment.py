"""Makes the environment behind `make`, and says in one line what is missing for it.

    python _build/environment.py port 8000     is the port free?
    python _build/environment.py run           what the program needs (requirements/run.txt)
    python _build/environment.py dev           the tools of development too (requirements/dev.txt)
    python _build/environment.py audit         those of `make audit` (requirements/audit.txt)

Runs on the Python of the system, before anything is installed: the standard library alone, and
nothing that an older Python could not read, so that it can say that it is too old.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
NEEDED = (3, 11)
PIP = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
# Pip's own five retries keep a machine without a network waiting, and say nothing meanwhile.
# Python compiles what is imported; compiling all of it doubled the work of installing (35 s of
# processor time against 16 s) and took 110 MB.
LOCKED = [*PIP, "--no-compile", "--retries", "2", "--require-hashes", "--requirement"]
ITSELF = [*PIP, "--no-index", "--no-deps", "--no-build-isolation", "--editable"]
STARTED = ("Collecting", "Processing", "Requirement already")
UNREACHED = ("connection broken", "Max retries exceeded", "from versions: none")


def check_python() -> None:
    """Refuse a Python that is too old, or one that cannot make environments."""
    if sys.version_info < NEEDED:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Python 3.11 or newer is needed, this is {found}: make PYTHON=python3.11")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("Python's venv module is missing: on Debian and Ubuntu, apt install python3-venv")


def check_port(port: str) -> None:
    """Refuse a port that cannot be served on, before time is spent on anything else."""
    try:
        socket.create_server(("127.0.0.1", int(port))).close()
    except (ValueError, OverflowError):
        sys.exit(f"{port} is not a port; for instance: make run PORT=8001")
    except OSError as fault:
        why = os.strerror(fault.errno)
        sys.exit(f"Port {port} cannot be used ({why}); another one: make run PORT=8001")


def make_venv() -> None:
    """Make the environment, unless one with pip stands there."""
    if PYTHON.exists() and PYTHON.with_name("pip").exists():
        return
    import venv  # noqa: PLC0415 (missing on some systems: check_python has told)

    say("making .venv")
    links = os.name != "nt"  # as `python -m venv` does
    venv.create(VENV, with_pip=True, symlinks=links, clear=not PYTHON.exists())


def install(lock: Path) -> None:
    """Install what a lock lists, into a log, showing how far it is."""
    log = ROOT / "build" / f"install-{lock.stem}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w", encoding="utf-8") as file:
        for arguments in [[*LOCKED, lock]] + [[*ITSELF, ROOT]] * (lock.stem == "run"):
            # Unbuffered, or the log tells nothing while pip works.
            command = [PYTHON, "-u", *arguments]
            with subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT) as pip:  # noqa: S603
                follow(pip, log, lock)
            if pip.returncode:
                sys.exit(f"{reason(log.read_text('utf-8'))}; pip's words: {log.relative_to(ROOT)}")


def follow(pip: subprocess.Popen[bytes], log: Path, lock: Path) -> None:
    """Show how far pip is: ever the same line on a terminal, else a line in ten seconds."""
    packages = lock.read_text("utf-8").count("==")
    terminal = sys.stdout.isatty()
    begun = shown = time.monotonic()
    while pip.poll() is None:
        time.sleep(0.2)
        if time.monotonic() - shown >= (1 if terminal else 10):
            shown = time.monotonic()
            say(f"{state(log.read_text('utf-8'), packages)}, {shown - begun:.0f} s", terminal)
    if terminal and shown > begun:
        sys.stdout.write("\n")


def state(text: str, packages: int) -> str:
    """Read from pip's words how far it is."""
    if "Installing collected packages" in text:
        return "installing: putting the packages in place"
    done = sum(line.startswith(STARTED) for line in text.splitlines())
    return f"installing: package {done} of about {packages - text.count('Ignoring')}"


def reason(text: str) -> str:
    """Tell the three ways in which installing fails apart."""
    if "DO NOT MATCH THE HASHES" in text:
        return "A package differs from the one that was locked; nothing was installed"
    if any(sign in text for sign in UNREACHED):
        return "The package index cannot be reached: installing needs a network once"
    return "Installing failed"


def say(text: str, over: bool = False) -> None:
    """Show where things stand; on a terminal over the line before."""
    sys.stdout.write(f"\r{text}\x1b[K" if over else f"{text}\n")
    sys.stdout.flush()


def main(task: str, port: str = "") -> None:
    """Do one task."""
    check_python()
    if task == "port":
        check_port(port)
        return
    make_venv()
    install(ROOT / "requirements" / f"{task}.txt")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
