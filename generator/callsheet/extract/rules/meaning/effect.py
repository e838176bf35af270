"""What does nothing, or is changed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from callsheet.extract.rules.condition import Dnf, Group, every, fields_of
from callsheet.extract.rules.meaning.exclusion import only
from callsheet.extract.rules.meaning.parts import ignore, leading, of_values, where
from callsheet.extract.rules.phrasing import NEGATIVE, Draft, Guard, Reading


def ignored(said: Reading) -> Sequence[Draft]:
    """A does nothing where the guards hold (or B)."""
    if said.a is None or not (said.guards or said.b) or of_values(said.a):
        return ()
    parts = [where(guard) for guard in said.guards]
    return ignore(said.a, every([*parts, said.b.each()] if said.b else parts))


def only_used(said: Reading) -> Sequence[Draft]:
    """A does nothing where the guards that follow it fail."""
    allowed = [guard for guard in said.guards if not guard.leading]
    groups = [
        *([said.b] if said.b else []),
        *(guard.group for guard in allowed if guard.word not in NEGATIVE),
    ]
    if said.a is None or not groups or any(group.unknown or group.account for group in groups):
        return ()
    if of_values(said.a):
        return only(said)
    fails = tuple(part for group in groups for part in group.fails())
    return ignore(said.a, every([fails, *leading(said)]))


def used_where(said: Reading) -> Sequence[Draft]:
    """A does nothing where the guards before it fail: "when hdr is on, A takes effect"."""
    if (
        said.a is None
        or not said.guards
        or of_values(said.a)
        or not all(guard.leading for guard in said.guards)
    ):
        return ()
    return ignore(said.a, tuple(part for guard in said.guards for part in _fails(guard)))


def _fails(guard: Guard) -> Dnf:
    return guard.group.holds() if guard.word in NEGATIVE else guard.group.fails()


def overrides(said: Reading) -> Sequence[Draft]:
    """B does nothing where A is sent."""
    if said.a is None or said.b is None:
        return ()
    both = {*said.a.names, *said.b.names}
    own = [
        guard
        for guard in said.guards
        if set(guard.group.names) == set(said.a.names) and of_values(guard.group)
    ]
    guards = [guard for guard in said.guards if not set(guard.group.names) <= both]
    sent = [] if own else [said.a.each()]
    return ignore(said.b, every([*sent, *(where(guard) for guard in (*own, *guards))]))


def outranks(said: Reading) -> Sequence[Draft]:
    """B does nothing where A is sent, if B may be left out: else the page speaks of what counts more."""
    return [replace(draft, weak=True) for draft in overrides(said)]


def yields(said: Reading) -> Sequence[Draft]:
    """A does nothing where B is sent."""
    return overrides(replace(said, a=said.b, b=said.a))


def prevails(said: Reading) -> Sequence[Draft]:
    """Of the parameters in the guards, all but A do nothing where A is sent."""
    if said.a is None or not said.guards:
        return ()
    tests = [test for guard in said.guards for test in guard.group.tests]
    others = Group(tuple(test for test in tests if not set(test.names) & set(said.a.names)))
    together = set(said.a.names) <= {name for test in tests for name in test.names}
    return ignore(others, said.a.each()) if together else ()


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
        for one in every(where(guard) for guard in said.guards)
    ]
