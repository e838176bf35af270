"""Data that fits the schema to the nouns of ``layers/spec.py``; nothing can fail here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from callsheet.layers.claim import ResultClaim
from callsheet.layers.facts import Json, MediaLimit
from callsheet.layers.spec import (
    ModelSpec,
    NeedSpec,
    PageSpec,
    ParameterSpec,
    PriceRowSpec,
    PriceSpec,
    ProviderSpec,
    QuantitySpec,
    RuleSpec,
    Source,
    WaiverSpec,
)

Entry: TypeAlias = dict[str, Any]
"""A mapping that the schema has passed: its values have the types that the nouns want."""

_TUPLES = ("enum", "unset", "range", "length", "count")


def model(entry: Entry, source: Source, digest: str) -> ModelSpec:
    plain = {
        k: entry[k] for k in ("model", "title", "page", "summary", "operation", "unknown_keys") if k in entry
    }
    parameters = entry["parameters"].items()
    return ModelSpec(
        **plain,
        capabilities=tuple(entry.get("capabilities", ())),
        parameters=tuple(
            parameter(path, each, source.below("parameters", path)) for path, each in parameters
        ),
        rules=tuple(rule(*each) for each in _below(entry, "rules", source)),
        needs=tuple(need(*each) for each in _below(entry, "needs", source)),
        prices=tuple(price(*each) for each in _below(entry, "prices", source)),
        waivers=tuple(WaiverSpec(**each, source=at) for each, at in _below(entry, "waivers", source)),
        open=tuple(entry.get("open", ())),
        digest=digest,
        source=source,
    )


def parameter(path: str, entry: Entry, source: Source) -> ParameterSpec:
    own = {key: value for key, value in entry.items() if key not in ("items", "media", "result")}
    own |= {key: tuple(entry[key]) for key in _TUPLES if key in entry}
    items = entry.get("items")
    return ParameterSpec(
        path=path,
        **own,
        items=parameter(f"{path}[]", items, source.below("items")) if items else None,
        media=tuple(_media(each) for each in entry.get("media", ())),
        result=_claim(entry["result"]) if "result" in entry else None,
        source=source,
    )


def rule(entry: Entry, source: Source) -> RuleSpec:
    own = {
        key: entry[key] for key in ("id", "summary", "at", "basis", "page_says", "because") if key in entry
    }
    return RuleSpec(**own, raw=entry, source=source)


def need(entry: Entry, source: Source) -> NeedSpec:
    return NeedSpec(**entry, source=source)


def price(entry: Entry, source: Source) -> PriceSpec:
    own = {key: value for key, value in entry.items() if key not in ("since", "rows", "quantities")}
    since = entry["since"]
    return PriceSpec(
        **own,
        since=since if isinstance(since, date) else date.fromisoformat(since),
        rows=tuple(
            PriceRowSpec(**{**each, "amount": Decimal(each["amount"])}, source=at)
            for each, at in _below(entry, "rows", source)
        ),
        quantities=tuple(QuantitySpec(**each, source=at) for each, at in _below(entry, "quantities", source)),
        source=source,
    )


def provider(entry: Entry, source: Source) -> ProviderSpec:
    pages = {
        key: PageSpec(url=page) if isinstance(page, str) else PageSpec(**page)
        for key, page in entry["pages"].items()
    }
    return ProviderSpec(
        provider=entry["provider"],
        title=entry["title"],
        client=entry.get("client", ""),
        pages=pages,
        transport=plain_json(entry["transport"]),  # type: ignore[arg-type]  # a mapping stays one
        source=source,
    )


def plain_json(data: Any) -> Json:
    """With floats for Decimals: seconds and sizes, where nothing is billed by the last digit."""
    if isinstance(data, dict):
        return {key: plain_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain_json(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


def _below(entry: Entry, key: str, source: Source) -> list[tuple[Entry, Source]]:
    return [(each, source.below(key, number)) for number, each in enumerate(entry.get(key, ()))]


def _media(entry: Entry) -> MediaLimit:
    bounds = {key: plain_json(entry[key]) for key in ("min", "max") if key in entry}
    return MediaLimit(what=entry["what"], values=tuple(entry.get("values", ())), **bounds)  # type: ignore[arg-type]  # numbers


def _claim(entry: Entry) -> ResultClaim:
    return ResultClaim(what=entry["what"], unless=tuple(entry.get("unless", ())))
