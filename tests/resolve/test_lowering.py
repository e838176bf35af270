"""Rules, needs and prices over resolved parameters; what cannot be lowered is said at its key."""

from __future__ import annotations

import pytest
from small_specs import model, said, spec

from callsheet.layers.rule import All, In, Not, Sent, Value

PARAMETERS = """parameters:
  resolution: {type: string, enum: ["540p", "720p"], default: "540p"}
  hdr: {type: boolean}
  seconds: {type: integer, range: [1, 60]}
"""


def test_rules_and_needs_are_lowered() -> None:
    found = model(f"""{PARAMETERS}rules:
  - {{id: a, when: {{hdr: true}}, require: {{resolution: "720p"}}, at: "C/1", basis: inferred, because: So.}}
needs:
  - {{id: b, when: {{hdr: {{sent: true}}}}, summary: Access., at: "C/2"}}
""")
    (rule,), (need,) = found.rules, found.needs
    assert rule.violation == All((In("hdr", (True,)), Not(In("resolution", ("720p",)))))
    assert (rule.fields, rule.at, rule.basis, rule.is_error) == (
        ("hdr", "resolution"),
        "C/1",
        "inferred",
        False,
    )
    assert (need.when, need.fields, need.summary, need.at) == (Sent("hdr"), ("hdr",), "Access.", "C/2")


def test_prices_have_conditions_labels_and_quantities() -> None:
    found = model(f"""{PARAMETERS}prices:
  - since: 2026-06-17
    unit: USD
    per: second
    at: "Pricing#0123456789ab"
    rows:
      - {{when: {{resolution: "540p", hdr: {{not: true}}}}, amount: "0.150", at: "Pricing/1#0123456789ab"}}
      - {{when: {{$any: [{{hdr: true}}, {{seconds: {{min: 5}}}}]}}, amount: "2"}}
      - {{when: {{resolution: ["540p", "720p"], hdr: {{sent: false}}}}, amount: "0", free: A trial.}}
    quantities:
      - {{count: seconds}}
  - {{since: 2026-07-01, unknown: Gone., basis: elsewhere, because: So.}}
""")
    first, second = found.prices
    assert [row.label for row in first.rows] == [
        "resolution=540p not (hdr=true)",
        "(hdr=true or seconds>=5)",
        "resolution=540p|720p no hdr; free: A trial.",
    ]
    assert [str(row.amount) for row in first.rows] == ["0.150", "2", "0"]
    assert [row.at for row in first.rows] == [
        "Pricing/1#0123456789ab",
        "Pricing#0123456789ab",
        "Pricing#0123456789ab",
    ]
    assert first.quantities[0].when == All(())
    assert first.quantities[0].count == Value("seconds")
    assert (second.unknown, second.basis, second.rows) == ("Gone.", "elsewhere", ())


def test_a_row_without_condition_is_for_any_request() -> None:
    found = model(
        f'{PARAMETERS}prices:\n  - {{since: 2026-01-01, unit: USD, per: video, rows: [{{amount: "1"}}]}}\n'
    )
    assert (found.prices[0].rows[0].when, found.prices[0].rows[0].label) == (All(()), "any")


@pytest.mark.parametrize(
    ("section", "line", "column", "words"),
    [
        ("rules:\n  - {id: a, forbid: {hdrr: true}}", 8, 22, "no parameter 'hdrr' (did you mean 'hdr'?)"),
        ("rules:\n  - id: a\n    forbid:\n      $any:\n        - hdr: true\n        - resolution: 4k", 12, 11, "never has the value '4k'"),
        ('rules:\n  - {id: a, forbid: {hdr: "true"}}', 8, 22, "hdr is of type boolean"),
        ("rules:\n  - {id: a, at_most_one: [hdr, nope]}", 8, 32, "no parameter 'nope'"),
        ("needs:\n  - {id: a, when: {nope: true}, summary: Access.}", 8, 20, "no parameter 'nope'"),
        ('prices:\n  - {since: 2026-01-01, unit: USD, per: video, rows: [{when: {nope: 1}, amount: "1"}]}', 8, 63, "no parameter 'nope'"),
        ('prices:\n  - since: 2026-01-01\n    unit: USD\n    per: video\n    rows: [{amount: "1"}]\n    quantities: [{count: nope}]', 12, 19, "no parameter 'nope'"),
    ],
)  # fmt: skip
def test_what_cannot_be_lowered_is_said_at_its_key(section: str, line: int, column: int, words: str) -> None:
    (finding,) = said(spec(f"{PARAMETERS}{section}\n"))
    assert finding.startswith(f"specs/gate/m.yaml:{line}:{column}: error CK")
    assert words in finding


def test_everything_wrong_is_said_at_once() -> None:
    first = spec(
        f"{PARAMETERS}rules:\n  - {{id: a, forbid: {{x: 1}}}}\n  - {{id: b, forbid: {{z: 1}}}}\n", page="q"
    )
    second = spec(
        "parameters:\n  aB: {type: string}\n  a_b: {type: string}\n",
        model="other",
        file="specs/gate/other.yaml",
    )
    findings = said(first, second)
    assert len(findings) == 4
    assert findings == sorted(findings)
