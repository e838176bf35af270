"""What lint says, word for word; that all its codes are explained; that shipped models are sound."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import EXR, HDR, PROMPT, RESOLUTION, made, top

from callsheet import solve
from callsheet.layers.diagnostic import Severity
from callsheet.layers.model import Model

CASES = [
    (
        made(top("a"), top("b"), rules={
            "one": {"at_least_one": ["a", "b"]},
            "not-a": {"forbid": {"a": {"sent": True}}},
            "not-b": {"forbid": {"b": {"sent": True}}},
        }),
        [("CL101", (), "no valid request: by one, not-a and not-b")],
    ),
    (
        made(PROMPT, top("a"), rules={"r": {"when": {"a": {"sent": True}}, "require": {"prompt": {"length": {"min": 101}}}}}),
        [("CL102", ("parameters", "a"), "a can never be sent: by prompt:length and r")],
    ),
    (
        made(RESOLUTION, HDR, rules={"a": {"forbid": {"resolution": "540p", "hdr": True}}, "b": {"forbid": {"resolution": "540p", "hdr": False}}}),
        [("CL103", ("parameters", "resolution"), "resolution 540p can never be sent: by a and b"),
         ("CL106", ("rules", "b"), "resolution 540p alone breaks rule b: hdr is false by default")],
    ),
    (
        made(top("a"), top("b", nullable=True), rules={"r": {"at_least_one": ["a", "b"]}, "s": {"all_or_none": ["a", "b"]}}),
        [
            ("CL104", ("parameters", "a"), "a is optional, yet no valid request lacks it: by r and s"),
            ("CL104", ("parameters", "b"), "b is optional, yet no valid request lacks it: by r and s"),
            ("CL108", ("rules", "r"), "no request can break only rule r, a single change from a valid one"),
            ("CL108", ("parameters", "a"), "no request can break only limit a:null: by r and s"),
        ],
    ),
    (
        made(RESOLUTION, HDR, EXR, rules={
            "a": {"forbid": {"resolution": "540p", "hdr": True}},
            "b": {"when": {"exr": True}, "require": {"hdr": True}},
            "c": {"forbid": {"resolution": "540p", "exr": True}},
        }),
        [
            ("CL105", ("rules", "c"), "rule c follows from a and b"),
            ("CL106", ("rules", "b"), "exr true alone breaks rule b: hdr is false by default"),
        ],
    ),
    (
        made(RESOLUTION, HDR, EXR, rules={
            "a": {"forbid": {"resolution": "540p", "hdr": True}},
            "b": {"when": {"exr": True}, "require": {"hdr": True}},
        }),
        [
            ("CL106", ("rules", "b"), "exr true alone breaks rule b: hdr is false by default"),
            ("CL107", ("parameters", "resolution"), "resolution 540p can never be used together with exr true: by a and b"),
        ],
    ),
    (
        made(top("size", enum=("s", "m"), default="s"), top("big", "boolean", default=True), rules={"r": {"forbid": {"size": "s", "big": True}}}),
        [("CL106", ("rules", "r"), "the defaults alone break rule r")],
    ),
    (
        made(top("tags", "array", unique_items=True, max_items=5, item=top("tags[]", enum=("a", "b")))),
        [("CL108", ("parameters", "tags"), "no request can break only limit tags:items (many): by tags:unique")],
    ),
    (
        made(top("n", "integer", enum=(1, 2), minimum=Decimal(1))),
        [("CL108", ("parameters", "n"), "no request can break only limit n:min: by n:enum")],
    ),
    (
        made(HDR, rules={"r": {"forbid": {"$all": [{"hdr": True}, {"$not": {"hdr": True}}]}}}),
        [("CL109", ("rules", "r"), "nothing breaks rule r: it contradicts itself")],
    ),
    (
        made(RESOLUTION, rows=[({"resolution": "540p"}, "0.1"), ({"resolution": ["540p", "720p"]}, "0.2")]),
        [
            ("CL130", ("prices", 0, "rows"), "a valid request has no price"),
            ("CL131", ("prices", 0, "rows", 1), "a valid request has two: {'resolution': '540p'} (0.1) and {'resolution': ['540p', '720p']} (0.2)"),
        ],
    ),
    (made(PROMPT, RESOLUTION, HDR, rules={"a": {"forbid": {"resolution": "540p", "hdr": True}}}), []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "expected"), CASES, ids=[str([each[0] for each in case[1]]) for case in CASES]
)
def test_findings(model: Model, expected: list) -> None:
    found = [(each.code, each.path, each.message) for each in solve.lint(model)]
    assert found == expected


HINTS = {
    "CL101": ("error", "one of these is misread, or lacks a condition"),
    "CL102": ("error", ""),
    "CL103": ("error", ""),
    "CL104": ("warning", "mark it required"),
    "CL105": ("note", ""),
    "CL107": ("note", ""),
    "CL108": ("note", ""),
    "CL109": ("error", ""),
}


def test_severities_and_hints() -> None:
    for model, _ in CASES:
        for each in solve.lint(model):
            if each.code in HINTS:
                assert (each.severity, each.hint) == HINTS[each.code]
            elif each.code == "CL106":
                assert each.severity == ("warning" if each.message.startswith("the defaults") else "note")
            else:
                assert each.severity == "error"
                assert each.hint.startswith("for example {")


def test_every_code_is_explained() -> None:
    said = {each[0] for case in CASES for each in case[1]} | {"CL190"}
    assert said == set(solve.CODES)
    for code in solve.CODES.values():
        assert code.title
        assert code.text.endswith((".", ")"))
        assert code.example


def test_a_finding_becomes_a_diagnostic() -> None:
    (finding,) = solve.lint(CASES[0][0])
    found = finding.at("specs/acme/made.yaml")
    assert str(found).startswith("specs/acme/made.yaml: error CL101: no valid request")


def test_shipped_models_are_sound(shipped: Model) -> None:
    assert [each for each in solve.lint(shipped) if each.severity is not Severity.NOTE] == []


def test_every_rule_and_limit_of_shipped_models_has_a_pair_or_a_proof(shipped: Model) -> None:
    program = solve.Program(shipped)
    rules, limits = solve.rule_pairs(program), solve.limit_pairs(program)
    assert [each.about for each in rules] == [rule.id for rule in shipped.rules]
    stated = {f"{p.path}:type" for p in shipped.walk() if p.basis in ("documented", "elsewhere")}
    assert stated <= {each.about for each in limits}
    for each in (*rules, *limits):
        if isinstance(each, solve.NoPair):
            assert each.because
            others = [name for name in each.because if name in program.formulas]
            assert not program.check(program.denied(each.about), names=others)
