"""What the module of the phone sends, run by node, held to the contract of every way in."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from survey.interview import sealing
from survey.interview.content import read_content
from tests.factories import ROOT

NODE = shutil.which("node")
MODULES = ROOT / "survey" / "static" / "js" / "field"
# A file .js is a module where its package says so: the scripts are copied beside one that does.
RUN = """
import {correction, newDraft, queueItem} from "./draft.js";
const {key, answers, content, digest} = JSON.parse(process.argv[2]);
const unit = {round: "open", unit: "SOS", questionnaire: "social", version: "1"};
const at = new Date().toISOString();
const agreed = {consent: {text_sha256: digest, at}, answers, note: "Catatan", hand: "open"};
const begun = newDraft("petugas", unit, key, "id");
const place = {latitude: "-6.1", longitude: "106.1", accuracy: "12"};
console.log(JSON.stringify(await Promise.all([
  queueItem({...begun, ...agreed}, "complete"),
  queueItem({...begun, ...agreed, location: place}, "broken_off"),
  queueItem(begun, "refused"),
  queueItem({...correction(begun, content), revises: begun.id}, "complete"),
])));
"""

pytestmark = pytest.mark.skipif(NODE is None, reason="NO NODE: draft.js is not run here")


def test_the_phone_follows_the_contract(tmp_path: Path) -> None:
    for module in MODULES.glob("*.js"):
        shutil.copy(module, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "run.js").write_text(RUN)
    pair = sealing.new_pair()
    at = "2026-01-01T09:00:00.000Z"
    kept = {"language": "id", "started_at": at, "finished_at": at, "location": None}
    given: dict[str, Any] = {
        "key": {"key_id": pair.key_id, "public": pair.public},
        "answers": {"age": "35", "several": ["a", "b"]},
        "digest": "0" * 64,
        "content": kept | {"consent": None, "answers": {}, "paradata": {}, "receipt": "f" * 64},
    }
    done = subprocess.run(
        [str(NODE), "run.js", json.dumps(given)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found = []
    for item in json.loads(done.stdout):
        bound = sealing.associated(item["id"], item["round"], item["key_id"])
        found.append(read_content(sealing.unseal(pair.private, item["sealed"], bound)).content)
    assert [each["outcome"] for each in found] == ["complete", "broken_off", "refused", "complete"]
    assert [len(each["answers"]) for each in found] == [2, 2, 0, 0]
    assert [len(each["receipt"]) for each in found] == [16, 16, 16, 64]
