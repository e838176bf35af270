"""Finds the parameters that expressions name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.model import Model, Parameter
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Sent,
    Term,
    Value,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The parameters of a model by path. ``scope["camera.speed"]``, ``scope.keys("camera.speed")``."""

    model: Model
    parameters: dict[str, Parameter]
    chains: dict[str, tuple[Parameter, ...]]

    @classmethod
    def of(cls, model: Model) -> Scope:
        chains = dict(_chains(model.parameters, ()))
        return cls(model, {path: chain[-1] for path, chain in chains.items()}, chains)

    def __getitem__(self, path: str) -> Parameter:
        """The parameter of a path that an expression may name."""
        if path not in self.parameters:
            raise CallsheetError(self._unknown(path))
        return self.parameters[path]

    def keys(self, path: str) -> tuple[str, ...]:
        """The keys from the request down to the parameter, as on the wire."""
        self[path]
        return tuple(wire_key(parameter) for parameter in self.chains[path])

    def _unknown(self, path: str) -> Diagnostic:
        return Diagnostic(
            code="CS501",
            severity=Severity.ERROR,
            where=self.model.source or self.model.id,
            message=f"a rule or price names {path!r}, which no request can hold outside an array",
            hint="name a parameter of this model; members of array items have no one value",
        )


def wire_key(parameter: Parameter) -> str:
    """The last part of the path: ``speed`` of ``camera.speed``."""
    return parameter.path.rpartition(".")[2]


def _chains(
    parameters: tuple[Parameter, ...], above: tuple[Parameter, ...]
) -> Iterator[tuple[str, tuple[Parameter, ...]]]:
    for parameter in parameters:
        chain = (*above, parameter)
        yield parameter.path, chain
        yield from _chains(parameter.members, chain)


def paths_of(node: Expr | Term) -> frozenset[str]:
    """All paths that an expression or a term looks at."""
    match node:
        case Sent(path) | In(path, _) | Contains(path, _) | Matches(path, _):
            return frozenset({path})
        case Value(path) | Length(path) | Items(path):
            return frozenset({path})
        case Compare(left, _, right) | Arithmetic(left, _, right):
            return paths_of(left) | paths_of(right)
        case Not(of):
            return paths_of(of)
        case All(of) | Any(of) | Count(of, _, _):
            return frozenset[str]().union(*map(paths_of, of))
        case Constant():
            return frozenset()
