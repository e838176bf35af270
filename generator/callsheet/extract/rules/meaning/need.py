"""What must be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from callsheet.extract.rules.condition import Test, every
from callsheet.extract.rules.meaning.exclusion import exclusive
from callsheet.extract.rules.meaning.parts import accounts, forbid, where
from callsheet.extract.rules.phrasing import Draft, Reading
from callsheet.layers.facts import Json


def requires(said: Reading) -> Sequence[Draft]:
    """A does not go without B; said of B alone, it holds for the guards."""
    if (
        said.b is None
        or said.b.nested
        or said.b.none
        or (said.b.unknown and not said.b.joint)
        or not (said.a or said.guards)
    ):
        return ()
    subject = [said.a.each()] if said.a else []
    rules = forbid(*subject, *(where(guard) for guard in said.guards), said.b.fails()) if said.b.tests else []
    return [*rules, *accounts(said.a, [said.b])]


def must_hold(said: Reading) -> Sequence[Draft]:
    """A's condition has to hold where the guards do."""
    if said.a is None or not said.guards or said.a.unknown or said.a.nested or said.a.none:
        return ()
    sent = replace(
        said.a,
        tests=tuple(Test(test.names, "set") if test.bare and test.on else test for test in said.a.tests),
    )
    return forbid(*(where(guard, joint=True) for guard in said.guards), sent.fails())


def must_be_given(said: Reading) -> Sequence[Draft]:
    """A has to be sent where the guards hold; of "sent together with B" it is not sure which of them needs the other."""
    beside = any(guard.word == "with" and not guard.leading for guard in said.guards)
    return () if beside else must_hold(said)


def at_least_one(said: Reading) -> Sequence[Draft]:
    """One of A must be sent."""
    if (
        said.a is None
        or said.a.unknown
        or len(said.a.names) < 2
        or not all(test.bare or test.on for test in said.a.tests)
    ):
        return ()
    if any(test.on for test in said.a.tests):
        return forbid(
            *(where(guard, joint=True) for guard in said.guards), replace(said.a, joint=False).fails()
        )
    none: Json = [["count", list(said.a.names)], "<", 1]
    others = [guard for guard in said.guards if not set(guard.group.names) <= set(said.a.names)]
    conditions = every(where(guard, joint=True) for guard in others)
    return [Draft(kind="forbid", all=(*one, none)) for one in conditions]


def one_or_other(said: Reading) -> Sequence[Draft]:
    """One of A must be sent, where they are joined by "or"."""
    return at_least_one(said) if said.a is not None and not said.a.joint else ()


def exactly_one(said: Reading) -> Sequence[Draft]:
    """One of A and no more."""
    least = at_least_one(said)
    return [*least, *exclusive(Reading(a=said.a))] if least and not said.guards else ()


def one_of_both(said: Reading) -> Sequence[Draft]:
    """A or B, and not both."""
    if said.a is None or said.b is None or said.b.unknown:
        return ()
    return exactly_one(Reading(a=replace(said.a, tests=(*said.a.tests, *said.b.tests))))


def together(said: Reading) -> Sequence[Draft]:
    """All of A, or none."""
    if said.a is None or said.a.unknown or said.a.nested or said.guards or len(said.a.tests) != 2:
        return ()
    one, other = said.a.tests
    return [*forbid(one.holds(), other.fails()), *forbid(other.holds(), one.fails())]
