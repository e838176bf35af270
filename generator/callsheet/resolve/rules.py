"""Rules, needs and prices, lowered to expressions over the resolved parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from callsheet.constraints import ConstraintError, condition, lower, term
from callsheet.constraints.paths import paths_of
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import Json
from callsheet.layers.model import Need, Parameter, PriceRow, PriceTable, Quantity, Rule
from callsheet.layers.rule import All, Expr
from callsheet.layers.spec import NeedSpec, PriceRowSpec, PriceSpec, QuantitySpec, RuleSpec, Source
from callsheet.resolve.label import label

T = TypeVar("T")
When: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """Lowers what one model states; what cannot be lowered becomes a finding at its key, and the rest goes on."""

    parameters: Mapping[str, Parameter]
    findings: list[Diagnostic] = field(default_factory=list)

    def rule(self, spec: RuleSpec) -> Rule | None:
        return self._try(spec.source, lambda: lower(spec.raw, parameters=self.parameters))

    def need(self, spec: NeedSpec) -> Need | None:
        when = self._when(spec.source, spec.when)
        if when is None:
            return None
        return Need(id=spec.id, when=when, fields=paths_of(when), summary=spec.summary, at=spec.at)

    def table(self, spec: PriceSpec) -> PriceTable:
        rows = [row for each in spec.rows if (row := self._row(each, spec)) is not None]
        quantities = [quantity for each in spec.quantities if (quantity := self._quantity(each)) is not None]
        return PriceTable(
            since=spec.since,
            unit=spec.unit,
            per=spec.per,
            rows=tuple(rows),
            quantities=tuple(quantities),
            unknown=spec.unknown,
            basis=spec.basis,
            at=spec.at,
        )

    def _row(self, spec: PriceRowSpec, table: PriceSpec) -> PriceRow | None:
        when = self._when(spec.source, spec.when)
        if when is None:
            return None
        told = "; ".join(part for part in (label(spec.when), spec.free and f"free: {spec.free}") if part)
        return PriceRow(when=when, label=told, amount=spec.amount, at=spec.at or table.at)

    def _quantity(self, spec: QuantitySpec) -> Quantity | None:
        when = self._when(spec.source, spec.when)
        count = self._try(spec.source.below("count"), lambda: term(spec.count, self.parameters))
        return None if when is None or count is None else Quantity(when=when, count=count, at=spec.at)

    def _when(self, source: Source, when: When) -> Expr | None:
        if not when:
            return All(())
        return self._try(source.below("when"), lambda: condition(when, self.parameters))

    def _try(self, source: Source, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ConstraintError as problem:
            where = source.at(*problem.path)
            self.findings.extend(replace(each, where=where) for each in problem.diagnostics)
            return None
