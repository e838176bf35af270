"""Facts × Facts → changes: what a page states now that it did not state before. Layout and wording give nothing."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.drift.made import Subject
from callsheet.drift.pages.models import paired
from callsheet.drift.pages.parameters import parameters
from callsheet.drift.pages.prices import prices
from callsheet.drift.pages.rules import rules
from callsheet.drift.pages.sentences import sentences
from callsheet.layers.change import Change
from callsheet.layers.facts import EndpointFact, Facts, ModelFacts

__all__ = ["compare_facts"]


def compare_facts(old: Facts, new: Facts) -> tuple[Change, ...]:
    """In the order of the page: models, their parameters, rules, prices; then endpoints, statuses, sentences."""
    page = Subject(name=new.page)
    if _speaks(old) and not _speaks(new):
        message = "states no request parameters any more: the page is gone or has become another one"
        return (page.change("CP104", "unclear", "page", message),)
    pairs, renamed = paired(old.models, new.models)
    return (
        *_models(page, pairs.gone, pairs.new, renamed),
        *(change for a, b in pairs.both for change in _model(page, a, b)),
        *_endpoints(page, old, new),
        *_statuses(page, old, new),
        *sentences(page, old, new),
    )


def _speaks(facts: Facts) -> bool:
    return any(model.parameters for model in facts.models)


def _models(
    page: Subject,
    gone: tuple[ModelFacts, ...],
    new: tuple[ModelFacts, ...],
    renamed: tuple[tuple[ModelFacts, ModelFacts], ...],
) -> Iterator[Change]:
    for each in new:
        message = f"model {name_of(each)} is new: {len(each.parameters)} parameters, {len(each.rules)} rules"
        yield page.change("CP101", "additive", f"models/{name_of(each)}", message, new=name_of(each))
    for each in gone:
        message = f"model {name_of(each)} is gone"
        yield page.change("CP102", "breaking", f"models/{name_of(each)}", message, old=name_of(each))
    for a, b in renamed:
        message = f"model {name_of(a)} is called {name_of(b)} now"
        yield page.change(
            "CP103", "breaking", f"models/{name_of(b)}", message, old=name_of(a), new=name_of(b)
        )


def _model(page: Subject, old: ModelFacts, new: ModelFacts) -> Iterator[Change]:
    subject = Subject(name=f"{page.name}: {name_of(new)}" if new.id or new.title else page.name)
    yield from parameters(subject, old, new)
    yield from rules(subject, old, new)
    yield from prices(subject, old, new)


def name_of(model: ModelFacts) -> str:
    return model.id or model.title or "without an id"


def _endpoints(page: Subject, old: Facts, new: Facts) -> Iterator[Change]:
    before, now = _calls(old), _calls(new)
    for call in sorted(now.keys() - before.keys()):
        at = str(now[call].at)
        yield page.change("CP140", "additive", f"endpoints/{call}", f"{call} is new", new=call, at=at)
    for call in sorted(before.keys() - now.keys()):
        at = str(before[call].at)
        yield page.change("CP141", "breaking", f"endpoints/{call}", f"{call} is gone", old=call, at=at)


def _calls(facts: Facts) -> dict[str, EndpointFact]:
    every = (*facts.endpoints, *(each for model in facts.models for each in model.endpoints))
    return {f"{each.method} {each.path}": each for each in every}


def _statuses(page: Subject, old: Facts, new: Facts) -> Iterator[Change]:
    before = {word for model in old.models for word in model.statuses}
    now = {word for model in new.models for word in model.statuses}
    for word in sorted(now - before):
        yield page.change("CP142", "additive", f"statuses/{word}", f"status {word} is new", new=word)
    for word in sorted(before - now):
        yield page.change("CP143", "breaking", f"statuses/{word}", f"status {word} is gone", old=word)
