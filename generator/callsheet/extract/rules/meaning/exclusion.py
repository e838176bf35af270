"""What does not go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from callsheet.extract.rules.condition import every
from callsheet.extract.rules.meaning.parts import accounts, forbid, leading, of_values, where
from callsheet.extract.rules.phrasing import CONDITIONAL, NEGATIVE, Draft, Guard, Reading
from callsheet.layers.facts import Json


def forbidden(said: Reading) -> Sequence[Draft]:
    """A does not go with the guards (or B)."""
    if said.a is None:
        return unsupported(said)
    parts = [said.a.each(), *([said.b.each()] if said.b else [])]
    return forbid(*parts, *(where(guard) for guard in said.guards))


def unsupported(said: Reading) -> Sequence[Draft]:
    """B does not go with the guards."""
    return forbidden(Reading(a=said.b, guards=said.guards)) if said.b else ()


def only(said: Reading) -> Sequence[Draft]:
    """A goes with nothing but the guards that follow it (or B)."""
    allowed = [guard for guard in said.guards if not guard.leading]
    if said.a is None or any(guard.word in NEGATIVE for guard in allowed) or not (allowed or said.b):
        return ()
    if len(allowed) > 1 and any(guard.word == "to" for guard in allowed):
        return ()
    groups = [*([said.b] if said.b else []), *(guard.group for guard in allowed)]
    if any(group.unknown for group in groups):
        return ()
    fails = tuple(part for group in groups for part in group.fails())
    return [*forbid(said.a.each(), *leading(said), fails), *accounts(said.a, groups)]


def limited(said: Reading) -> Sequence[Draft]:
    """A goes with nothing but the guards; "exclusive with B" is the opposite of "exclusive to B"."""
    return only(said) if all(guard.word != "with" for guard in said.guards) else ()


def values_need(said: Reading) -> Sequence[Draft]:
    """A's values go with B's alone: "1080p clips must be 5s"."""
    return only_values(said) if said.a is not None and of_values(said.a) else ()


def only_values(said: Reading) -> Sequence[Draft]:
    """B's values are the only ones, for A or where the guards hold."""
    if said.b is None or any(test.bare for test in said.b.tests):
        return ()
    subject = [said.a.each()] if said.a and set(said.a.names) != set(said.b.names) else []
    return forbid(*subject, *(where(guard) for guard in said.guards), said.b.fails())


def exclusive(said: Reading) -> Sequence[Draft]:
    """At most one of A, or A not together with B."""
    if said.a is None or said.a.unknown or said.a.nested:
        return ()
    tests = said.a.tests
    if said.b or len(tests) < 2 or any(_beside(guard) for guard in said.guards):
        return forbidden(said) if said.b or said.guards else ()
    conditions = [where(guard, joint=True) for guard in said.guards]
    if len(tests) == 2:
        return forbid(tests[0].holds(), tests[1].holds(), *conditions)
    if any(test.on for test in tests):
        return [
            draft
            for one, other in combinations(tests, 2)
            for draft in forbid(one.holds(), other.holds(), *conditions)
        ]
    count: Json = [["count", list(said.a.names)], ">", 1]
    return [Draft(kind="forbid", all=(*one, count)) for one in every(conditions)]


def kept_out(said: Reading) -> Sequence[Draft]:
    """A is not to be sent; of "A or B", where a condition holds, it is not sure whether each or both."""
    unsure = said.a is not None and not said.a.joint and len(said.a.tests) > 1 and bool(said.guards)
    return () if unsure else exclusive(said)


def exclusive_alone(said: Reading) -> Sequence[Draft]:
    """At most one of A. With X, "A and B not at the same time" may also say that neither goes with X."""
    sent = any(test.is_state for guard in said.guards for test in guard.group.tests)
    return () if sent else exclusive(said)


def _beside(guard: Guard) -> bool:
    """``with mask``: one more that the others do not go with, and no condition on them."""
    return not guard.leading and guard.word not in CONDITIONAL | NEGATIVE


def refused(said: Reading) -> Sequence[Draft]:
    """A request for which the guards hold fails."""
    found = forbid(*(where(guard, joint=True) for guard in said.guards))
    return [replace(draft, weak=True) for draft in found]
