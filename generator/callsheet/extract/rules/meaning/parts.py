"""What the meanings are made of: guards as conditions, and conditions as drafts of rules."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.extract.rules.condition import ALWAYS, Dnf, Group, every, fields_of
from callsheet.extract.rules.phrasing import CONDITIONAL, NEGATIVE, Draft, Guard, Reading
from callsheet.layers.facts import Json


def of_values(group: Group) -> bool:
    """Whether the group speaks of values, and not of parameters."""
    return any(
        (test.op in ("in", "not in") and test.values != (True,) and not test.on) or bool(test.cases)
        for test in group.tests
    )


def where(guard: Guard, *, joint: bool = False) -> Dnf:
    if guard.word in NEGATIVE:
        return guard.group.fails()
    return guard.group.holds() if joint or guard.word in CONDITIONAL else guard.group.each()


def leading(said: Reading) -> list[Dnf]:
    return [where(guard) for guard in said.guards if guard.leading]


def forbid(*parts: Dnf) -> list[Draft]:
    found = every(parts) if parts else ALWAYS
    return [Draft(kind="forbid", all=one) for one in found if len(set(fields_of(one))) > 1 and _possible(one)]


def _possible(conjunction: tuple[Json, ...]) -> bool:
    """Not two literals on one parameter, or on an array and its own items: such words are a limit, or we misread them."""
    fields = [fields_of((literal,)) for literal in conjunction]
    names = [name for one in fields for name in one]
    inside = any(name.startswith(f"{other}[]") for name in names for other in names)
    return len(fields) == len(set(fields)) and not inside


def ignore(group: Group, where: Dnf) -> list[Draft]:
    """What is said of the parameter itself in the condition goes: that it was sent is understood."""
    rules = []
    for name in group.names:
        for one in where:
            others = tuple(literal for literal in one if name not in fields_of((literal,)))
            if others:
                rules.append(Draft(kind="ignored", field=name, all=others, fields=(name, *fields_of(others))))
    return rules


def accounts(subject: Group | None, groups: Sequence[Group]) -> list[Draft]:
    if subject is None or not any(group.account for group in groups):
        return []
    return [Draft(kind="account", fields=subject.names)]
