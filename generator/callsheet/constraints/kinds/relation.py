"""Two terms in an order; binds when all parameters in it have a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.kleene import evaluate
from callsheet.constraints.mend import fixes
from callsheet.constraints.shapes import TERM
from callsheet.constraints.terms import read_term
from callsheet.constraints.words import demand
from callsheet.layers.model import Fix
from callsheet.layers.rule import Compare, Expr, Order, Term, Value

OPPOSITE: Final[dict[Order, Order]] = {"!=": "=", "<": ">=", "<=": ">", "=": "!=", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """``relation: {left: start, op: "<", right: end}``."""

    left: Term
    op: Order
    right: Term

    def violation(self) -> Expr:
        """The opposite order, not a denial: a side without a value breaks nothing."""
        return Compare(self.left, OPPOSITE[self.op], self.right)

    def message(self) -> str:
        return demand(Compare(self.left, self.op, self.right))

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes(self.violation(), parameters)


def _read(keys: Keys) -> Relation:
    members = keys["relation"].only(("left", "op", "right"))
    if len(members) != 3:
        raise keys["relation"].error("left, op and right are needed here")
    op = next((each for each in OPPOSITE if each == members["op"].value), None)
    if op is None:
        raise members["op"].error(f"unknown order {members['op'].value!r}", f"one of {' '.join(OPPOSITE)}")
    relation = Relation(left=read_term(members["left"]), op=op, right=read_term(members["right"]))
    _refuse_mixed(relation, keys)
    _refuse_settled(relation, keys)
    return relation


def _refuse_mixed(relation: Relation, keys: Keys) -> None:
    """Values of two types are neither equal nor ordered: such a relation says nothing."""
    at = keys["relation"]
    sorts = {_sort(side, at.parameters) for side in (relation.left, relation.right)}
    if len(sorts) > 1:
        raise at.error(f"a {' and a '.join(sorted(sorts))} are not comparable")
    if sorts != {"number"} and relation.op not in ("=", "!="):
        raise at.error(f"{relation.op} orders numbers only", "compare {length: …} or {items: …}")


def _refuse_settled(relation: Relation, keys: Keys) -> None:
    """Two numbers, or a term and itself: what is sent changes nothing."""
    if relation.left == relation.right or evaluate(relation.violation(), {}) is not None:
        raise keys["relation"].error(
            "what is sent decides nothing here", "name the parameters that are compared"
        )


def _sort(term: Term, parameters: Parameters) -> str:
    if not isinstance(term, Value):
        return "number"
    declared = parameters[term.path].type
    return {"integer": "number", "file": "string"}.get(declared, declared)


KIND = Kind(
    name="relation",
    keys=("relation",),
    schema={
        "relation": {
            "type": "object",
            "properties": {"left": TERM, "op": {"enum": list(OPPOSITE)}, "right": TERM},
            "required": ["left", "op", "right"],
            "additionalProperties": False,
        }
    },
    read=_read,
    example={"relation": {"left": "start", "op": "<", "right": "end"}},
)
