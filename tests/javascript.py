"""The modules of the pages, for a test that calls a function of one: in a page, or in node.

Nothing is served for it: what the joiner makes of the sources is evaluated.
"""

import re
from typing import Any

from survey.web.joining import join
from tests.factories import ROOT

SCRIPTS = ROOT / "survey" / "static" / "js"


def module(name: str) -> str:
    """Give an expression whose value holds what a module exports."""
    joined = join(SCRIPTS / name).decode()
    last = re.findall(r"const (m\d+)=\(\(\)", joined)[-1]
    return f"(() => {{ {joined}; return {last}; }})()"


# Takes vectors of numbers and dates; gives of each the fault and, where there is none, how
# the answer is written for rules: a day as a day, a number in plain notation.
VALUES = f"""(vectors) => {{
  const {{numberFault, dateFault, day}} = {module("field/values.js")};
  const {{plain}} = {module("form/numbers.js")};
  return vectors.map(({{type, question, raw}}) => {{
    const [judge, write] = type === "number" ? [numberFault, plain] : [dateFault, day];
    const fault = judge(question, raw);
    return fault ? {{fault}} : {{answer: write(raw.trim())}};
  }});
}}"""


def judged(vectors: list[dict[str, Any]], found: list[dict[str, str]]) -> None:
    """Compare what JavaScript found with the vectors.

    It leaves a number with three decimals as it was typed, lest a thousand become a one.
    """
    for vector, result in zip(vectors, found, strict=True):
        expected = {name: vector[name] for name in ("fault", "answer") if name in vector}
        if "fault" not in vector and re.search(r"[.,]\d{3}$", vector["raw"]):
            expected = {"answer": vector["raw"]}
        assert result == expected, vector["name"]
