"""What exploration finds of a planted fault is as small as it can be, by trying everything smaller.

The brute force shares nothing with the strategies: it sets one, two, three … keys to every value that it has, and asks
the oracle of the documented model and the oracle of the changed one.
"""

from __future__ import annotations

import copy
import itertools
import json

import pytest

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.edits import breaking_bases, valid_bases
from callsheet_conformance.explore import differing
from callsheet_conformance.gateways.mutations import mutate
from callsheet_conformance.oracle import Oracle
from callsheet_conformance.targets import Emulated
from callsheet_conformance.verdict import Outcome

GENERATE, RAY, FLASH = "gmicloud/luma-ray-3-2-generate", "scenario/model_luma-ray-3-2", "aimlapi/luma-ray-3-2"
DEEPEST = 3


def both(*parts: dict) -> str:
    return json.dumps({"all": list(parts)})


def among(path: str, *values: object) -> dict:
    return {"in": [path, list(values)]}


FAULTS = {
    "value refused": (GENERATE, 100, "remove-value:luma-ray-3-2-generate:aspect_ratio:21:9"),
    "pair refused": (
        GENERATE,
        500,
        f"add-rule:luma-ray-3-2-generate:{both(among('duration', '10s'), among('resolution', '1080p'))}",
    ),
    "pair with a flag refused": (
        FLASH,
        500,
        f"add-rule:luma/ray-3.2:{both(among('hdr', True), among('aspect_ratio', '21:9'))}",
    ),
    "triple refused": (
        GENERATE,
        900,
        "add-rule:luma-ray-3-2-generate:"
        + both(among("loop", True), among("resolution", "540p"), among("aspect_ratio", "1:1")),
    ),
    "presence refused": (GENERATE, 100, 'add-rule:luma-ray-3-2-generate:{"sent": "end_frame_url"}'),
    "rule dropped": (GENERATE, 60, "drop-rule:luma-ray-3-2-generate:hdr-not-540p"),
    "rule of two files dropped": (RAY, 60, "drop-rule:model_luma-ray-3-2:end-frame-needs-start-frame"),
    "default changed": (GENERATE, 100, "set-default:luma-ray-3-2-generate:duration:10s"),
    "required forgotten": (GENERATE, 60, "drop-limit:luma-ray-3-2-generate:prompt:required"),
    "longest text shorter": (GENERATE, 500, "set-limit:luma-ray-3-2-generate:prompt:max_length:20"),
}
"""By name: the model, how many examples of each kind may be tried, and the mutation."""


def options(parameter, subject) -> list:
    """Every value that the suite has for a parameter, the first ones first."""
    if parameter["type"] == "boolean":
        return [False, True]
    seen = [request.get(parameter["path"]) for request in subject.valid]
    return [*parameter.get("enum", ())] or sorted(
        {v for v in seen if isinstance(v, str)}, key=lambda v: (len(v), v)
    )[:2]


def requests(subject, chosen):
    """All with these keys beside what is required, and how far their values stand from the first."""
    base = {name: value for name, value in subject.valid[0].items() if name == "model"}
    for values in itertools.product(*(range(len(options(p, subject))) for p in chosen)):
        given = {p["path"]: options(p, subject)[n] for p, n in zip(chosen, values, strict=True)}
        yield sum(values), {**base, "prompt": "0", **given}
    if not chosen:
        yield 0, base
        yield 0, {**base, "prompt": "0" * 21}


def ranks(subject, chosen, differs) -> list[int]:
    return [rank for rank, request in requests(subject, chosen) if differs(request)]


def fewest(subject, differs) -> int:
    """Keys that a request needs beside what is required until the two oracles differ on it."""
    free = [
        p for p in subject.model["parameters"] if p["path"] not in ("model", "prompt") and options(p, subject)
    ]
    for keys in range(DEEPEST + 1):
        if any(ranks(subject, chosen, differs) for chosen in itertools.combinations(free, keys)):
            return keys
    raise AssertionError("the fault does not show")


class Judged:
    """A gateway without its wire: what the changed documentation says of a request, and nothing else."""

    def __init__(self, subject, text: str) -> None:
        data = mutate(copy.deepcopy(dict(subject.provider)), text)
        model = next(each for each in data["models"] if each["id"] == subject.model["id"])
        self.oracle = Oracle(model=model, formats=subject.formats)

    def ask(self, subject, request) -> Outcome:  # noqa: ARG002 - as targets are asked
        return Outcome(state="succeeded" if self.oracle.is_valid(request) else "refused")


def test_an_emulated_gateway_is_explored_as_its_documentation_is(catalogue, subjects):
    name, examples, text = FAULTS["presence refused"]
    target = Emulated(catalogue, [subjects[name].provider["id"]])
    target.mutate(subjects[name].provider["id"], text)
    found = differing(subjects[name], target, examples)
    assert found is not None
    assert found == differing(subjects[name], Judged(subjects[name], text), examples)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_found_request_is_the_smallest(fault, subjects):
    name, examples, text = FAULTS[fault]
    subject = subjects[name]
    target = Judged(subject, text)
    found = differing(subject, target, examples)
    assert found is not None
    changed, documented = target.oracle, oracle_of(subject)

    def differs(request) -> bool:
        return documented.is_valid(request) != changed.is_valid(request)

    assert differs(found)
    chosen = [
        p for p in subject.model["parameters"] if p["path"] in found and p["path"] not in ("model", "prompt")
    ]
    assert len(chosen) == fewest(subject, differs), found
    rank = sum(options(p, subject).index(found[p["path"]]) for p in chosen)
    assert rank == min(ranks(subject, chosen, differs)), found
    text = found.get("prompt", "")
    assert not text or len(text) == (21 if "longest" in fault else 1)


@pytest.mark.parametrize("name", [GENERATE, RAY])
def test_nothing_differs_where_nothing_is_planted(name, catalogue, subjects):
    target = Emulated(catalogue, [subjects[name].provider["id"]])
    assert differing(subjects[name], target, examples=40) is None


def test_every_shipped_model_has_its_smallest_requests():
    for subject in Catalogue.open().subjects:
        oracle = oracle_of(subject)
        for base in valid_bases(subject):
            assert oracle.violations(base) == ()
            assert all(
                oracle.violations({k: v for k, v in base.items() if k != key})
                for key in base
                if key != "model"
            )
        assert {about for about, _ in breaking_bases(subject)} == {
            case["about"]
            for case in subject.cases
            if "twin" in case and case["verdict"] == "refused" and "warns" not in case
        }
