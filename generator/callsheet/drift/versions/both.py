"""Both versions of a model in one solver: a request that both take, and what is the case of it."""

from __future__ import annotations

from decimal import Decimal

import z3

from callsheet.layers.model import Model
from callsheet.solve.prices import amount, count
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Request
from callsheet.solve.space import Space
from callsheet.solve.wishes import wishes


class Both:
    """``old`` and ``new`` are programs over one space."""

    def __init__(self, old: Model, new: Model) -> None:
        self.space = Space(old, new)
        self.old, self.new = Program(old, self.space), Program(new, self.space)
        self.amounts = amount(self.old), amount(self.new)
        self.counts = count(self.old), count(self.new)
        self._valid = [self.old.formulas[name] for name in self.old.names()]

    def find(self, *also: z3.BoolRef) -> z3.ModelRef | None:
        """A plain request that both take and for which ``also`` holds."""
        return self.new.settled(wishes(self.new.model, self.space), *self._valid, *also)

    def request(self, found: z3.ModelRef) -> Request:
        return Renderer(self.new.model, self.space, found).request()

    def sending(self, path: str, *, of: str) -> Request | None:
        """A plain request of the ``old`` or the ``new`` version that sends a parameter of it."""
        program = self.new if of == "new" else self.old
        valid = [program.formulas[name] for name in program.names()]
        found = program.settled(wishes(program.model, self.space), *valid, self.space.cells[path].sent)
        return None if found is None else Renderer(program.model, self.space, found).request()

    def sent(self, path: str) -> z3.BoolRef:
        """That a parameter of both versions is sent."""
        return self.space.cells[path].sent

    def costs(self, found: z3.ModelRef) -> tuple[Decimal | None, Decimal | None]:
        """What a request costs in each version; None where nobody says."""
        before, now = (None if each is None else exact(found, each) for each in self.amounts)
        return before, now


def exact(found: z3.ModelRef, term: z3.ArithRef) -> Decimal:
    """A number of a request, without loss."""
    ratio = found.eval(term, model_completion=True).as_fraction()
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


def other_defaults(old: Model, new: Model) -> list[str]:
    """Parameters of both versions, outside of arrays, whose default is another one."""
    mine, other = old.at_path(), new.at_path()
    return [
        path
        for path, each in other.items()
        if path in mine and "[]" not in path and mine[path].default != each.default
    ]
