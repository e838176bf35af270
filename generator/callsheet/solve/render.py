"""What z3 found, as a JSON request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import z3

from callsheet.constraints.exact import exact
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.solve import samples
from callsheet.solve.cell import SORTS, Cell
from callsheet.solve.limits import key_of
from callsheet.solve.requests import MISSING, Missing, Request, wire
from callsheet.solve.space import Space


class Renderer:
    """Renders one answer; equal strings come out equal, different ones different.

    ``raw`` gives the values of pinned parameters as they go on the wire; ``texts`` the strings of another answer.
    """

    def __init__(
        self,
        model: Model,
        space: Space,
        found: z3.ModelRef,
        raw: Mapping[str, Json | Missing] | None = None,
        texts: dict[int, str] | None = None,
    ) -> None:
        self._model, self._space, self._found = model, space, found
        self._raw = dict(raw or {})
        self._texts = {} if texts is None else texts

    def request(self) -> Request:
        return self._members(self._model.parameters)

    def _members(self, parameters: tuple[Parameter, ...]) -> Request:
        values = ((key_of(p), self._value(p)) for p in parameters)
        return {key: value for key, value in values if not isinstance(value, Missing)}

    def _value(self, parameter: Parameter) -> Json | Missing:
        if parameter.path in self._raw:
            return self._raw[parameter.path]
        own = self._space.cells[parameter.path]
        if not self._holds(own.sent):
            return MISSING
        match SORTS[parameter.type]:
            case "flag":
                return self._holds(own.flag)
            case "number":
                return self._number(own.number)
            case "text":
                return self._text(parameter, own)
            case "array":
                return self._array(parameter, own)
            case _:
                return self._members(parameter.members)

    def _eval(self, term: z3.ExprRef) -> z3.ExprRef:
        return self._found.eval(term, model_completion=True)

    def _holds(self, formula: z3.BoolRef) -> bool:
        return bool(z3.is_true(self._eval(formula)))

    def _number(self, term: z3.ArithRef) -> Json:
        value = self._eval(term)
        if isinstance(value, z3.AlgebraicNumRef):
            value = value.approx(20)
        ratio = value.as_fraction() if value.is_real() else Fraction(value.as_long())
        return wire(exact(Decimal(ratio.numerator) / Decimal(ratio.denominator)))

    def _text(self, parameter: Parameter, own: Cell) -> str:
        number: int = self._eval(own.text).as_long()
        known = self._space.texts.known
        if 0 <= number < len(known):
            return known[number]
        if number not in self._texts:
            self._texts[number] = self._spell(parameter, own)
        return self._texts[number]

    def _spell(self, parameter: Parameter, own: Cell) -> str:
        """A string of the length that was found, unlike all others of this request."""
        if self._space.texts.is_patterned(own.text):
            return _unescaped(self._eval(self._space.texts.string(own.text)).as_string())
        size = self._eval(own.texts.length(own.text)).as_long()
        taken = {*self._texts.values(), *self._space.texts.known}
        spelled = samples.fit(samples.text(parameter), size, parameter.format)
        for number in range(1, len(taken) + 2):
            if spelled not in taken:
                break
            another = samples.fit(samples.text(parameter, number), size, parameter.format)
            spelled = samples.varied(another, number) if another in taken else another
        return spelled

    def _array(self, parameter: Parameter, own: Cell) -> list[Json]:
        size: int = self._eval(own.items).as_long()
        inside: list[Json] = [wire(value) for value, holds in own.has if self._holds(holds)]
        item = parameter.item
        if item is None:
            return inside + [f"item {n}" for n in range(size - len(inside))]
        if item.enum:
            return inside + inside[:1] * (size - len(inside))
        named: list[Json] = [wire(value) for value, _ in own.has]
        return inside + samples.distinct(item, named, size - len(inside))


def _unescaped(text: str) -> str:
    r"""z3 writes what is not ASCII as ``\u{e9}``."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
