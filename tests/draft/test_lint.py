"""Every lint finding, from the smallest spec that has it; a clean spec has none."""

from __future__ import annotations

import pytest

from callsheet.draft import CODES, lint, load
from callsheet.layers.facts import ModelFacts, Unclaimed
from callsheet.layers.place import Place

AT = 'at: "T/a#0123456789ab"'
CLEAN = f"""\
model: m
title: M
page: p
summary: A model.
parameters:
  a: {{type: string, summary: A word., {AT}}}
  b: {{type: string, summary: Another., basis: upstream, because: The maker says so.}}
rules:
  - {{id: rule, forbid: {{a: "x"}}, at: "C/1#0123456789ab"}}
needs:
  - {{id: need, when: {{a: "y"}}, summary: Something., at: "C/2#0123456789ab"}}
prices:
  - {{since: 2026-01-01, unknown: No page says.}}
waivers:
  - {{at: "S/1#0123456789ab", because: Speaks of waiting.}}
open:
  - Whether a is all.
"""

BAD = {
    "CL001": [
        (f"summary: A word., {AT}", "summary: A word."),
        (', at: "C/1#0123456789ab"', ""),
        (', at: "C/2#0123456789ab"', ""),
        ("unknown: No page says.", 'unit: USD, per: second, rows: [{amount: "1"}]'),
    ],
    "CL002": [("T/a#0123456789ab", "T/a"), ("C/1#0123456789ab", "C/1#x")],
    "CL003": [("title: M\n", ""), ("summary: A model.\n", ""), ("summary: A word., ", "")],
    "CL004": [("summary: A word.", "summary: A word., page_says: {format: null}")],
    "CL005": [
        (", because: The maker says so.", ""),
        ('{id: rule, forbid: {a: "x"}', '{id: rule, forbid: {a: "x"}, basis: inferred'),
    ],
    "CL006": [("b: {type: string, ", "b: {type: string, page_says: {enum: null}, ")],
    "CL007": [("b: {type: string, ", 'b: {type: string, default: "x", page_says: {default: "x"}, ')],
    "CL008": [("b: {type: string, ", "b: {type: array, ")],
    "CL009": [("prices:\n  - {since: 2026-01-01, unknown: No page says.}\n", "")],
    "CL010": [
        ("unknown: No page says.", f'unit: Usd, per: second, {AT}, rows: [{{amount: "1"}}]'),
        (
            "unknown: No page says.}",
            f"""unit: CU, per: video, {AT}, rows: [{{amount: "1"}}]}}
  - {{since: 2026-02-01, unit: cu, per: video, {AT}, rows: [{{amount: "1"}}]}}""",
        ),
    ],
    "CL011": [("S/1#", "C/1#")],
    "CL014": [
        ("a: {type: string, ", 'a: {type: string, required: true, default: "x", '),
        ("a: {type: string, ", 'a: {type: string, unset: [""], default: "", '),
    ],
    "CL015": [
        ("a: {type: string, ", 'a: {type: string, enum: ["4k", "540p", "4K"], '),
        ("a: {type: string, ", 'a: {type: string, enum: ["low res", "low  res "], '),
    ],
    "CL012": [("open:\n", '  - {at: "S/1#0123456789ab", because: Again.}\nopen:\n')],
}


def found(text: str, facts: ModelFacts | None = None) -> list[str]:
    return [each.code for each in lint(load(text, "f.yaml"), facts)]


def test_clean() -> None:
    assert found(CLEAN) == []


@pytest.mark.parametrize(
    ("code", "old", "new"), [(code, *change) for code, all_ in BAD.items() for change in all_]
)
def test_each_finding(code: str, old: str, new: str) -> None:
    assert old in CLEAN
    text = CLEAN.replace(old, new, 1)
    assert found(text) == [code]
    finding = lint(load(text, "f.yaml"))[0]
    assert finding.hint
    assert str(finding).startswith("f.yaml:")


def test_lost_values_may_be_an_open_question() -> None:
    text = CLEAN.replace("a: {type: string, ", "a: {type: string, page_says: {enum: null}, because: Lost., ")
    assert found(text) == []


def test_waivers_are_held_against_the_page() -> None:
    still = Unclaimed(at=Place(path="S/9", digest="0123456789ab"), text="…", because="…")
    assert found(CLEAN, ModelFacts(id="m", unclaimed=(still,))) == []
    assert found(CLEAN, ModelFacts(id="m")) == ["CL013"]


def test_all_codes_are_tested() -> None:
    assert {code for code in CODES if code.startswith("CL0")} == {*BAD, "CL013"}


def test_findings_are_in_the_order_of_the_file() -> None:
    text = CLEAN.replace("title: M\n", "").replace("S/1#", "C/1#").replace("summary: A word., ", "")
    findings = lint(load(text, "f.yaml"))
    assert [each.where for each in findings] == sorted(each.where for each in findings)
    assert len(findings) == 3
