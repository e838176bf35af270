"""What a page states, for people: tables, then what is doubtful, then what is unclaimed, then one line of coverage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rich.table import Table
from rich.text import Text

from callsheet import disk, pipeline
from callsheet.cli import wording
from callsheet.cli.output import table
from callsheet.layers.facts import Facts, MediaLimit, ModelFacts, ParameterFact


def write(found: Iterable[tuple[str, Facts]], folder: Path) -> None:
    """One ``<page>.json`` a page, in the shape of labels."""
    for source, facts in found:
        name = Path(source).name or "page"
        disk.write_text(
            folder / f"{name}.json", json.dumps(pipeline.label(facts), indent=1, ensure_ascii=False) + "\n"
        )


def parts(facts: Facts) -> Iterator[str | Table | Text]:
    """What to print of one page, in order."""
    if not facts.models:
        yield Text(f"{facts.page} states no request parameters.", style="yellow")
    for model in facts.models:
        yield from _model(model)
    for endpoint in facts.endpoints:
        yield Text(f"endpoint {endpoint.method} {endpoint.path}  ({wording.place(str(endpoint.at))})")
    for note in facts.notes:
        yield Text(f"note: {note}", style="cyan")
    lost = (*facts.unclaimed, *(each for model in facts.models for each in model.unclaimed))
    if lost:
        rows = [(wording.place(str(each.at)), each.text, each.because) for each in lost]
        yield table("Unclaimed: normative, and not understood", ("place", "says", "because"), rows)
    yield coverage(facts)


def coverage(facts: Facts) -> Text:
    """``31 of 34 normative sentences understood``."""
    places = {str(each.at) for each in (*facts.unclaimed, *(u for m in facts.models for u in m.unclaimed))}
    open_ = min(facts.normative, len(places))
    style = "green" if not open_ else "yellow"
    return Text(f"{facts.normative - open_} of {facts.normative} normative sentences understood", style=style)


def _model(model: ModelFacts) -> Iterator[str | Table | Text]:
    yield Text(model.id or model.title or "(no id on the page)", style="bold")
    if model.parameters:
        columns = ("name", "type", "default", "allowed", "place")
        yield table("", columns, map(_parameter, model.parameters))
    if model.rules:
        rows = [
            (
                rule.kind,
                rule.says + (f" (doubt: {rule.doubt})" if rule.doubt else ""),
                wording.place(str(rule.at)),
            )
            for rule in model.rules
        ]
        yield table("Rules", ("kind", "says", "place"), rows)
    if model.prices:
        prices = [
            (_when(each.when), f"{each.amount} {each.unit}", each.per, wording.place(str(each.at)))
            for each in model.prices
        ]
        yield table("Prices", ("when", "amount", "per", "place"), prices, right=("amount",))
    for endpoint in model.endpoints:
        yield Text(f"endpoint {endpoint.method} {endpoint.path}  ({wording.place(str(endpoint.at))})")
    if model.statuses:
        yield Text(f"statuses {', '.join(model.statuses)}")
    for parameter in model.parameters:
        for lost in parameter.lost:
            yield Text(
                f"lost: the page announces the {lost} of {parameter.name} and gives none", style="yellow"
            )
        if parameter.doubt:
            yield Text(f"doubt: {parameter.name}: {parameter.doubt}", style="yellow")


def _parameter(fact: ParameterFact) -> tuple[str, ...]:
    default = "" if fact.default is None else wording.value(fact.default)
    section = wording.place(str(fact.at)).removesuffix(f"/{fact.name}")
    return f"{fact.name} *" if fact.required else fact.name, fact.type, default, _allowed(fact), section


def _allowed(fact: ParameterFact) -> str:
    parts_ = [
        ", ".join(map(wording.value, fact.enum or ())),
        wording.span(fact.min, fact.max),
        f"above {fact.above}" if fact.above is not None else "",
        f"below {fact.below}" if fact.below is not None else "",
        f"in steps of {fact.step}" if fact.step is not None else "",
        wording.span(fact.min_length, fact.max_length, "characters"),
        wording.span(fact.min_items, fact.max_items, "items"),
        fact.format or "",
        *map(_media, fact.media),
    ]
    return "; ".join(part for part in parts_ if part)


def _media(limit: MediaLimit) -> str:
    return f"{limit.what} {', '.join(limit.values) or wording.span(limit.min, limit.max)}"


def _when(when: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={wording.value(value)}" for name, value in when.items()) or "always"
