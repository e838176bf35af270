"""Nouns back to what is written in a file: the keys that say something, in the order of the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from callsheet.constraints import KINDS
from callsheet.draft.layout import Quoted
from callsheet.draft.schema.parameter import KEYS
from callsheet.draft.schema.pieces import STATED
from callsheet.layers.claim import ResultClaim
from callsheet.layers.facts import MediaLimit
from callsheet.layers.spec import (
    UNBOUNDED,
    ModelSpec,
    NeedSpec,
    ParameterSpec,
    PriceRowSpec,
    PriceSpec,
    RuleSpec,
    Stated,
    WaiverSpec,
)

Entry = dict[str, Any]
_EMPTY: Final[tuple[object, ...]] = (None, "", (), UNBOUNDED)
_VALUES: Final = frozenset({"enum", "default", "unset", "at", "page_says"})
_WORDS: Final = frozenset({"length", "items", "left", "right", "*", "+", "-", "/", "op"})


def parameter(spec: ParameterSpec) -> Entry:
    entry: Entry = {key: getattr(spec, key) for key in KEYS if not _is_unsaid(key, getattr(spec, key))}
    if spec.items is not None:
        entry["items"] = parameter(spec.items)
    if spec.media:
        entry["media"] = [_media(limit) for limit in spec.media]
    if spec.result is not None:
        entry["result"] = _claim(spec.result)
    return values_quoted(entry)


def values_quoted(entry: Mapping[str, Any]) -> Entry:
    """A parameter's entry in the order of the house, its values in quotes and its words as they are."""
    inner = {"items": values_quoted(entry["items"])} if isinstance(entry.get("items"), Mapping) else {}
    ordered = {key: entry[key] for key in KEYS if key in entry}
    return {**{key: quoted(value) if key in _VALUES else value for key, value in ordered.items()}, **inner}


def rule(spec: RuleSpec, names: frozenset[str]) -> Entry:
    own = {"id": spec.id}
    kind = {key: value for key, value in spec.raw.items() if key in _KIND_KEYS}
    body = {key: literals(value, names) for key, value in kind.items()}
    summary = {"summary": spec.summary} if spec.summary else {}
    return {**own, **body, **summary, **_stated(spec)}


def need(spec: NeedSpec, names: frozenset[str]) -> Entry:
    return {"id": spec.id, "when": literals(spec.when, names), "summary": spec.summary, **_stated(spec)}


def price(spec: PriceSpec, names: frozenset[str]) -> Entry:
    entry: Entry = {"since": spec.since}
    entry |= {key: getattr(spec, key) for key in ("unit", "per") if getattr(spec, key)}
    entry |= _stated(spec)
    if spec.rows:
        entry["rows"] = [
            {
                **_when(row.when, names),
                "amount": Quoted(format(row.amount, "f")),
                **_free(row),
                **_stated(row),
            }
            for row in spec.rows
        ]
    if spec.quantities:
        entry["quantities"] = [
            {**_when(each.when, names), "count": each.count, **_stated(each)} for each in spec.quantities
        ]
    return {**entry, **({"unknown": spec.unknown} if spec.unknown else {})}


def _free(row: PriceRowSpec) -> Entry:
    return {"free": row.free} if row.free else {}


def waiver(spec: WaiverSpec) -> Entry:
    return {"at": Quoted(spec.at), "because": spec.because}


def head(spec: ModelSpec) -> Entry:
    """Everything above the parameters."""
    entry: Entry = {"model": spec.model}
    entry |= {key: getattr(spec, key) for key in ("title", "page", "summary") if getattr(spec, key)}
    entry |= {"capabilities": list(spec.capabilities)} if spec.capabilities else {}
    entry |= {"operation": spec.operation} if spec.operation != "generate" else {}
    return entry | ({"unknown_keys": spec.unknown_keys} if spec.unknown_keys else {})


def quoted(value: Any) -> Any:
    """All strings of a value in quotes."""
    if isinstance(value, Mapping):
        return {key: quoted(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [quoted(each) for each in value]
    return Quoted(value) if isinstance(value, str) else value


_KIND_KEYS: Final = tuple(dict.fromkeys(key for kind in KINDS.values() for key in kind.keys))


def literals(value: Any, names: frozenset[str]) -> Any:
    """A rule's body: names of parameters stay words, other strings are values."""
    if isinstance(value, Mapping):
        return {
            key: each if key in _WORDS and isinstance(each, str) and each in names else literals(each, names)
            for key, each in value.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [literals(each, names) for each in value]
    return Quoted(value) if isinstance(value, str) and value not in names else value


def _when(when: Mapping[str, Any], names: frozenset[str]) -> Entry:
    return {"when": literals(when, names)} if when else {}


def _stated(spec: Stated) -> Entry:
    found = {key: getattr(spec, key) for key in STATED if not _is_unsaid(key, getattr(spec, key))}
    return {key: quoted(value) if key in _VALUES else value for key, value in found.items()}


def _is_unsaid(key: str, value: object) -> bool:
    if key == "default":
        return value is None
    return value is False or value in _EMPTY or value == {} or (key, value) == ("basis", "documented")


def _media(limit: MediaLimit) -> Entry:
    found = {
        key: getattr(limit, key)
        for key in ("what", "min", "max", "values")
        if getattr(limit, key) not in _EMPTY
    }
    return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}


def _claim(claim: ResultClaim) -> Entry:
    return {"what": claim.what, **({"unless": list(claim.unless)} if claim.unless else {})}
