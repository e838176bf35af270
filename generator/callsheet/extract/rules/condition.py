"""Conditions: tests of parameters, joined and negated, in the literal form of a forbidden combination."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from callsheet.layers.facts import Json

Conjunction: TypeAlias = tuple[Json, ...]
"""Literals that all hold, such as ``(["hdr", "=", True], ["resolution", "=", "540p"])``."""
Dnf: TypeAlias = tuple[Conjunction, ...]
"""Conjunctions of which at least one holds."""

Op = Literal["set", "unset", "in", "not in", "<", "<=", ">", ">="]
_OPPOSITE: dict[Op, Op] = {
    "set": "unset",
    "unset": "set",
    "in": "not in",
    "not in": "in",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


@dataclass(frozen=True, slots=True)
class Test:
    """``Test(("resolution",), "in", ("720p", "1080p"))``; of several names (one stem) any may pass the test."""

    names: tuple[str, ...]
    op: Op
    values: tuple[Json, ...] = ()
    bare: bool = False
    """Whether the page names the parameter alone, without a value or state."""
    cases: Dnf = ()
    """Of a mode that the page defines, or a range: the combinations that make it so."""
    on: tuple[Json, ...] = ()
    """The values that turn the parameter on, where another one of its list turns it off: ``disabled``."""

    def holds(self) -> Dnf:
        """Where the test passes."""
        if self.cases:
            return self.cases
        literals = [_literal(name, self.op, self.values) for name in self.names]
        return (tuple(literals),) if self.op in ("unset", "not in") else tuple((one,) for one in literals)

    @property
    def is_state(self) -> bool:
        """Whether it says no more than that the parameter is there, or is not."""
        return not (self.bare or self.cases) and (self.values in ((), (True,), (False,)) or bool(self.on))

    @property
    def is_lack(self) -> bool:
        """Whether it says that the parameter is not there, or is off."""
        return self.op == "unset" or (self.op == "not in") == (self.values in ((True,), self.on))

    def given(self) -> Test:
        """The same, said in so many words."""
        return replace(self, bare=False)

    def lacking(self) -> Test:
        """The opposite of being there."""
        opposite: dict[Op, Op] = {"set": "unset", "in": "not in"}
        if self.cases:
            return replace(self, cases=self.fails())
        if self.on:
            opposite["not in"] = "in"
        return replace(self, op=opposite.get(self.op, self.op), bare=False)

    def fails(self) -> Dnf:
        """Where it does not."""
        if self.cases:
            return every(tuple((_turned(literal),) for literal in case) for case in self.cases)
        return Test(self.names, _OPPOSITE[self.op], self.values).holds()


def _turned(literal: Json) -> Json:
    """``["a", "set"]`` → ``["a", "unset"]``: of the literals that modes and ranges are made of."""
    assert isinstance(literal, list)
    return [literal[0], _OPPOSITE[cast("Op", literal[1])], *literal[2:]]


def _literal(name: str, op: Op, values: tuple[Json, ...]) -> Json:
    if op in ("set", "unset"):
        return [name, op]
    if op == "not in" and values == (False,):
        return [name, "=", True]
    if op in ("in", "not in"):
        if len(values) == 1:
            return [name, "=" if op == "in" else "!=", values[0]]
        return [name, op, list(values)]
    return [name, op, values[0]]


@dataclass(frozen=True, slots=True)
class Group:
    """A list of tests as the page joins them: ``hdr, start_frame, or end_frame``."""

    tests: tuple[Test, ...]
    joint: bool = False
    """Joined by "and", or by commas alone; else by "or"."""
    account: bool = False
    """One of the items is a plan or an access right."""
    unknown: tuple[str, ...] = ()
    """Items that resolve to no parameter."""
    nested: bool = False
    """Joined by signs within words: ``a / b and c``; then it is not clear what stands against what."""
    none: bool = False
    """Said as "no A": what needs that needs nothing."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for test in self.tests for name in test.names))

    def each(self) -> Dnf:
        """Where any one of the items holds, however they are joined."""
        return tuple(itertools.chain.from_iterable(test.holds() for test in self.tests))

    def holds(self) -> Dnf:
        """Where all ("and") or any ("or") of the items hold."""
        return every(test.holds() for test in self.tests) if self.joint else self.each()

    def fails(self) -> Dnf:
        """Where the items do not hold as joined."""
        fails = [test.fails() for test in self.tests]
        return tuple(itertools.chain.from_iterable(fails)) if self.joint else every(fails)

    def unset(self) -> Dnf:
        """Where the parameters are missing: each of them ("and"), or all of them ("or")."""
        absent = [Test(test.names, "unset").holds() for test in self.tests]
        return tuple(itertools.chain.from_iterable(absent)) if self.joint else every(absent)


ALWAYS: Dnf = ((),)


def every(parts: Iterable[Dnf]) -> Dnf:
    """Where all of the parts hold: the product, without literals said twice."""
    product = (itertools.chain.from_iterable(choice) for choice in itertools.product(*parts))
    return tuple(unique(conjunction) for conjunction in product)


def fields_of(conjunction: Conjunction) -> tuple[str, ...]:
    """The parameters that a conjunction looks at, in order."""
    found: dict[str, None] = {}
    for literal in conjunction:
        if isinstance(literal, list) and literal:
            found.update(dict.fromkeys(_names(literal[0])))
            relation = literal[2] if len(literal) > 2 else None
            if isinstance(relation, dict):
                found.update(dict.fromkeys(_names(relation.get("field"))))
    return tuple(found)


def _names(subject: Json) -> tuple[str, ...]:
    if isinstance(subject, str):
        return (subject,)
    if isinstance(subject, list) and subject:
        return tuple(name for part in subject[1:] for name in (_members(part)))
    return ()


def _members(part: Json) -> tuple[str, ...]:
    if isinstance(part, list) and part and part[0] not in ("items", "sum", "count"):
        return tuple(name for item in part for name in ((item,) if isinstance(item, str) else _names(item)))
    return _names(part)


def unique(values: Iterable[Json]) -> tuple[Json, ...]:
    """The values in order, each once."""
    kept: list[Json] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept)
