"""A model as one schema: its parameters, and each error rule as what must not be."""

from __future__ import annotations

from callsheet.emit.schemas.expression import schema_of
from callsheet.emit.schemas.logic import Inexpressible, Schema
from callsheet.emit.schemas.parameter import object_schema
from callsheet.emit.scope import Scope
from callsheet.layers.model import Model, Rule


def request_schema(model: Model) -> Schema:
    """Accepts exactly the requests that break no limit and no rule that is an error.

    Rules that JSON Schema cannot express stand in ``x-callsheet-inexpressible``, each with the reason.
    """
    expressed, left_out = _rules(model)
    return {
        "title": model.title,
        **({"description": model.summary} if model.summary else {}),
        **object_schema(model.parameters, closed=model.unknown_keys in ("documented", "elsewhere")),
        **({"allOf": expressed} if expressed else {}),
        **({"x-callsheet-inexpressible": left_out} if left_out else {}),
        **({"x-callsheet-source": model.source} if model.source else {}),
    }


def inexpressible(model: Model) -> tuple[tuple[str, str], ...]:
    """The rules that the schema leaves out, with the reason for each."""
    return tuple((row["rule"], row["because"]) for row in _rules(model)[1])


def _rules(model: Model) -> tuple[list[Schema], list[dict[str, str]]]:
    scope = Scope.of(model)
    expressed: list[Schema] = []
    left_out: list[dict[str, str]] = []
    for rule in model.rules:
        if rule.is_error:
            try:
                expressed.append(_rule(rule, scope))
            except Inexpressible as why:
                left_out.append({"rule": rule.id, "because": str(why)})
    return expressed, left_out


def _rule(rule: Rule, scope: Scope) -> Schema:
    return {
        "title": rule.id,
        "description": rule.message,
        **({"x-callsheet-at": rule.at} if rule.at else {}),
        "not": schema_of(rule.violation, scope),
    }
