"""How numbers of two parameters, and numbers of items, stand to each other."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.extract.rules.condition import Group, every
from callsheet.extract.rules.meaning.parts import where
from callsheet.extract.rules.phrasing import Draft, Reading
from callsheet.extract.rules.values import amount_of
from callsheet.layers.facts import Json


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


def capped(said: Reading) -> Sequence[Draft]:
    """A's values above B's are refused where the guards hold: "limited to 5 seconds"."""
    if (
        said.a is None
        or said.b is None
        or said.a.names != said.b.names
        or len(said.a.names) != 1
        or not said.guards
    ):
        return ()
    name, test = said.a.names[0], said.b.tests[0]
    most = (
        amount_of(test.values[0]) if len(said.b.tests) == len(test.values) == 1 and test.op == "in" else None
    )
    if most is None:
        return ()
    broken = _above(name, most, said.listed.get(name))
    return [
        Draft(kind="forbid", all=(*one, broken))
        for one in every(where(guard) for guard in said.guards)
        if broken
    ]


def _above(name: str, most: float, listed: Sequence[Json] | None) -> Json:
    """The values of a list that are larger, or all numbers that are; nothing where that is not sure."""
    if not listed:
        return [name, ">", most]
    amounts = [amount_of(value) for value in listed]
    above = [
        value for value, amount in zip(listed, amounts, strict=True) if amount is not None and amount > most
    ]
    if not above or None in amounts:
        return None
    return [name, "in", above] if len(above) > 1 else [name, "=", above[0]]


def equal(said: Reading) -> Sequence[Draft]:
    """A = B."""
    return _relation(said, "!=")


def at_most_items(said: Reading) -> Sequence[Draft]:
    """A has at most N items where the guards hold."""
    return _items(said, said.a, ">")


def at_most_in_all(said: Reading) -> Sequence[Draft]:
    """The items of A's parameters, counted together, are at most N."""
    if said.a is None or said.number is None or len(said.a.names) < 2 or said.a.unknown:
        return ()
    types = {said.types.get(name) for name in said.a.names}
    if types != {"array"} and not types <= {"integer", "number"}:
        return ()
    arrays = types == {"array"}
    parts: list[Json] = [["items", name] if arrays else name for name in said.a.names]
    total: Json = [["sum", parts], ">", said.number]
    return [Draft(kind="forbid", all=(*one, total)) for one in every(where(guard) for guard in said.guards)]


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
    pair = {said.a.names[0], said.b.names[0]}
    guards = [guard for guard in said.guards if not set(guard.group.names) <= pair]
    return [Draft(kind="forbid", all=(*one, broken)) for one in every(where(guard) for guard in guards)]


def _items(said: Reading, group: Group | None, op: str) -> Sequence[Draft]:
    if group is None or said.number is None or not said.guards or len(group.names) != 1:
        return ()
    if said.types.get(group.names[0]) != "array":
        return ()
    broken: Json = [["items", group.names[0]], op, said.number]
    return [Draft(kind="forbid", all=(*one, broken)) for one in every(where(guard) for guard in said.guards)]
