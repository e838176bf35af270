"""One parameter of a request as z3 variables: whether it was sent, and what then."""

from __future__ import annotations

from dataclasses import dataclass

import z3

from callsheet.constraints.kleene import same
from callsheet.layers.model import Parameter, Type
from callsheet.layers.rule import Scalar
from callsheet.solve.texts import Texts
from callsheet.solve.view import Part, View, exact_number

SORTS: dict[Type, str] = {
    "array": "array",
    "boolean": "flag",
    "file": "text",
    "integer": "number",
    "number": "number",
    "object": "object",
    "string": "text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The variables of one path. ``sorts`` has more than one entry where two versions differ in the type."""

    path: str
    sorts: tuple[str, ...]
    sent: z3.BoolRef
    sort: z3.ArithRef
    """Index into ``sorts`` of what was sent."""
    number: z3.ArithRef
    text: z3.ArithRef
    flag: z3.BoolRef
    items: z3.ArithRef
    has: tuple[tuple[Scalar, z3.BoolRef], ...]
    """Of an array: whether it contains each value that a rule or an enum names."""
    texts: Texts

    def is_sort(self, name: str) -> z3.BoolRef:
        if len(self.sorts) == 1:
            return z3.BoolVal(name == self.sorts[0])
        return self.sort == self.sorts.index(name) if name in self.sorts else z3.BoolVal(False)

    def equals(self, value: Scalar) -> z3.BoolRef:
        """What was sent is this value; says nothing where nothing was sent."""
        if isinstance(value, bool):
            return self._as("flag", self.flag if value else z3.Not(self.flag))
        if isinstance(value, str):
            return self._as("text", self.text == self.texts.id_of(value))
        return self._as("number", self.number == exact_number(value))

    def contains(self, value: Scalar) -> z3.BoolRef:
        found = next((holds for each, holds in self.has if same(each, value)), z3.BoolVal(False))
        return self._as("array", found)

    def _as(self, sort: str, holds: z3.BoolRef) -> z3.BoolRef:
        if sort not in self.sorts:
            return z3.BoolVal(False)
        return holds if len(self.sorts) == 1 else z3.And(self.is_sort(sort), holds)

    def view(self) -> View:
        """What rules see of the value that was sent."""
        return View(
            number=self._part("number", self.number),
            text=self._part("text", self.text),
            flag=self._part("flag", self.flag),
            length=self._part("text", self.texts.length(self.text)),
            items=self._part("array", self.items),
            equals=self.equals,
            contains=self.contains,
            matches=lambda pattern: self._as("text", self.texts.like(pattern, self.text)),
        )

    def _part(self, sort: str, value: z3.ExprRef) -> Part | None:
        return (self.is_sort(sort), value) if sort in self.sorts else None


def cell(
    path: str, versions: list[Parameter], texts: Texts, named: tuple[Scalar, ...], suffix: str = ""
) -> Cell:
    """Fresh variables for a path; ``versions`` are its parameters in the models that have it."""
    name = path + suffix
    sorts = tuple(dict.fromkeys(SORTS[each.type] for each in versions))
    whole = all(each.type != "number" for each in versions)
    made = Cell(
        path=path,
        sorts=sorts,
        sent=z3.Bool(f"{name} sent"),
        sort=z3.Int(f"{name} sort"),
        number=z3.Int(f"{name} number") if whole else z3.Real(f"{name} number"),
        text=z3.Int(f"{name} text"),
        flag=z3.Bool(f"{name} flag"),
        items=z3.Int(f"{name} items"),
        has=tuple((value, z3.Bool(f"{name} has {value!r}")) for value in named),
        texts=texts,
    )
    if "text" in sorts:
        texts.a_text(made.text)
    return made
