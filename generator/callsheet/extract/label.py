"""Facts as plain data, for ``read --json`` and for scoring: labels' shape, plus what was not understood."""

from __future__ import annotations

from typing import Any

from callsheet.layers.facts import (
    EndpointFact,
    Facts,
    MediaLimit,
    ModelFacts,
    ParameterFact,
    PriceFact,
    RuleFact,
    Unclaimed,
)

_KEYS = (
    "name",
    "type",
    "required",
    "default",
    "enum",
    "min",
    "max",
    "min_length",
    "max_length",
    "min_items",
    "max_items",
)
_EXTRA = ("above", "below", "step", "format", "title", "doubt")


def label(facts: Facts) -> dict[str, Any]:
    """``{"page", "sha256", "models": [{"id", "parameters", "rules", "prices", …}], "unclaimed", "normative", "notes"}``."""
    return {
        "page": facts.page,
        "sha256": facts.sha256,
        "models": [_model(model) for model in facts.models],
        "endpoints": [_endpoint(endpoint) for endpoint in facts.endpoints],
        "unclaimed": [_unclaimed(one) for one in facts.unclaimed],
        "normative": facts.normative,
        "notes": list(facts.notes),
    }


def _model(model: ModelFacts) -> dict[str, Any]:
    return {
        "id": model.id,
        "title": model.title,
        "parameters": [_parameter(parameter) for parameter in model.parameters],
        "rules": [_rule(rule) for rule in model.rules],
        "prices": [_price(price) for price in model.prices],
        "endpoints": [_endpoint(endpoint) for endpoint in model.endpoints],
        "statuses": list(model.statuses),
        "unclaimed": [_unclaimed(one) for one in model.unclaimed],
    }


def _parameter(fact: ParameterFact) -> dict[str, Any]:
    made: dict[str, Any] = {key: getattr(fact, key) for key in _KEYS}
    made["enum"] = list(fact.enum) if fact.enum is not None else None
    made |= {key: getattr(fact, key) for key in _EXTRA if getattr(fact, key)}
    if fact.lost:
        made["lost"] = list(fact.lost)
    if fact.media:
        made["media"] = [_medium(medium) for medium in fact.media]
    return made | {"where": str(fact.at)}


def _medium(medium: MediaLimit) -> dict[str, Any]:
    made: dict[str, Any] = {
        "what": medium.what,
        "min": medium.min,
        "max": medium.max,
        "values": list(medium.values),
    }
    return {key: value for key, value in made.items() if value not in (None, [])}


def _rule(rule: RuleFact) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": rule.kind, "all": list(rule.all), "where": str(rule.at)}
    optional = {
        "field": rule.field,
        "value": rule.value,
        "fields": list(rule.fields),
        "says": rule.says,
        "doubt": rule.doubt,
    }
    return made | {key: value for key, value in optional.items() if value not in (None, "", [])}


def _price(price: PriceFact) -> dict[str, Any]:
    return {
        "when": price.when,
        "amount": price.amount,
        "unit": price.unit,
        "per": price.per,
        "where": str(price.at),
    }


def _endpoint(endpoint: EndpointFact) -> dict[str, Any]:
    return {"method": endpoint.method, "path": endpoint.path, "where": str(endpoint.at)}


def _unclaimed(one: Unclaimed) -> dict[str, Any]:
    return {"where": str(one.at), "text": one.text, "because": one.because}
