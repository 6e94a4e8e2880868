"""The locks hold what setup.cfg and pyproject.toml ask for: `make lock` after they changed."""

import configparser
import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.factories import ROOT

SETS = {"run": "", "dev": "dev", "audit": "audit"}
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", "utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def listed(text: str) -> list[Requirement]:
    """Read requirements a line; lines of hashes and comments are none."""
    lines = (line.strip().removesuffix("\\") for line in text.splitlines())
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def asked(extra: str) -> list[Requirement]:
    """Give what a set is asked to hold: what runs, what builds, and an extra."""
    more = SETUP["options.extras_require"][extra] if extra else ""
    build = "\n".join(PROJECT["build-system"]["requires"])
    return listed("\n".join([SETUP["options"]["install_requires"], build, more]))


def text_of(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def locked(name: str) -> Iterator[tuple[str, str]]:
    """Give name and version of what a set locks; more than one where Pythons differ."""
    for each in listed(text_of(name)):
        yield canonicalize_name(each.name), str(each.specifier).removeprefix("==")


@pytest.mark.parametrize("name", SETS)
def test_a_lock_satisfies_what_is_asked(name: str) -> None:
    held = list(locked(name))
    for each in asked(SETS[name]):
        versions = [version for found, version in held if found == canonicalize_name(each.name)]
        assert versions, f"{each.name} is not in requirements/{name}.txt: make lock"
        assert all(map(each.specifier.contains, versions)), f"{each} but {versions}: make lock"


@pytest.mark.parametrize("name", SETS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(name: str) -> None:
    text = text_of(name)
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert len(entries) == len(list(locked(name)))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "http" not in text
    assert "-index" not in text


@pytest.mark.parametrize("name", ["dev", "audit"])
def test_every_set_holds_what_runs_in_the_same_version(name: str) -> None:
    assert set(locked("run")) <= set(locked(name))


def test_what_builds_the_project_is_told_once() -> None:
    build = (ROOT / "requirements" / "build.in").read_text("utf-8")
    assert list(map(str, listed(build))) == PROJECT["build-system"]["requires"]


def test_running_needs_no_tools_of_development() -> None:
    tools = {canonicalize_name(each.name) for each in asked("dev")} - {
        canonicalize_name(each.name) for each in asked("")
    }
    assert not tools & {name for name, _version in locked("run")}
