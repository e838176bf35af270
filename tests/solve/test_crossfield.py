"""Cross-field keywords of JSON Schema, enforced by what is emitted for them: validators, models, schema, oracle."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from callsheet.constraints import lower
from callsheet.constraints.json_schema import rules_of
from callsheet.emit import manifest, models, package, schemas, validators
from callsheet.layers.model import Model, Parameter, Provider
from callsheet_conformance.manifest import Manifest
from callsheet_conformance.oracle import Oracle

PROBE = Path(__file__).parents[2] / "../shared/suites/crossfield/probe.json"

OWN = [
    {
        "id": "own/needs",
        "schema": {"properties": {"image": {"type": "string"}, "mask": {"type": "string"}}, "dependentRequired": {"mask": ["image"]}},
        "valid": [{}, {"image": "a"}, {"image": "a", "mask": "b"}],
        "invalid": [{"mask": "b"}],
    },
    {
        "id": "own/branches",
        "schema": {
            "properties": {"fast": {"type": "boolean"}, "steps": {"type": "integer"}},
            "if": {"properties": {"fast": {"const": True}}, "required": ["fast"]},
            "then": {"properties": {"steps": {"maximum": 8}}},
        },
        "valid": [{"fast": True, "steps": 8}, {"fast": False, "steps": 9}, {"steps": 9}],
        "invalid": [{"fast": True, "steps": 9}],
    },
    {
        "id": "own/one",
        "schema": {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        "valid": [{"a": ""}, {"b": "x"}],
        "invalid": [{}, {"a": "x", "b": "x"}],
    },
]  # fmt: skip


def model_of(number: int, case: dict) -> Model:
    schema = case["schema"]
    required = schema.get("required", [])
    parameters = tuple(
        Parameter(
            path=name,
            name=name,
            type=each["type"],
            enum=tuple(each.get("enum", ())),
            required=name in required,
        )
        for name, each in schema["properties"].items()
    )
    known = {p.path: p for p in parameters}
    read = rules_of(schema, known)
    assert read.unread == ()
    return Model(
        provider="probe", id=case["id"], slug=f"case-{number}", name=f"case_{number}", class_name=f"Case{number}",
        title=case["id"], summary="", parameters=parameters, unknown_keys="documented",
        rules=tuple(lower(raw, parameters=known) for raw in read.rules),
    )  # fmt: skip


def shared() -> list[dict]:
    return json.loads(PROBE.read_text(encoding="utf-8")) if PROBE.exists() else []


@pytest.fixture(scope="module")
def cases() -> list[tuple[dict, Model]]:
    return [(case, model_of(number, case)) for number, case in enumerate([*OWN, *shared()])]


@pytest.fixture(scope="module")
def provider(cases) -> Provider:
    return Provider(id="probe", title="Probe", class_name="Probe", models=tuple(model for _, model in cases))


@pytest.fixture(scope="module")
def imported(provider: Provider, tmp_path_factory: pytest.TempPathFactory):
    """The emitted package as it would be installed: written to disk, and imported from there."""
    root = tmp_path_factory.mktemp("generated")
    for emitter in (package, models, validators):
        for file in emitter.emit([provider]):
            path = root / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
    home = root / "video_gateways"
    spec = importlib.util.spec_from_file_location(
        "crossfield_probe", home / "__init__.py", submodule_search_locations=[str(home)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["crossfield_probe"] = module
    yield lambda name: importlib.import_module(f"crossfield_probe.probe.{name}")
    for name in [name for name in sys.modules if name.split(".")[0] == "crossfield_probe"]:
        del sys.modules[name]


def enforced(cases, takes) -> set[str]:
    """The cases of which every instance gets the right answer."""
    return {
        case["id"]
        for case, model in cases
        if all(takes(model, each) for each in case["valid"])
        and not any(takes(model, each) for each in case["invalid"])
    }


def all_of(cases) -> set[str]:
    return {case["id"] for case, _ in cases}


def test_validators(cases, imported) -> None:
    table = imported("validators").VALIDATORS
    assert enforced(cases, lambda model, request: not table[model.id](request)) == all_of(cases)


def test_pydantic_models(cases, imported) -> None:
    classes = imported("models")

    def takes(model: Model, request: dict) -> bool:
        try:
            getattr(classes, model.class_name).model_validate(request)
        except ValueError:
            return False
        return True

    assert enforced(cases, takes) == all_of(cases)


def test_json_schema(cases, provider: Provider) -> None:
    texts = {file.path: file.text for file in schemas.emit([provider])}
    found = {
        model.id: jsonschema_rs.validator_for(json.loads(texts[f"schemas/probe/{model.slug}.json"]))
        for _, model in cases
    }
    assert enforced(cases, lambda model, request: found[model.id].is_valid(request)) == all_of(cases)


def test_oracle(cases, provider: Provider) -> None:
    (file,) = manifest.emit([provider])
    read = Manifest.parse(file.text)
    assert enforced(cases, lambda model, request: Oracle.of(read, model.id).is_valid(request)) == all_of(
        cases
    )


@pytest.mark.skipif(
    not PROBE.exists(), reason="the shared suite suites/crossfield is not beside the repository"
)
def test_the_shared_probe_is_all_there(cases) -> None:
    assert len(cases) - len(OWN) == 20
