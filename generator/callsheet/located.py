"""Where in the specs a change stands: file, line and column, for code scanners and editors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Final

from callsheet.layers.change import Change
from callsheet.layers.place import Position
from callsheet.layers.spec import ModelSpec, ProviderSpec
from callsheet.pipeline import Specs

_WRITTEN: Final = {
    "values": "enum",
    "min": "range", "max": "range", "above": "range", "below": "range",
    "min_length": "length", "max_length": "length",
    "min_items": "count", "max_items": "count",
}  # fmt: skip
"""What a change calls a limit, and the key that a spec has it under; others are called the same."""


def locator(specs: Iterable[Specs]) -> Callable[[Change], Position | None]:
    """Of a model's change its spec, of all else that is a provider's its provider.yaml; None where neither is there."""
    providers: dict[str, ProviderSpec] = {}
    models: dict[str, ModelSpec] = {}
    for each in specs:
        providers[each.provider.provider] = each.provider
        for spec in each.models:
            models[f"{each.provider.provider}/{PurePosixPath(spec.source.file).stem}"] = spec

    def locate(change: Change) -> Position | None:
        if change.subject in models:
            return _in_model(models[change.subject], change.path)
        provider = providers.get(change.subject.partition("/")[0])
        return None if provider is None else _in_provider(provider, change.path)

    return locate


def _in_provider(provider: ProviderSpec, path: str) -> Position:
    section, _, rest = path.partition("/")
    if section == "statuses":
        statuses = provider.transport.get("statuses")
        rows = statuses if isinstance(statuses, list) else []
        words = [row.get("word") for row in rows if isinstance(row, dict)]
        return provider.source.at("transport", "statuses", *([words.index(rest)] if rest in words else []))
    steps = (int(step) if step.isdigit() else step for step in rest.split("/"))
    return (
        provider.source.at("transport", *steps) if section == "transport" else provider.source.at("provider")
    )


def _in_model(spec: ModelSpec, path: str) -> Position:
    section, _, rest = path.partition("/")
    rules = {rule.id: number for number, rule in enumerate(spec.rules)}
    needs = {need.id: number for number, need in enumerate(spec.needs)}
    if section == "requests":  # the path of a limit, or the id of a rule
        section, rest = ("rules", rest) if rest in rules else ("parameters", rest.replace(":", "/"))
    if section in ("rules", "needs"):
        numbers = rules if section == "rules" else needs
        return spec.source.at(section, *([numbers[rest]] if rest in numbers else []))
    if section in ("parameters", "names"):
        return _in_parameter(spec, rest)
    return spec.source.at(section)


def _in_parameter(spec: ModelSpec, rest: str) -> Position:
    name, _, key = rest.partition("/")
    outer, in_items, _ = name.partition("[]")
    return spec.source.at("parameters", outer, *(["items"] if in_items else []), _WRITTEN.get(key, key))
