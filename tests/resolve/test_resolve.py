"""Specs to models: tree, order, names, lowered rules and prices; the same whatever the order of the files."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from callsheet.draft import CODES, load, load_provider
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.model import Model, Parameter, Provider
from callsheet.layers.rule import All, In, Not, Sent, Value
from callsheet.layers.spec import ModelSpec, PageSpec, ProviderSpec
from callsheet.resolve import resolve

ROOT = Path(__file__).parents[2]
PROVIDER = ProviderSpec(
    provider="gate", title="Gate", pages={"p": PageSpec(url="https://docs.example.com/p")}
)


def spec(body: str, *, model: str = "m", page: str = "p", file: str = "specs/gate/m.yaml") -> ModelSpec:
    return load(f"model: {model}\npage: {page}\n{body}", file)


def model(body: str, **more: Any) -> Model:
    (provider,) = resolve([(PROVIDER, [spec(body, **more)])])
    return provider.models[0]


def said(*specs: ModelSpec, provider: ProviderSpec = PROVIDER) -> list[str]:
    with pytest.raises(CallsheetError) as caught:
        resolve([(provider, specs)])
    assert all(each.code in CODES or each.code.startswith("CK") for each in caught.value.diagnostics)
    return [str(each) for each in caught.value.diagnostics]


def shape(parameter: Parameter) -> Any:
    below = {each.name: shape(each) for each in parameter.members}
    return {"type": parameter.type, **below, **({"[]": shape(parameter.item)} if parameter.item else {})}


# -- parameters ----------------------------------------------------------------------------------------------------


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


# -- rules, needs, prices ------------------------------------------------------------------------------------------

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
        "resolution=540p|720p no hdr",
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


# -- names that collide --------------------------------------------------------------------------------------------


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


# -- the whole -----------------------------------------------------------------------------------------------------


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
