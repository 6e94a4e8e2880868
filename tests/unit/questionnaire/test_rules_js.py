"""The JavaScript of skip rules, run by node, held to the vectors of Python.

`tests/browser` does the same in a real browser; this one is fast enough for every run.
"""

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests import absent
from tests.factories import ROOT

NODE = shutil.which("node")
VECTORS = json.loads((ROOT / "tests" / "vectors" / "rules.json").read_text("utf-8"))
MODULE = (ROOT / "survey" / "static" / "js" / "form" / "rules.js").read_text("utf-8")
# One program from standard input: a .js file alone would be read as CommonJS by older nodes.
RUN = f"""{MODULE}
const vectors = {json.dumps(VECTORS)};
console.log(JSON.stringify({{
  rules: vectors.rules.map((each) => evaluate(each.rule, each.answers)),
  paths: vectors.paths.map((each) => walk(each.definition, each.answers).path),
}}));
"""

pytestmark = pytest.mark.skipif(NODE is None, reason=f"needs {absent.NODE}")


@pytest.fixture(scope="module")
def found() -> dict[str, list[Any]]:
    command = [str(NODE), "--input-type=module"]
    done = subprocess.run(
        command, input=RUN, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    results: dict[str, list[Any]] = json.loads(done.stdout)
    return results


@pytest.mark.parametrize("kind", ["rules", "paths"])
def test_javascript_gives_what_python_gives(found: dict[str, list[Any]], kind: str) -> None:
    expected = {vector["name"]: vector["expected"] for vector in VECTORS[kind]}
    assert len(expected) == len(VECTORS[kind])  # names tell the vectors apart
    assert dict(zip(expected, found[kind], strict=True)) == expected
