"""How analyses grow: 10 to 200 parameters under 10 rules, and 10 to 300 rules over 50 parameters.

Processor time; ratios are to the smallest model of the same row of the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from callsheet import solve
from callsheet.constraints import lower
from callsheet.layers.model import Model, Parameter

QUESTIONS: Mapping[str, Callable[[solve.Program], object]] = MappingProxyType(
    {
        "encode, valid request": solve.valid_request,
        "dead values": solve.dead_values,
        "implied rules": solve.implied_rules,
        "minimal pairs of rules": solve.rule_pairs,
        "covering set of strength 2": solve.covering_set,
    }
)


def grown(parameters: int, rules: int) -> Model:
    """Switches, sizes and numbers; each rule forbids two values of neighbours, later rules farther apart."""
    kinds = (
        {"type": "boolean", "default": False},
        {"type": "string", "enum": ("s", "m", "l"), "default": "m"},
        {"type": "integer", "enum": (1, 2, 3)},
    )
    made = tuple(Parameter(path=f"p{n}", name=f"p{n}", **kinds[n % 3]) for n in range(parameters))
    known = {p.path: p for p in made}
    values = ({"p": True}, {"p": "s"}, {"p": 3})
    lowered = []
    for number in range(rules):
        one, two = number % parameters, (number + 1 + number // parameters) % parameters
        raw = {f"p{n}": values[n % 3]["p"] for n in (one, two)}
        lowered.append(lower({"id": f"r{number}", "forbid": raw}, parameters=known))
    return Model(
        provider="bench", id="bench", slug="bench", name="bench", class_name="Bench", title="", summary="",
        parameters=made, rules=tuple(lowered),
    )  # fmt: skip


def seconds(model: Model, question: Callable[[solve.Program], object]) -> float:
    """The best of three, encoding included."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        question(solve.Program(model))
        best = min(best, time.process_time() - start)
    return best


def row(name: str, question: Callable[[solve.Program], object], sizes: list[tuple[int, int]]) -> None:
    times = [seconds(grown(*size), question) for size in sizes]
    cells = (f"{took * 1000:8.1f} ms ({took / times[0]:5.1f}x)" for took in times)
    print(f"{name:27} {'  '.join(cells)}")


def main() -> None:
    for title, sizes in (
        ("parameters 10, 50, 100, 200; 10 rules", [(10, 10), (50, 10), (100, 10), (200, 10)]),
        ("rules 10, 50, 100, 300; 50 parameters", [(50, 10), (50, 50), (50, 100), (50, 300)]),
    ):
        print(title)
        for name, question in QUESTIONS.items():
            row(name, question, sizes)


if __name__ == "__main__":
    main()
