"""One request against all rules: the emitted validator beside jsonschema-rs and beside pydantic without any rule.

The requests are the plainest valid one and the fullest of the covering set. Ratios below 1: the validator is faster.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
from validation_speed import nanoseconds

from callsheet import disk, live, pipeline, solve
from callsheet.emit import models, package, schemas, validators

SPECS = Path(__file__).parents[2] / "specs"
MODELS = ("luma-ray-3-2-generate", "luma-ray-v3-2-video-to-video", "luma-ray-2")


def main() -> None:
    providers = pipeline.resolved(pipeline.load(disk.read_specs(SPECS)))
    bare = tuple(replace(p, models=tuple(replace(m, rules=()) for m in p.models)) for p in providers)
    texts = {file.path: file.text for file in schemas.emit(providers)}
    ruled = [*package.emit(providers), *models.emit(providers), *validators.emit(providers)]
    unruled = [*package.emit(bare), *models.emit(bare), *validators.emit(bare)]
    print(
        f"{'model':40} {'request':8} {'keys':>4} {'validator':>12} {'of jsonschema-rs':>17} {'of pydantic':>12}"
    )
    with live.package(ruled, "video_gateways") as ours, live.package(unruled, "video_gateways") as theirs:
        for model in (m for p in providers for m in p.models if m.id in MODELS):
            program = solve.Program(model)
            small = solve.valid_request(program)
            full = max(solve.covering_set(program).requests, key=len)
            validate = ours.module(f"{model.provider}.validators").VALIDATORS[model.id]
            pydantic = getattr(theirs.module(f"{model.provider}.models"), model.class_name).model_validate
            schema = json.loads(texts[f"schemas/{model.provider}/{model.slug}.json"])
            peer = jsonschema_rs.validator_for(schema).is_valid
            for name, request in (("small", small), ("full", full)):
                mine, rust, model_time = nanoseconds(request, validate, peer, pydantic)
                label = f"{model.provider}/{model.id}"
                print(
                    f"{label:40} {name:8} {len(request):4} {mine:9.0f} ns {mine / rust:17.2f} {mine / model_time:12.2f}"
                )


if __name__ == "__main__":
    main()
