"""A model without its words: what is left is what a request is judged and priced by."""

from __future__ import annotations

from dataclasses import replace

from callsheet.layers.model import Model, Parameter, PriceTable


def skeleton(model: Model) -> Model:
    """Equal skeletons: the same requests are valid, mean the same and cost the same."""
    return replace(
        model,
        title="",
        summary="",
        page="",
        source="",
        digest="",
        open=(),
        parameters=tuple(sorted(map(_parameter, model.parameters), key=lambda each: each.path)),
        rules=tuple(
            sorted(
                (replace(rule, at="", summary="", message="", fixes=()) for rule in model.rules),
                key=lambda rule: rule.id,
            )
        ),
        needs=tuple(replace(need, at="", summary="") for need in model.needs),
        prices=tuple(map(_table, model.prices)),
        capabilities=tuple(sorted(model.capabilities)),
    )


def _parameter(parameter: Parameter) -> Parameter:
    return replace(
        parameter,
        summary="",
        at="",
        open=(),
        enum=tuple(sorted(parameter.enum, key=lambda value: (str(type(value)), str(value)))),
        members=tuple(sorted(map(_parameter, parameter.members), key=lambda each: each.path)),
        item=None if parameter.item is None else _parameter(parameter.item),
    )


def _table(table: PriceTable) -> PriceTable:
    return replace(
        table,
        at="",
        rows=tuple(replace(row, at="", label="") for row in table.rows),
        quantities=tuple(replace(each, at="") for each in table.quantities),
    )
