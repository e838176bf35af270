"""Rules that follow from the limits and the other rules."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.solve.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """Nothing that ``because`` allows breaks ``rule``; all of ``because`` is needed for that."""

    rule: str
    because: tuple[str, ...]


def implied_rules(program: Program) -> tuple[Implied, ...]:
    """Rules that refuse, and that could be left out without any request becoming valid."""
    found = []
    for rule in program.model.rules:
        others = [name for name in program.names() if name != rule.id]
        broken = program.denied(rule.id)
        if rule.effect == "refused" and not program.check(broken, names=others):
            found.append(Implied(rule=rule.id, because=program.because(broken, names=others)))
    return tuple(found)
