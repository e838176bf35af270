"""Requests that people labelled from the real pages get the labelled verdict, from validators and from the schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from callsheet import disk, live, pipeline
from callsheet.emit import package, schemas, validators

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "pages" / "cases"

TWO_RULES = "not separable: the hdr it needs is refused there too"
"""What the labels say of the requests that break two rules of necessity: exr_export on an extend."""


@pytest.mark.skipif(
    not CASES.is_dir(), reason="the labelled requests are not here: they stand in ../shared/pages/cases"
)
def test_labelled_requests_get_their_verdicts() -> None:
    providers = pipeline.resolved(pipeline.load(disk.read_specs(ROOT / "specs")))
    models = {(model.provider, model.id): model for provider in providers for model in provider.models}
    schema_of = {file.path: json.loads(file.text) for file in schemas.emit(providers)}
    tried = wrong = 0
    with live.package([*package.emit(providers), *validators.emit(providers)], "video_gateways") as modules:
        for path in sorted(CASES.glob("*.json")):
            provider = path.name.partition("-")[0]
            for case in json.loads(path.read_text()):
                model = models[provider, case["model"]]
                schema = schema_of[f"schemas/{provider}/{model.slug}.json"]
                found = modules.module(f"{provider}.validators").VALIDATORS[model.id](case["request"])
                rules = {violation.rule for violation in found}
                assert (rules == set()) is case["valid"], (path.name, case, rules)
                assert jsonschema_rs.validator_for(schema).is_valid(case["request"]) is case["valid"], (
                    path.name,
                    case,
                )
                allowed = 2 if TWO_RULES in str(case["violates"]) else 1
                assert len(rules) <= allowed, (path.name, case, rules)
                tried, wrong = tried + 1, wrong + (not case["valid"])
    assert (tried, wrong) >= (137, 85)
