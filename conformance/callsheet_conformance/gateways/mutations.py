"""One fact of a gateway changed, by name: what a conformance suite must notice.

A mutation is text: its name, then its arguments, with colons between; the last argument may hold colons. Values are
JSON, or plain text where that is no JSON: ``set-default:luma-ray-3-2-generate:duration:10s``.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from callsheet_conformance.gateways.error import UnknownMutationError

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    summary: str
    arguments: tuple[str, ...]
    apply: Callable[..., None]
    """Called with the provider's data and the arguments; changes the data in place."""


def mutate(provider: Json, text: str) -> Json:
    """A changed copy of the provider's manifest; models that it is not about are shared. Raises ``UnknownMutationError``."""
    name, _, rest = text.partition(":")
    mutation = MUTATIONS.get(name)
    if mutation is None:
        raise UnknownMutationError(f"no mutation is called {name!r}; there are: {', '.join(MUTATIONS)}")
    arguments = rest.split(":", len(mutation.arguments) - 1)
    if len(arguments) != len(mutation.arguments) or not all(arguments):
        raise UnknownMutationError(f"write {name}:{':'.join(mutation.arguments)}")
    shared = {id(model): model for model in provider["models"] if model["id"] != arguments[0]}
    changed = copy.deepcopy(provider, shared)
    mutation.apply(changed, *arguments)
    if changed == provider:
        raise UnknownMutationError(f"{text}: this changes nothing")
    return changed


def _model(provider: Json, name: str) -> Json:
    found: Json | None = next((model for model in provider["models"] if model["id"] == name), None)
    if found is None:
        raise UnknownMutationError(
            f"no model is called {name!r}; there are: {[m['id'] for m in provider['models']]}"
        )
    return found


def _parameter(provider: Json, name: str, path: str) -> Json:
    for parameter in _walk(_model(provider, name)["parameters"]):
        if parameter["path"] == path:
            return parameter
    raise UnknownMutationError(f"{name} has no parameter {path!r}")


def _walk(parameters: list[Json]) -> Iterator[Json]:
    for parameter in parameters:
        yield parameter
        yield from _walk(parameter.get("members", []))
        yield from _walk([parameter["item"]] if "item" in parameter else [])


def _value(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return text


def _drop_rule(provider: Json, model: str, rule: str) -> None:
    found = _model(provider, model)
    found["rules"] = [each for each in found.get("rules", []) if each["id"] != rule]


def _add_rule(provider: Json, model: str, violation: str) -> None:
    rule = {
        "id": "x-added",
        "kind": "forbid",
        "violation": _value(violation),
        "fields": [],
        "message": "not allowed",
    }
    _model(provider, model).setdefault("rules", []).append(rule)


def _late(provider: Json, model: str, breach: str) -> None:
    provider.setdefault("x_late", []).append([_model(provider, model)["id"], breach])


def _drop_limit(provider: Json, model: str, path: str, key: str) -> None:
    _parameter(provider, model, path).pop(key, None)


def _set_limit(provider: Json, model: str, path: str, key: str, value: str) -> None:
    _parameter(provider, model, path)[key] = _value(value)


def _add_value(provider: Json, model: str, path: str, value: str) -> None:
    _parameter(provider, model, path).setdefault("enum", []).append(_value(value))


def _remove_value(provider: Json, model: str, path: str, value: str) -> None:
    parameter = _parameter(provider, model, path)
    parameter["enum"] = [each for each in parameter.get("enum", []) if each != _value(value)]


def _set_default(provider: Json, model: str, path: str, value: str) -> None:
    parameter, default = _parameter(provider, model, path), _value(value)
    if default is None:
        parameter.pop("default", None)
    else:
        parameter["default"] = default


def _coerce(provider: Json, model: str, path: str) -> None:
    _parameter(provider, model, path)["x_coerce"] = True


def _unknown_keys(provider: Json, model: str, basis: str) -> None:
    found = _model(provider, model)
    found.pop("unknown_keys", None)
    if basis == "refused":
        found["unknown_keys"] = "documented"


def _scale_price(provider: Json, model: str, factor: str) -> None:
    try:
        by = Decimal(factor)
    except InvalidOperation:
        raise UnknownMutationError(f"{factor!r} is no number") from None
    for table in _model(provider, model).get("prices", []):
        for row in table.get("rows", []):
            row["amount"] = str(Decimal(row["amount"]) * by)


def _set_price(provider: Json, model: str, row: str, amount: str) -> None:
    try:
        _model(provider, model)["prices"][-1]["rows"][int(row)]["amount"] = str(Decimal(amount))
    except (LookupError, ValueError, InvalidOperation):
        raise UnknownMutationError(
            f"the newest prices of {model} have no row {row!r}, or {amount!r} is no price"
        ) from None


def _set_status(provider: Json, old: str, new: str) -> None:
    for status in provider["transport"]["statuses"]:
        if status["word"] == old:
            status["word"] = new


MUTATIONS: dict[str, Mutation] = {
    "add-rule": Mutation(
        summary="refuse what an expression of the manifest's language holds of",
        arguments=("MODEL", "EXPRESSION"),
        apply=_add_rule,
    ),
    "add-value": Mutation(
        summary="take one more value of an enum", arguments=("MODEL", "PATH", "VALUE"), apply=_add_value
    ),
    "coerce": Mutation(
        summary='convert what has another type: "5" to 5, 1 to true, 7 to "7"',
        arguments=("MODEL", "PATH"),
        apply=_coerce,
    ),
    "drop-limit": Mutation(
        summary="forget a limit (enum, minimum, max_length, required …)",
        arguments=("MODEL", "PATH", "KEY"),
        apply=_drop_limit,
    ),
    "drop-rule": Mutation(summary="do not enforce a rule", arguments=("MODEL", "RULE"), apply=_drop_rule),
    "late": Mutation(
        summary="find a breach only when the job runs", arguments=("MODEL", "BREACH"), apply=_late
    ),
    "remove-value": Mutation(
        summary="refuse a value of an enum", arguments=("MODEL", "PATH", "VALUE"), apply=_remove_value
    ),
    "scale-price": Mutation(
        summary="charge every price times a factor", arguments=("MODEL", "FACTOR"), apply=_scale_price
    ),
    "set-default": Mutation(
        summary="use another value where none is sent; null: none",
        arguments=("MODEL", "PATH", "VALUE"),
        apply=_set_default,
    ),
    "set-limit": Mutation(
        summary="move a limit, or change a type",
        arguments=("MODEL", "PATH", "KEY", "VALUE"),
        apply=_set_limit,
    ),
    "set-price": Mutation(
        summary="another amount in a row of the newest prices",
        arguments=("MODEL", "ROW", "AMOUNT"),
        apply=_set_price,
    ),
    "set-status": Mutation(summary="misspell a status word", arguments=("OLD", "NEW"), apply=_set_status),
    "unknown-keys": Mutation(
        summary="refused or accepted", arguments=("MODEL", "refused|accepted"), apply=_unknown_keys
    ),
}
