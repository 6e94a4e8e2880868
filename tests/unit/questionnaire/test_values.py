"""Numbers and dates, in Python and in the JavaScript of the phone, held to one file of vectors.

The server is the judge: `fault` and `answer` of a vector are what Python gives.
"""

import json
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest

from survey.questionnaire import Question, library
from survey.questionnaire.answers import parse_answer
from survey.questionnaire.types import BadAnswer
from tests.factories import ROOT
from tests.javascript import VALUES, judged

NODE = shutil.which("node")
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests/vectors/values.json").read_text("utf-8"))


def question(vector: dict[str, Any]) -> Question:
    bounds = vector["question"]
    return replace(
        library.shipped("health").by_key["age"],
        type=vector["type"],
        minimum=bounds.get("min"),
        maximum=bounds.get("max"),
        decimals=bounds.get("decimals", 6),
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: f"{each['type']}: {each['name']}")
def test_python(vector: dict[str, Any]) -> None:
    if "fault" in vector:
        with pytest.raises(BadAnswer) as found:
            parse_answer(question(vector), [vector["raw"]])
        assert found.value.code == vector["fault"]
    else:
        assert parse_answer(question(vector), [vector["raw"]]) == vector["answer"]


def test_there_are_enough_vectors_of_every_outcome() -> None:
    outcomes = [(each["type"], each.get("fault", "")) for each in VECTORS]
    assert len(VECTORS) > 100
    assert {kind for kind, _ in outcomes} == {"number", "date"}
    for outcome in set(outcomes):
        assert outcomes.count(outcome) > 1, outcome
    assert len({(each["type"], each["name"]) for each in VECTORS}) == len(VECTORS)


@pytest.mark.skipif(NODE is None, reason="NO NODE: values.js is not run here")
def test_javascript_gives_what_python_gives() -> None:
    program = f"console.log(JSON.stringify(({VALUES})({json.dumps(VECTORS)})));"
    done = subprocess.run(
        [str(NODE), "--input-type=module"],
        input=program.encode(),
        capture_output=True,
        check=True,
        timeout=30,
    )
    judged(VECTORS, json.loads(done.stdout))
