"""Whether rules say what another rule says, whatever their kind."""

from __future__ import annotations

from typing import Any

import pytest

from callsheet.constraints import lower
from callsheet.draft.update.cover import covers, parameters_of
from callsheet.layers.spec import ParameterSpec

PARAMETERS = parameters_of(
    [
        ParameterSpec(path="resolution", type="string", enum=("540p", "720p", "1080p"), default="540p"),
        ParameterSpec(path="duration", type="string", enum=("5s", "10s")),
        ParameterSpec(path="hdr", type="boolean", default=False),
        ParameterSpec(path="exr", type="boolean"),
        ParameterSpec(path="start", type="string"),
        ParameterSpec(path="end", type="string"),
        ParameterSpec(path="low", type="number"),
        ParameterSpec(path="high", type="number"),
        ParameterSpec(path="tags", type="array", items=ParameterSpec(path="tags[]", type="string")),
    ]
)


def said(rules: list[dict[str, Any]], rule: dict[str, Any]) -> bool:
    known = [lower({"id": "x", **each}, parameters=PARAMETERS) for each in rules]
    return covers(known, lower({"id": "y", **rule}, parameters=PARAMETERS), PARAMETERS)


HDR_540 = {"forbid": {"hdr": True, "resolution": "540p"}}
EXR_HDR = {"when": {"exr": True}, "require": {"hdr": True}}


@pytest.mark.parametrize(
    ("rules", "rule"),
    [
        ([HDR_540], HDR_540),
        ([{"when": {"hdr": True}, "require": {"resolution": ["720p", "1080p"]}}], HDR_540),
        ([HDR_540], {"when": {"hdr": True}, "allow": {"resolution": ["720p", "1080p"]}}),
        ([HDR_540, EXR_HDR], {"forbid": {"exr": True, "resolution": "540p"}}),
        ([{"at_most_one": ["start", "end"]}], {"forbid": {"start": {"sent": True}, "end": {"sent": True}}}),
        ([{"exactly_one": ["start", "end"]}], {"at_least_one": ["start", "end"]}),
        (
            [{"forbid": {"duration": "10s", "$any": [{"start": {"sent": True}}, {"hdr": True}]}}],
            {"forbid": {"duration": "10s", "start": {"sent": True}}},
        ),
        (
            [{"relation": {"left": "low", "op": "<", "right": "high"}}],
            {"relation": {"left": "low", "op": "<", "right": "high"}},
        ),
    ],
)
def test_covered(rules: list[dict[str, Any]], rule: dict[str, Any]) -> None:
    assert said(rules, rule)


@pytest.mark.parametrize(
    ("rules", "rule"),
    [
        ([], HDR_540),
        ([{"forbid": {"hdr": True, "resolution": "720p"}}], HDR_540),
        ([{"forbid": {"hdr": True, "resolution": "540p", "duration": "10s"}}], HDR_540),
        ([EXR_HDR], {"forbid": {"exr": True, "resolution": "540p"}}),
        ([{"exactly_one": ["start", "end"]}], {"forbid": {"start": {"sent": True}, "hdr": True}}),
        ([{"ignored": ["start"], "when": {"hdr": True}}], {"forbid": {"start": {"sent": True}, "hdr": True}}),
        (
            [{"relation": {"left": "low", "op": "<=", "right": "high"}}],
            {"relation": {"left": "low", "op": "<", "right": "high"}},
        ),
        ([{"items": {"tags": [None, 4]}}], {"items": {"tags": [None, 3]}}),
    ],
)
def test_not_covered(rules: list[dict[str, Any]], rule: dict[str, Any]) -> None:
    assert not said(rules, rule)
