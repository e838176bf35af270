"""Specs to models: tree, order, names; the same whatever the order of the files."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from small_specs import PROVIDER, model, said, spec

from callsheet.draft import load, load_provider
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.model import Parameter, Provider
from callsheet.layers.spec import ModelSpec, ProviderSpec
from callsheet.resolve import resolve

ROOT = Path(__file__).parents[2]


def shape(parameter: Parameter) -> Any:
    below = {each.name: shape(each) for each in parameter.members}
    return {"type": parameter.type, **below, **({"[]": shape(parameter.item)} if parameter.item else {})}


def test_dotted_paths_make_their_parents() -> None:
    found = model("""parameters:
  lumaParams.duration: {type: number}
  keyframes[].index: {type: integer, required: true}
  keyframes[].image.url: {type: string}
  lumaParams.loop: {type: boolean}
  tags: {type: array, items: {type: string}}
""")
    assert {each.name: shape(each) for each in found.parameters} == {
        "luma_params": {"type": "object", "duration": {"type": "number"}, "loop": {"type": "boolean"}},
        "keyframes": {
            "type": "array",
            "[]": {
                "type": "object",
                "index": {"type": "integer"},
                "image": {"type": "object", "url": {"type": "string"}},
            },
        },
        "tags": {"type": "array", "[]": {"type": "string"}},
    }
    assert set(found.at_path()) >= {"lumaParams", "keyframes[]", "keyframes[].image.url", "tags[]"}
    assert found.at_path()["tags[]"].name == "tags_item"


def test_parents_may_be_written_before_or_after_their_members() -> None:
    found = model("""parameters:
  frame.url: {type: string}
  frame: {type: object, required: true, summary: A frame.}
  list[].url: {type: string}
  list: {type: array, count: [1, 4]}
""")
    frame, urls = found.parameters
    assert (frame.required, frame.summary, [each.path for each in frame.members]) == (
        True,
        "A frame.",
        ["frame.url"],
    )
    assert (urls.min_items, urls.max_items) == (1, 4)
    assert urls.item is not None
    assert urls.item.type == "object"


def test_required_first_then_as_written() -> None:
    found = model("""parameters:
  z: {type: string}
  b: {type: string, required: true}
  o.late: {type: string}
  o.must: {type: string, required: true}
  a: {type: string, required: true}
""")
    assert [each.path for each in found.parameters] == ["b", "a", "z", "o"]
    assert [each.path for each in found.at_path()["o"].members] == ["o.must", "o.late"]
    assert not found.at_path()["o"].required, "a parent that nobody wrote is not required"


def test_limits_are_exact() -> None:
    found = model("""parameters:
  strength: {type: number, range: [0, 0.1], step: 0.01, default: 0.05, enum: [0.05, 0.1]}
  seed: {type: integer, above: 0, below: 4294967296}
  id: {type: string, length: [null, 36], unset: [""], nullable: true, format: uuid, page_says: {enum: null}, because: Lost.}
  kinds: {type: array, unique: true, count: [1, null], items: {type: string}, page_says: {items: {enum: null}}, because: Lost.}
""").at_path()
    strength, seed = found["strength"], found["seed"]
    assert (strength.minimum, strength.maximum, strength.step) == (
        Decimal(0),
        Decimal("0.1"),
        Decimal("0.01"),
    )
    assert strength.default == Decimal("0.05")
    assert (seed.above, seed.below, seed.minimum) == (Decimal(0), Decimal(4294967296), None)
    assert (found["id"].max_length, found["id"].unset, found["id"].nullable, found["id"].open) == (
        36,
        ("",),
        True,
        ("enum",),
    )
    assert (found["kinds"].unique_items, found["kinds"].min_items, found["kinds[]"].open) == (
        True,
        1,
        ("enum",),
    )


@pytest.mark.parametrize("pair", [("aB", "a_b"), ("a-b", "a_b"), ("class", "class_"), ("_seed", "seed")])
def test_parameters_with_one_python_name(pair: tuple[str, str]) -> None:
    (finding,) = said(spec(f"parameters:\n  {pair[0]}: {{type: string}}\n  {pair[1]}: {{type: string}}\n"))
    assert finding.startswith("specs/gate/m.yaml:5:3: error CS301")
    assert "line 4" in finding


def test_members_collide_only_among_themselves() -> None:
    fine = "parameters:\n  a.x: {type: string}\n  b.x: {type: string}\n  x: {type: string}\n"
    assert len(model(fine).parameters) == 3
    (finding,) = said(spec("parameters:\n  a.xY: {type: string}\n  a.x_y: {type: string}\n"))
    assert "CS301" in finding


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        (("ray-2", "ray-2"), "CS302"),
        (("Ray-2", "ray-2"), "CS302"),
        (("ray_2", "ray-2"), "CS303"),
        (("ray-32", "ray-3-2"), "CS304"),
    ],
)
def test_models_with_one_name(ids: tuple[str, str], code: str) -> None:
    body = "parameters: {}\n"
    findings = said(*(spec(body, model=id_, file=f"specs/gate/{n}.yaml") for n, id_ in enumerate(ids)))
    assert any(f"error {code}" in finding for finding in findings)
    assert all("specs/gate/" in finding.partition("error")[2] for finding in findings), "both files are named"


def test_providers() -> None:
    body = spec("parameters: {}\n")
    (finding,) = said(body, provider=ProviderSpec(provider="json", title="Json", pages=PROVIDER.pages))
    assert "CS305" in finding
    with pytest.raises(CallsheetError, match="CS306"):
        resolve([(PROVIDER, []), (PROVIDER, [])])
    with pytest.raises(CallsheetError, match="CS307"):
        resolve([(PROVIDER, []), (ProviderSpec(provider="door", title="Door", client="Gate"), [])])


def test_unknown_page() -> None:
    (finding,) = said(spec("parameters: {}\n", page="q"))
    assert finding == "specs/gate/m.yaml:2:7: error CS211: gate has no page 'q' (its pages: p)"


def shipped() -> list[tuple[ProviderSpec, list[ModelSpec]]]:
    found = []
    for path in sorted(ROOT.glob("specs/*/provider.yaml")):
        files = [each for each in sorted(path.parent.glob("*.yaml")) if each.name != "provider.yaml"]
        models = [load(each.read_bytes(), each.relative_to(ROOT).as_posix()) for each in files]
        found.append((load_provider(path.read_bytes(), path.relative_to(ROOT).as_posix()), models))
    return found


def test_shipped_specs_resolve_the_same_in_any_order() -> None:
    specs = shipped()
    expected = resolve(specs)
    for seed in range(5):
        shuffle = random.Random(seed).shuffle
        shuffle(specs)
        for _, models in specs:
            shuffle(models)
        assert resolve(specs) == expected


def test_shipped_models_say_where_they_come_from() -> None:
    providers: tuple[Provider, ...] = resolve(shipped())
    assert [each.id for each in providers] == sorted(each.id for each in providers)
    for provider in providers:
        assert provider.source == f"specs/{provider.id}/provider.yaml"
        for each in provider.models:
            assert each.source == f"specs/{provider.id}/{each.slug}.yaml"
            assert each.page.startswith("https://")
            assert len(each.digest) == 12
