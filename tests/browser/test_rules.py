"""Skip rules, numbers and dates in the real browser, held to the vectors of Python."""

import json

from playwright.sync_api import Browser

from tests.factories import ROOT
from tests.javascript import VALUES, judged

VECTORS = json.loads((ROOT / "tests" / "vectors" / "rules.json").read_text("utf-8"))
OF_VALUES = json.loads((ROOT / "tests" / "vectors" / "values.json").read_text("utf-8"))
MODULE = (ROOT / "survey" / "static" / "js" / "form" / "rules.js").read_text("utf-8")
RUN = """async ([source, vectors]) => {
  const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  const {evaluate, walk} = await import(address);
  return {
    rules: vectors.rules.map((each) => evaluate(each.rule, each.answers)),
    paths: vectors.paths.map((each) => walk(each.definition, each.answers).path),
  };
}"""


def test_rules_and_paths(browser: Browser) -> None:
    page = browser.new_page()
    found = page.evaluate(RUN, [MODULE, VECTORS])
    page.close()
    for kind in ("rules", "paths"):
        for vector, result in zip(VECTORS[kind], found[kind], strict=True):
            assert result == vector["expected"], vector["name"]


def test_numbers_and_dates(browser: Browser) -> None:
    page = browser.new_page()
    found = page.evaluate(VALUES, OF_VALUES)
    page.close()
    judged(OF_VALUES, found)
