"""What pulled pages make of the specs: new texts, what they mean for callers, and what is held back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from callsheet import drafting, drift, pipeline
from callsheet.layers.change import Change
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.facts import Facts, ModelFacts
from callsheet.layers.model import Model, Provider
from callsheet.layers.spec import ModelSpec
from callsheet.pulling.pulled import Pulled

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Nothing of it is written yet. ``texts`` are all specs as they would be, by path."""

    texts: Mapping[str, str]
    drafts: Mapping[str, tuple[drafting.Drafted, ...]]
    """By name of the page."""
    changes: tuple[Change, ...]
    """For callers."""
    held: tuple[Diagnostic, ...]
    """Why nothing may be written."""
    is_changed: bool

    @property
    def open(self) -> tuple[Diagnostic, ...]:
        """Of the findings, those that are more than notes."""
        return tuple(each for each in self.findings if each.severity is not Severity.NOTE)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is left to people."""
        return tuple(
            found for drafts in self.drafts.values() for each in drafts for found in each.update.diagnostics
        )


def plan(texts: Mapping[str, str], pages: Sequence[Pulled], on: date, confirmed: Collection[str]) -> Plan:
    """``confirmed`` are names of pages whose odd changes are meant, or ``all``.

    Raises CallsheetError for present specs that do not load; what the pages make of them is held back if it does not.
    """
    before = pipeline.load(texts)
    now = dict(texts)
    drafts: dict[str, tuple[drafting.Drafted, ...]] = {}
    for pulled in pages:
        if pulled.facts is not None:
            drafts[pulled.wanted.name] = _drafts(pulled, before, now, on)
            now |= {each.path: each.update.text for each in drafts[pulled.wanted.name]}
    held = [found for pulled in pages for found in pulled.faults]
    old = pipeline.resolved(before)
    held += [found for pulled in pages for found in _held(pulled, old, before, confirmed)]
    changes: tuple[Change, ...] = ()
    if now != dict(texts) and not held:
        try:
            changes = drift.compare_providers(old, pipeline.resolved(pipeline.load(now)))
        except CallsheetError as error:
            # The page alone does not make whole specs: a person has to write what is missing.
            held += error.diagnostics
        held += _held_prices(changes, before, confirmed)
    return Plan(texts=now, drafts=drafts, changes=changes, held=tuple(held), is_changed=now != dict(texts))


def _drafts(
    pulled: Pulled, specs: Iterable[pipeline.Specs], texts: Mapping[str, str], on: date
) -> tuple[drafting.Drafted, ...]:
    """Of the models that the page is the page of, and of new ones beside them."""
    assert pulled.facts is not None
    own = _own(pulled, specs)
    if not own:
        return ()
    elsewhere = {
        spec.model
        for each in specs
        if each.provider.provider == pulled.wanted.provider
        for spec in each.models
    }
    foreign = elsewhere - {spec.model for spec in own}
    facts = _named(pulled.facts, own)
    kept = replace(facts, models=tuple(each for each in facts.models if each.id and each.id not in foreign))
    aim = drafting.Aim(provider=pulled.wanted.provider, on=on, page_key=pulled.wanted.key)
    return tuple(drafting.draft_page(kept, texts, aim))


def _own(pulled: Pulled, specs: Iterable[pipeline.Specs]) -> list[ModelSpec]:
    return [
        spec
        for each in specs
        if each.provider.provider == pulled.wanted.provider
        for spec in each.models
        if spec.page == pulled.wanted.key
    ]


def _named(facts: Facts, own: Sequence[ModelSpec]) -> Facts:
    """A page of one model need not name it as the wire does."""
    stated = [model for model in facts.models if model.parameters]
    ids = {spec.model for spec in own}
    if len(own) != 1 or len(stated) != 1 or stated[0].id in ids:
        return facts
    only: ModelFacts = replace(stated[0], id=own[0].model)
    return replace(facts, models=(only,))


def _held(
    pulled: Pulled, old: Sequence[Provider], specs: Iterable[pipeline.Specs], confirmed: Collection[str]
) -> list[Diagnostic]:
    if pulled.facts is None or pulled.wanted.name in confirmed or ALL in confirmed:
        return []
    own = _own(pulled, specs)
    ids = {spec.model for spec in own}
    known: list[Model] = [
        model
        for provider in old
        if provider.id == pulled.wanted.provider
        for model in provider.models
        if model.id in ids
    ]
    renamed = [drift.renamed_page(pulled.wanted.name, each) for each in pulled.changes if len(own) == 1]
    found = drift.held_page(pulled.wanted.name, known, _named(pulled.facts, own))
    bases = drift.held_basis(pulled.wanted.name, pulled.changes) if known else ()
    return [*pulled.lost, *(each for each in renamed if each), *bases, *found]


def _held_prices(
    changes: Iterable[Change], specs: Iterable[pipeline.Specs], confirmed: Collection[str]
) -> list[Diagnostic]:
    pages = {
        spec.source.file.removeprefix("specs/").removesuffix(".yaml"): f"{each.provider.provider}/{spec.page}"
        for each in specs
        for spec in each.models
    }
    found = drift.held_prices(changes)
    return [
        replace(each, where=pages.get(str(each.where), each.where))
        for each in found
        if ALL not in confirmed and pages.get(str(each.where)) not in confirmed
    ]
