"""A validator leaves early only where no rule can be broken by what is required alone."""

from __future__ import annotations

from dataclasses import replace

import emit_samples as samples
import pytest

from callsheet import live
from callsheet.emit import package, validators
from callsheet.layers.model import Parameter, Rule
from callsheet.layers.rule import All, Contains, In, Not, Sent

KIND = Parameter(path="kind", name="kind", type="string", required=True, enum=("a", "b"))
SIZE = Parameter(path="size", name="size", type="string", enum=("S", "L"), default="S")
TAGS = Parameter(path="tags", name="tags", type="array", default=["x"])
EARLY = "if len(request) == 1 and not found and not advice:"


@pytest.mark.parametrize(
    ("violation", "leaves_early"),
    [
        (In("size", ("L",)), True),
        (In("size", ("S",)), False),
        (Sent("size"), True),
        (Not(Sent("size")), False),
        (In("kind", ("a",)), False),
        (All((In("kind", ("a",)), In("size", ("L",)))), True),
        (All((In("kind", ("a",)), In("size", ("S",)))), False),
        (Contains("tags", ("x",)), False),
        (Contains("tags", ("y",)), True),
    ],
)
def test_leaves_early_where_the_defaults_allow_it(violation, leaves_early) -> None:
    rule = Rule(id="it", kind="forbid", violation=violation, fields=("size",), message="m")
    model = replace(samples.EVERYTHING, parameters=(KIND, SIZE, TAGS), rules=(rule,))
    files = [f for e in (package, validators) for f in e.emit([replace(samples.ACME, models=(model,))])]
    (text,) = [file.text for file in files if file.path.endswith("validators.py")]
    assert (EARLY in text) is leaves_early
    with live.package(files, "video_gateways") as modules:
        (validate,) = modules.module("acme.validators").VALIDATORS.values()
        broken = {kind: [found.rule for found in validate({"kind": kind})] for kind in "ab"}
    always = not leaves_early and "kind" not in str(violation)
    assert broken["b"] == (["it"] if always else [])
    assert broken["a"] == (["it"] if not leaves_early else [])
