"""A model without its order, and without its words: what is left is what a request is judged and priced by."""

from __future__ import annotations

from dataclasses import replace

from callsheet.layers.model import Model, Parameter, PriceTable


def ordered(model: Model) -> Model:
    """With everything whose order says nothing in one order: equal ones say the same."""
    return replace(
        model,
        digest="",
        source="",
        open=tuple(sorted(model.open)),
        parameters=_parameters(model.parameters),
        rules=tuple(sorted(model.rules, key=lambda rule: rule.id)),
        needs=tuple(sorted(model.needs, key=lambda need: need.id)),
        prices=tuple(map(_table, model.prices)),
        capabilities=tuple(sorted(model.capabilities)),
    )


def skeleton(model: Model) -> Model:
    """Equal skeletons: the same requests are valid, mean the same and cost the same."""
    sorted_ = ordered(model)
    return replace(
        sorted_,
        title="",
        summary="",
        page="",
        open=(),
        capabilities=(),
        parameters=tuple(map(_bare, sorted_.parameters)),
        rules=tuple(replace(rule, at="", summary="", message="", fixes=()) for rule in sorted_.rules),
        needs=tuple(replace(need, at="", summary="") for need in sorted_.needs),
        prices=tuple(map(_bare_table, sorted_.prices)),
    )


def _parameters(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    return tuple(sorted(map(_parameter, parameters), key=lambda each: each.path))


def _parameter(parameter: Parameter) -> Parameter:
    return replace(
        parameter,
        enum=tuple(sorted(parameter.enum, key=lambda value: (str(type(value)), str(value)))),
        unset=tuple(sorted(parameter.unset, key=repr)),
        media=tuple(
            sorted((replace(each, values=tuple(sorted(each.values))) for each in parameter.media), key=repr)
        ),
        members=_parameters(parameter.members),
        item=None if parameter.item is None else _parameter(parameter.item),
    )


def _bare(parameter: Parameter) -> Parameter:
    return replace(
        parameter,
        summary="",
        at="",
        open=(),
        result=None,
        means="",
        members=tuple(map(_bare, parameter.members)),
        item=None if parameter.item is None else _bare(parameter.item),
    )


def _table(table: PriceTable) -> PriceTable:
    return replace(
        table,
        rows=tuple(sorted(table.rows, key=repr)),
        quantities=tuple(sorted(table.quantities, key=repr)),
    )


def _bare_table(table: PriceTable) -> PriceTable:
    return _table(
        replace(
            table,
            at="",
            rows=tuple(replace(row, at="", label="") for row in table.rows),
            quantities=tuple(replace(each, at="") for each in table.quantities),
        )
    )
