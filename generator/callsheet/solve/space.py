"""The variables of all parameters of one model, or of two versions of it: what a request can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import z3

from callsheet.constraints.kleene import Known
from callsheet.constraints.mend import default_of
from callsheet.layers.model import Model, Parameter
from callsheet.layers.rule import All, Any, Contains, Count, Expr, Not, Scalar
from callsheet.solve.cell import Cell, cell
from callsheet.solve.texts import Texts
from callsheet.solve.view import View, choice, fixed


class Space:
    """Cells by path, parents first.

    ``shared``: another space whose cells this one uses, all but those of ``apart`` (for twins of a request).
    ``pinned``: parameters of which it is settled what rules see, as when something ill-typed was sent.
    ``anchored``: parameters that may be kept as they are in some request, or else take any value.
    """

    def __init__(
        self,
        *models: Model,
        pinned: Mapping[str, Known] | None = None,
        anchored: Mapping[str, Known] | None = None,
        shared: Space | None = None,
        apart: Iterable[str] = (),
    ) -> None:
        self.models = models
        self.pinned = dict(pinned or {})
        self.anchored = dict(anchored or {})
        self.texts: Texts = shared.texts if shared else Texts()
        taken = {path: each for path, each in shared.cells.items() if path not in apart} if shared else {}
        self.cells: dict[str, Cell] = {
            path: taken[path]
            if path in taken
            else cell(path, versions, self.texts, self._named(path, versions), "'" if shared else "")
            for path, versions in _versions(models).items()
        }

    def _named(self, path: str, versions: list[Parameter]) -> tuple[Scalar, ...]:
        """Values that items of an array at ``path`` may be asked for."""
        enums = chain.from_iterable(each.item.enum for each in versions if each.item)
        rules = (rule.violation for model in self.models for rule in model.rules)
        prices = (row.when for model in self.models for table in model.prices for row in table.rows)
        asked = chain.from_iterable(_contained(expr, path) for expr in chain(rules, prices))
        return tuple(dict.fromkeys(chain(enums, asked)))

    def view(self, parameter: Parameter) -> View:
        """The effective value of a model's parameter: what was sent, else that model's default."""
        path = parameter.path
        if path in self.pinned:
            return fixed(self.pinned[path].value, self.texts)
        free = choice(
            self._free(parameter), self.cells[path].view(), fixed(default_of(parameter), self.texts)
        )
        if path not in self.anchored:
            return free
        return choice(self.kept(path), fixed(self.anchored[path].value, self.texts), free)

    def sent(self, parameter: Parameter) -> z3.BoolRef:
        """Sent, as that model has it: its unset markers are not."""
        path = parameter.path
        if path in self.pinned:
            return z3.BoolVal(self.pinned[path].sent)
        if path not in self.anchored:
            return self._free(parameter)
        return z3.If(self.kept(path), z3.BoolVal(self.anchored[path].sent), self._free(parameter))

    def _free(self, parameter: Parameter) -> z3.BoolRef:
        own = self.cells[parameter.path]
        if len(self.models) == 1:
            return own.sent
        return z3.And(own.sent, *(z3.Not(own.equals(marker)) for marker in parameter.unset))

    def kept(self, path: str) -> z3.BoolRef:
        """That an anchored parameter stays as it was."""
        return z3.Bool(f"{path} kept")


def _versions(models: Iterable[Model]) -> dict[str, list[Parameter]]:
    found: dict[str, list[Parameter]] = {}
    for model in models:
        for path, parameter in model.at_path().items():
            if "[]" not in path:
                found.setdefault(path, []).append(parameter)
    return found


def _contained(expr: Expr, path: str) -> Iterator[Scalar]:
    match expr:
        case Contains(where, values) if where == path:
            yield from values
        case Not(of):
            yield from _contained(of, path)
        case All(of) | Any(of) | Count(of, _, _):
            for each in of:
                yield from _contained(each, path)
