"""What the phrasings mean: each function lowers a reading to forbidden combinations, or to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from callsheet.extract.rules.condition import ALWAYS, Dnf, Group, Test, every, fields_of
from callsheet.extract.rules.phrasing import Draft, Guard, Reading
from callsheet.layers.facts import Json

CONDITIONAL = frozenset(
    ["when", "whenever", "if", "while", "once", "until", "after", "provided-that", "当", "如果", "若", "时"]
)
NEGATIVE = frozenset(
    ["unless", "without", "except-when", "except-with", "except-for", "except-if", "除非", "除"]
)


def forbidden(said: Reading) -> Sequence[Draft]:
    """A does not go with the guards (or B)."""
    if said.a is None:
        return unsupported(said)
    parts = [said.a.each(), *([said.b.each()] if said.b else [])]
    return _forbid(*parts, *(_where(guard) for guard in said.guards))


def unsupported(said: Reading) -> Sequence[Draft]:
    """B does not go with the guards."""
    return forbidden(Reading(a=said.b, guards=said.guards)) if said.b else ()


def only(said: Reading) -> Sequence[Draft]:
    """A goes with nothing but the guards that follow it (or B)."""
    allowed = [guard for guard in said.guards if not guard.leading]
    if said.a is None or any(guard.word in NEGATIVE for guard in allowed) or not (allowed or said.b):
        return ()
    groups = [*([said.b] if said.b else []), *(guard.group for guard in allowed)]
    if any(group.unknown for group in groups):
        return ()
    fails = tuple(part for group in groups for part in group.fails())
    return [*_forbid(said.a.each(), *_leading(said), fails), *_accounts(said.a, groups)]


def requires(said: Reading) -> Sequence[Draft]:
    """A does not go without B; said of B alone, it holds for the guards."""
    if said.b is None or (said.b.unknown and not said.b.joint) or not (said.a or said.guards):
        return ()
    subject = [said.a.each()] if said.a else []
    rules = (
        _forbid(*subject, *(_where(guard) for guard in said.guards), said.b.fails()) if said.b.tests else []
    )
    return [*rules, *_accounts(said.a, [said.b])]


def required(said: Reading) -> Sequence[Draft]:
    """A must be sent where the guards hold."""
    if said.a is None or not said.guards or said.a.unknown:
        return ()
    return _forbid(*(_where(guard, joint=True) for guard in said.guards), _missing(said.a))


def must_hold(said: Reading) -> Sequence[Draft]:
    """A's condition has to hold where the guards do."""
    if said.a is None or not said.guards:
        return ()
    return _forbid(*(_where(guard, joint=True) for guard in said.guards), said.a.fails())


def only_values(said: Reading) -> Sequence[Draft]:
    """B's values are the only ones, for A or where the guards hold."""
    if said.b is None or any(test.bare for test in said.b.tests):
        return ()
    subject = [said.a.each()] if said.a and set(said.a.names) != set(said.b.names) else []
    return _forbid(*subject, *(_where(guard) for guard in said.guards), said.b.fails())


def exclusive(said: Reading) -> Sequence[Draft]:
    """At most one of A, or A not together with B."""
    if said.a is None or said.a.unknown:
        return ()
    if said.b or said.guards:
        return forbidden(said)
    tests = said.a.tests
    if len(tests) < 2:
        return ()
    if len(tests) == 2:
        return _forbid(tests[0].holds(), tests[1].holds())
    return [Draft(kind="forbid", all=([["count", list(said.a.names)], ">", 1],))]


def at_least_one(said: Reading) -> Sequence[Draft]:
    """One of A must be sent."""
    if (
        said.a is None
        or said.a.unknown
        or len(said.a.names) < 2
        or not all(test.bare for test in said.a.tests)
    ):
        return ()
    none: Json = [["count", list(said.a.names)], "<", 1]
    where = every(_where(guard, joint=True) for guard in said.guards)
    return [Draft(kind="forbid", all=(*one, none)) for one in where]


def exactly_one(said: Reading) -> Sequence[Draft]:
    """One of A and no more."""
    least = at_least_one(said)
    return [*least, *exclusive(Reading(a=said.a))] if least and not said.guards else ()


def together(said: Reading) -> Sequence[Draft]:
    """All of A, or none."""
    if said.a is None or said.a.unknown or said.guards or len(said.a.tests) != 2:
        return ()
    one, other = said.a.tests
    return [*_forbid(one.holds(), other.fails()), *_forbid(other.holds(), one.fails())]


def accompanied(said: Reading) -> Sequence[Draft]:
    """A must be sent with the guards' parameters."""
    return only(said)


def ignored(said: Reading) -> Sequence[Draft]:
    """A does nothing where the guards hold (or B)."""
    if said.a is None or not (said.guards or said.b) or _values_of(said.a):
        return ()
    parts = [_where(guard) for guard in said.guards]
    return _ignored(said.a, every([*parts, said.b.each()] if said.b else parts))


def only_used(said: Reading) -> Sequence[Draft]:
    """A does nothing where the guards that follow it fail."""
    allowed = [guard for guard in said.guards if not guard.leading]
    groups = [
        *([said.b] if said.b else []),
        *(guard.group for guard in allowed if guard.word not in NEGATIVE),
    ]
    if said.a is None or not groups or any(group.unknown or group.account for group in groups):
        return ()
    if _values_of(said.a):
        return only(said)
    fails = tuple(part for group in groups for part in group.fails())
    return _ignored(said.a, every([fails, *_leading(said)]))


def overrides(said: Reading) -> Sequence[Draft]:
    """B does nothing where A is sent."""
    if said.a is None or said.b is None:
        return ()
    guards = tuple(
        guard for guard in said.guards if not set(guard.group.names) <= {*said.a.names, *said.b.names}
    )
    return _ignored(said.b, every([said.a.each(), *(_where(guard) for guard in guards)]))


def prevails(said: Reading) -> Sequence[Draft]:
    """Of the parameters in the guards, all but A do nothing where A is sent."""
    if said.a is None or not said.guards:
        return ()
    tests = [test for guard in said.guards for test in guard.group.tests]
    others = Group(tuple(test for test in tests if not set(test.names) & set(said.a.names)))
    together = set(said.a.names) <= {name for test in tests for name in test.names}
    return _ignored(others, said.a.each()) if together else ()


def replaced(said: Reading) -> Sequence[Draft]:
    """B gives way where the guards hold."""
    return ignored(Reading(a=said.b, guards=said.guards))


def forced(said: Reading) -> Sequence[Draft]:
    """A takes the value it is tested for, where the guards hold."""
    if said.a is None or not said.guards:
        return ()
    return [
        Draft(kind="forced", field=name, value=test.values[0], all=one, fields=(name, *fields_of(one)))
        for test in said.a.tests
        for name in test.names
        if test.op == "in" and len(test.values) == 1
        for one in every(_where(guard) for guard in said.guards)
    ]


def refused(said: Reading) -> Sequence[Draft]:
    """A request for which the guards hold fails."""
    found = _forbid(*(_where(guard, joint=True) for guard in said.guards))
    return [replace(draft, weak=True) for draft in found]


def below(said: Reading) -> Sequence[Draft]:
    """A < B."""
    return _relation(said, ">=")


def at_most(said: Reading) -> Sequence[Draft]:
    """A ≤ B."""
    return _relation(said, ">")


def above(said: Reading) -> Sequence[Draft]:
    """A > B."""
    return _relation(said, "<=")


def at_least(said: Reading) -> Sequence[Draft]:
    """A ≥ B."""
    return _relation(said, "<")


def equal(said: Reading) -> Sequence[Draft]:
    """A = B."""
    return _relation(said, "!=")


def at_most_items(said: Reading) -> Sequence[Draft]:
    """A has at most N items where the guards hold."""
    return _items(said, said.a, ">")


def at_least_items(said: Reading) -> Sequence[Draft]:
    """A has at least N items where the guards hold."""
    return _items(said, said.a, "<")


def at_most_in_all(said: Reading) -> Sequence[Draft]:
    """The items of A's parameters, counted together, are at most N."""
    if said.a is None or said.number is None or len(said.a.names) < 2 or said.a.unknown:
        return ()
    arrays = all(said.types.get(name) == "array" for name in said.a.names)
    parts: list[Json] = [["items", name] if arrays else name for name in said.a.names]
    total: Json = [["sum", parts], ">", said.number]
    return [Draft(kind="forbid", all=(*one, total)) for one in every(_where(guard) for guard in said.guards)]


# -- parts -----------------------------------------------------------------------------------------------------------


def _values_of(group: Group) -> bool:
    """Whether the group speaks of values, and not of parameters."""
    return any(test.op in ("in", "not in") and test.values != (True,) for test in group.tests)


def _where(guard: Guard, *, joint: bool = False) -> Dnf:
    if guard.word in NEGATIVE:
        return guard.group.fails()
    return guard.group.holds() if joint or guard.word in CONDITIONAL else guard.group.each()


def _leading(said: Reading) -> list[Dnf]:
    return [_where(guard) for guard in said.guards if guard.leading]


def _missing(group: Group) -> Dnf:
    absent = [Test(test.names, "unset").holds() if test.bare else test.fails() for test in group.tests]
    return tuple(part for one in absent for part in one) if group.joint or len(absent) == 1 else every(absent)


def _forbid(*parts: Dnf) -> list[Draft]:
    found = every(parts) if parts else ALWAYS
    return [Draft(kind="forbid", all=one) for one in found if len(set(fields_of(one))) > 1 and _possible(one)]


def _possible(conjunction: tuple[Json, ...]) -> bool:
    """Not two literals on one parameter: what a page says of one parameter alone is a limit, or we misread it."""
    fields = [fields_of((literal,)) for literal in conjunction]
    return len(fields) == len(set(fields))


def _ignored(group: Group, where: Dnf) -> list[Draft]:
    """What is said of the parameter itself in the condition goes: that it was sent is understood."""
    rules = []
    for name in group.names:
        for one in where:
            others = tuple(literal for literal in one if name not in fields_of((literal,)))
            if others:
                rules.append(Draft(kind="ignored", field=name, all=others, fields=(name, *fields_of(others))))
    return rules


def _accounts(subject: Group | None, groups: Sequence[Group]) -> list[Draft]:
    if subject is None or not any(group.account for group in groups):
        return []
    return [Draft(kind="account", fields=subject.names)]


def _relation(said: Reading, op: str) -> Sequence[Draft]:
    if (
        said.a is None
        or said.b is None
        or len(said.a.names) != 1
        or len(said.b.names) != 1
        or said.a.names == said.b.names
    ):
        return ()
    if any(said.types.get(name) not in ("integer", "number") for name in (*said.a.names, *said.b.names)):
        return ()
    broken: Json = [said.a.names[0], op, {"field": said.b.names[0]}]
    return [Draft(kind="forbid", all=(*one, broken)) for one in every(_where(guard) for guard in said.guards)]


def _items(said: Reading, group: Group | None, op: str) -> Sequence[Draft]:
    if group is None or said.number is None or not said.guards or len(group.names) != 1:
        return ()
    if said.types.get(group.names[0]) != "array":
        return ()
    broken: Json = [["items", group.names[0]], op, said.number]
    return [Draft(kind="forbid", all=(*one, broken)) for one in every(_where(guard) for guard in said.guards)]
