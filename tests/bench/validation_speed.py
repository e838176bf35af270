"""How long emitted validators take, against jsonschema-rs on the emitted schema of the same model.

    python tests/bench/validation_speed.py [MODEL ...]

Both answer the same question of the same dictionaries, in turn, and the best of many rounds counts. A ratio below 1
means that the validator is faster. Requests: ``small`` holds what is required, ``full`` every parameter that the solver
can put into one valid request, ``half`` every other one of those.
"""

from __future__ import annotations

import json
import sys
import timeit
from collections.abc import Callable
from pathlib import Path

import jsonschema_rs

from callsheet import disk, live, pipeline
from callsheet.emit import package, schemas, validators
from callsheet.layers.model import Model, Parameter

SPECS = Path(__file__).parents[2] / "specs"
ROUNDS, CALLS = 60, 4_000
DEFAULT = (
    "luma-ray-3-2-generate",
    "luma-ray-v3-2-video-to-video",
    "luma-ray-flash-2",
    "model_luma-ray-3-2-edit",
)


def sample(parameter: Parameter) -> object:
    """A value within the parameter's limits: its default, else the first that comes to mind."""
    if parameter.default is not None and parameter.default not in parameter.unset:
        return json.loads(json.dumps(parameter.default, default=float))
    if parameter.enum:
        return parameter.enum[0]
    if parameter.type == "object":
        return {each.path.rpartition(".")[2]: sample(each) for each in parameter.members if each.required}
    if parameter.type == "array":
        return [sample(parameter.item)] if parameter.item else ["x"]
    number = int(parameter.minimum or 0)
    text = "https://example.com/images/first-frame.png" if parameter.format == "uri" else "a tram at dusk"
    return {"boolean": False, "integer": number, "number": number}.get(parameter.type, text)


def requests(model: Model, is_valid: Callable[[object], bool]) -> dict[str, dict[str, object]]:
    """Small, half and full: parameters are added one by one as long as the request stays valid."""
    small = {p.path: sample(p) for p in model.parameters if p.required}
    full = dict(small)
    for parameter in model.parameters:
        wider = {**full, parameter.path: sample(parameter)}
        if parameter.path not in full and is_valid(wider):
            full = wider
    extra = [key for key in full if key not in small]
    half = {key: value for key, value in full.items() if key not in extra[1::2]}
    return {name: json.loads(json.dumps(r)) for name, r in (("small", small), ("half", half), ("full", full))}


def nanoseconds(request: object, *calls: Callable[[object], object]) -> list[float]:
    """The best round of each, taken in turn so that a busy machine slows all alike."""
    timers = [timeit.Timer("call(request)", globals={"call": call, "request": request}) for call in calls]
    rounds = [[timer.timeit(CALLS) / CALLS * 1e9 for timer in timers] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def main(names: tuple[str, ...]) -> None:
    providers = pipeline.resolved(pipeline.load(disk.read_specs(SPECS)))
    models = [model for provider in providers for model in provider.models if model.id in names]
    schema_of = {file.path: json.loads(file.text) for file in schemas.emit(providers)}
    print(f"{'model':44} {'request':8} {'keys':>4} {'validator':>10} {'jsonschema-rs':>14} {'ratio':>6}")
    with live.package([*package.emit(providers), *validators.emit(providers)], "video_gateways") as modules:
        for model in models:
            peer = jsonschema_rs.validator_for(schema_of[f"schemas/{model.provider}/{model.slug}.json"])
            ours = modules.module(f"{model.provider}.validators").VALIDATORS[model.id]
            for name, request in requests(model, peer.is_valid).items():
                assert ours(request) == []
                mine, theirs = nanoseconds(request, ours, peer.is_valid)
                label = f"{model.provider}/{model.id}"
                print(
                    f"{label:44} {name:8} {len(request):4} {mine:7.0f} ns {theirs:11.0f} ns {mine / theirs:6.2f}"
                )


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or DEFAULT)
