"""What the solver costs: all analyses of one model with many rules, and single questions beside IDLReasoner's.

IDLReasoner answered one operation analysis in 17 ms at the median, as a public gateway logged it; ratios below 1 mean
less than that. Each figure is processor time, the best of a few rounds in this process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from callsheet import disk, pipeline, solve
from callsheet.layers.model import Model

SPECS = Path(__file__).parents[2] / "specs"
MODEL = "luma-ray-3-2-generate"
PEER_MS, ROUNDS = 17.0, 5

ANALYSES: Mapping[str, Callable[[solve.Program], object]] = MappingProxyType(
    {
        "valid request": solve.valid_request,
        "dead values": solve.dead_values,
        "dead parameters": solve.dead_parameters,
        "false optional": solve.false_optional,
        "dead pairs, with reasons": solve.dead_pairs,
        "implied rules, with reasons": solve.implied_rules,
        "colliding defaults": lambda program: solve.colliding_defaults(program.model),
        "number of valid requests": solve.count_valid,
        "holes and overlaps of prices": lambda program: solve.price_faults(program.model),
        "minimal pairs of rules": solve.rule_pairs,
        "minimal pairs of limits": solve.limit_pairs,
        "covering set of strength 2": solve.covering_set,
        "covering set of strength 3": lambda program: solve.covering_set(program, 3),
    }
)


def milliseconds(call: Callable[[], object]) -> float:
    """The best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best * 1000


def one_dead_value(model: Model) -> bool:
    """Whether one value can be used, from scratch."""
    program = solve.Program(model)
    own = program.space.cells["resolution"]
    return program.check(own.sent, own.equals("540p"))


def main() -> None:
    providers = pipeline.resolved(pipeline.load(disk.read_specs(SPECS)))
    model = next(model for provider in providers for model in provider.models if model.id == MODEL)
    print(f"{model.provider}/{model.id}: {len(list(model.walk()))} parameters, {len(model.rules)} rules")
    total = milliseconds(lambda: solve.Program(model))
    print(f"{'encoding':34} {total:8.1f} ms")
    for name, analysis in ANALYSES.items():
        took = milliseconds(lambda analysis=analysis: analysis(solve.Program(model)))
        total += took
        print(f"{name:34} {took:8.1f} ms")
    print(f"{'all of it':34} {total:8.1f} ms")
    for name, question in (
        ("is there a valid request", lambda: solve.Program(model).check()),
        ("is one value dead", lambda: one_dead_value(model)),
    ):
        took = milliseconds(question)
        print(f"{name + ', from scratch':34} {took:8.1f} ms   {took / PEER_MS:.2f} of {PEER_MS:.0f} ms")
    program = solve.Program(model)
    program.check()
    took = milliseconds(program.check)
    print(f"{'the same, asked again':34} {took:8.2f} ms   {took / PEER_MS:.3f} of {PEER_MS:.0f} ms")


if __name__ == "__main__":
    main()
