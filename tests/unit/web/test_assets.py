"""Static files: every module can be joined, each in its own scope; what is served is small."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask
from rjsmin import jsmin

from survey import create_app
from survey.web import assets
from survey.web.joining import JoinError, join
from tests.factories import ROOT

STATIC = ROOT / "survey" / "static"
MODULES = sorted((STATIC / "js").rglob("*.js"))
STYLES = sorted((STATIC / "css").glob("*.css"))
NODE = shutil.which("node")
LEFT = re.compile(r"\b(?:import|export)\b\s*[\w{*(\"']")

Write = Callable[..., Path]


def shown(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


@pytest.fixture(scope="module")
def app() -> Flask:
    """An application that is asked for nothing in a database."""
    return create_app({"DATABASE_URL": "sqlite://"})


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write modules by name; gives the first."""

    def written(**sources: str) -> Path:
        paths = [tmp_path / f"{name}.js" for name in sources]
        for path, source in zip(paths, sources.values(), strict=True):
            path.write_text(source, "utf-8")
        return paths[0]

    return written


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_every_module_can_be_joined(module: Path) -> None:
    assert not LEFT.search(join(module).decode())


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_a_joined_script_gives_each_module_one_scope(module: Path) -> None:
    scopes = re.findall(r"(?:^|;)(?:const (m\d+)=)?\(\(\)=>\{", join(module).decode(), re.MULTILINE)
    assert scopes
    named = [each for each in scopes if each]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    "line",
    [
        'import {\n  a,\n} from "./b.js";',
        'import {a as c} from "./b.js";',
        'import b from "./b.js";',
        'import * as b from "./b.js";',
        "import {a} from './b.js';",
        'import {a} from "./b.js"',
        'import {a} from "b";',
        'const b = await import("./b.js");',
        'export {a} from "./b.js";',
        'export * from "./b.js";',
        "export default 1;",
        "export let a = 1;",
        "export {a};",
    ],
)
def test_a_form_that_is_not_read_is_refused(write: Write, line: str) -> None:
    module = write(entry=f"const first = 1;\n{line}\n", b="export const a = 1;\n")
    with pytest.raises(JoinError, match="not read"):
        join(module)


def test_names_of_files_may_hold_digits_hyphens_and_folders(write: Write, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b-2.js").write_text("export const a = 1;\n", "utf-8")
    found = join(write(entry='import {a} from "./deep/b-2.js";\nself.a = a;\n')).decode()
    assert found == "const m0=(()=>{const a=1;return{a};})();(()=>{const{a}=m0;self.a=a;})();"


def test_a_module_may_be_imported_for_what_it_does(write: Write) -> None:
    found = join(write(entry='import "./b.js";\nself.a = 1;\n', b="self.b = 2;\n"))
    assert found == b"(()=>{self.b=2;})();(()=>{self.a=1;})();"


def test_words_in_comments_are_no_imports(write: Write) -> None:
    source = "/**\n * import x\n import y\n */\n// export z\nself.a = 1; // import\n"
    assert join(write(entry=source)) == b"(()=>{self.a=1;})();"


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ({"entry": 'import {a} from "./b.js";\n', "b": "const a = 1;\n"}, "does not export"),
        ({"entry": 'import {a} from "./b.js";\n'}, "there is no b.js"),
        (
            {
                "entry": 'import {a} from "./b.js";\nexport const c = a;\n',
                "b": 'import {c} from "./entry.js";\nexport const a = c;\n',
            },
            "imports itself",
        ),
    ],
)
def test_an_import_that_leads_nowhere_is_refused(
    write: Write, sources: dict[str, str], words: str
) -> None:
    with pytest.raises(JoinError, match=words):
        join(write(**sources))


def test_modules_come_once_and_before_those_that_need_them(write: Write) -> None:
    entry = write(
        entry='import {b} from "./b.js";\nimport {c} from "./c.js";\nself.found = [b, c];\n',
        b='import {d} from "./d.js";\nexport const b = d;\n',
        c='import {d} from "./d.js";\nexport const c = d;\n',
        d="export const d = 1;\n",
    )
    names = re.findall(r"const (\w)=(?:1|d)", join(entry).decode())
    assert names == ["d", "b", "c"]


@pytest.mark.skipif(NODE is None, reason="NO NODE: a joined script is not run here")
def test_equal_names_of_two_modules_do_not_meet(write: Write) -> None:
    entry = write(
        entry='import {one} from "./b.js";\nimport {two} from "./c.js";\n'
        'const NAME = "entry";\nconsole.log(JSON.stringify([NAME, one(), two()]));\n',
        b='const NAME = "b";\nexport function one() {\n  return NAME;\n}\n',
        c='const NAME = "c";\nexport async function later() {}\nexport class Unused {}\n'
        "export function two() {\n  return NAME;\n}\n",
    )
    done = subprocess.run(
        [str(NODE), "--input-type=module"], input=join(entry), capture_output=True, check=True
    )
    assert json.loads(done.stdout) == ["entry", "b", "c"]


@pytest.mark.parametrize("path", STYLES, ids=shown)
def test_styles_are_served_small(app: Flask, path: Path) -> None:
    with app.test_request_context():
        address = assets.style(path.stem)
    answer = app.test_client().get(address)
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "/*" not in answer.text
    assert len(answer.data) < path.stat().st_size
    assert dense(answer.text) == dense(path.read_text("utf-8"))


def dense(text: str) -> str:
    """Leave out what a minifier may leave out: comments, spaces, a semicolon at an end."""
    return re.sub(r"/\*.*?\*/|\s|;(?=\s*\})", "", text, flags=re.DOTALL)


def test_a_script_is_served_joined_and_kept_for_ever(app: Flask) -> None:
    with app.test_request_context():
        address = assets.script("form/page.js")
    answer = app.test_client().get(address)
    assert answer.mimetype == "text/javascript"
    assert answer.data == join(STATIC / "js" / "form" / "page.js")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers
    assert answer.text == str(jsmin(answer.text))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("gzip, br;q=0", "gzip"), ("gzip", "gzip"), ("identity", None)],
)
def test_a_file_travels_as_small_as_the_browser_can_take(
    app: Flask, accepted: str, encoding: str | None
) -> None:
    with app.test_request_context():
        address = assets.script("form/page.js")
    answer = app.test_client().get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.data) == join(STATIC / "js" / "form" / "page.js")


@pytest.mark.parametrize(
    "path",
    ["/js/none.js", "/js/../css/app.css", "/js/%2e%2e/css/app.css", "/js/form", "/css/none.css"],
)
def test_what_is_no_file_of_ours_is_not_found(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 404
