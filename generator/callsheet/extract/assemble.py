"""Document → Facts: shapes find entries, claims read them; then models, prices, statuses and rules come together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from callsheet.extract import afterthoughts, listed, operations, prose
from callsheet.extract.contradicted import contradicted
from callsheet.extract.draft import Draft
from callsheet.extract.endpoints import endpoints_of
from callsheet.extract.entry import Group
from callsheet.extract.example import best_body, bodies, parameters_of
from callsheet.extract.identity import stated_ids, used_ids
from callsheet.extract.listed import filled
from callsheet.extract.mentioned import mentioned
from callsheet.extract.models import slots_of
from callsheet.extract.money import prices_of
from callsheet.extract.outline import Spot, outline
from callsheet.extract.parents import parented
from callsheet.extract.rules import Vocabulary, claim
from callsheet.extract.shapes.find import find_groups
from callsheet.extract.shapes.restack import restacked
from callsheet.extract.statuses import statuses_of
from callsheet.layers.document import Document
from callsheet.layers.facts import EndpointFact, Facts, ModelFacts, Unclaimed

_ANSWERED = frozenset(["code", "msg", "message", "data", "success", "error", "request_id"])
"""What answers hold: pages put such rows below a heading of the request too."""
Endpoints = Sequence[tuple[int, EndpointFact, bool]]


def extract(document: Document) -> Facts:
    """All that a document states, by model; normative sentences that nothing understood are listed.

    A page without parameters gives facts without models, and a note that says so.
    """
    spots = tuple(outline(restacked(document.blocks)))
    endpoints = tuple(endpoints_of(spots))
    groups = parented(find_groups(spots))
    drafts = _drafts(document, spots, groups, endpoints)
    taken = frozenset().union(*(group.taken for group in groups)) if groups else frozenset()
    if len(drafts) == 1:
        drafts[0].parameters.extend(mentioned(spots, drafts[0].parameters))
    told = drafts or [Draft(id=None)]
    _add_prose(document, spots, taken, told)
    _add_facts(spots, endpoints, told)
    finished = [_finished(draft) for draft in told]
    aside = prose.set_aside(spots, taken, [price.at for draft in told for price in draft.prices])
    models = tuple(model for model, _ in finished) if drafts else ()
    return Facts(
        page=document.page,
        sha256=document.sha256,
        models=models,
        endpoints=_unique([fact for _, fact, _ in endpoints]),
        unclaimed=() if drafts else finished[0][0].unclaimed,
        normative=sum(normative for _, normative in finished),
        notes=(*document.notes, *(() if drafts else ("the page states no parameters",)), *aside),
    )


def _drafts(
    document: Document, spots: Sequence[Spot], groups: Sequence[Group], endpoints: Endpoints
) -> list[Draft]:
    """From schemas and lists; where a page has neither, from its example request, all of it doubtful."""
    examples = list(bodies(spots))
    ids = list(stated_ids(spots))
    used = list(dict.fromkeys([*(one for _, one in ids), *used_ids(spots, examples, document.front)]))
    body, at = best_body(spots)
    slots = slots_of(spots, groups, ids, endpoints)
    drafts = _merged(operations.drafts_of(spots), [*listed.drafts_of(slots, body, used)])
    if not drafts and at is not None and (parameters := parameters_of(body, at)):
        drafts = [Draft(id=None, parameters=list(parameters))]
    if drafts and drafts[0].id is None and not any(draft.id in used for draft in drafts):
        drafts[0].id = next(iter(used), None) or next((fact.path for _, fact, _ in endpoints), None)
    return drafts


def _merged(described: list[Draft], listed: Sequence[Draft]) -> list[Draft]:
    """Both kinds; a list that repeats what an operation's schema describes gives it its sentences, and what else it lists."""
    out = [*described]
    for draft in listed:
        facts = {fact.name: fact for fact in draft.parameters if fact.name.split(".")[0] not in _ANSWERED}
        same = [one for one in described if _repeats(one, facts.keys())]
        if len(same) != 1:
            out.append(draft)
            continue
        whole = same[0]
        known = {fact.name for fact in whole.parameters}
        whole.parameters = [
            *(filled(one, facts[one.name]) if one.name in facts else one for one in whole.parameters),
            *(fact for name, fact in facts.items() if name not in known),
        ]
        known |= facts.keys()
        whole.sentences.extend(
            sentence if sentence.subject in known else replace(sentence, subject=None)
            for sentence in draft.sentences
        )
        whole.unclaimed.extend(draft.unclaimed)
    return out


def _repeats(described: Draft, names: Collection[str]) -> bool:
    """Whether a list of these names is one of the operation's parameters: most of the one are most of the other."""
    known = {fact.name for fact in described.parameters}
    return 2 * len(known.intersection(names)) > max(len(known), len(names))


def _add_prose(
    document: Document, spots: Sequence[Spot], taken: frozenset[int], drafts: Sequence[Draft]
) -> None:
    """Give each text to its model, and complete parameters from texts that speak of one."""
    for spot, sentence in prose.sentences_of(spots, taken, document.front):
        draft = prose.owner(spot, drafts)
        facts = {fact.name: fact for fact in draft.parameters}
        completed, known = afterthoughts.told(sentence, facts)
        draft.parameters = [completed.get(fact.name, fact) for fact in draft.parameters]
        draft.sentences.append(known)


def _add_facts(spots: Sequence[Spot], endpoints: Endpoints, drafts: Sequence[Draft]) -> None:
    """Prices, endpoints and statuses, each to its model."""
    owned: dict[int, list[Spot]] = {}
    owners: dict[int, Draft] = {}
    for spot in spots:
        owners[spot.index] = prose.owner(spot, drafts)
        owned.setdefault(id(owners[spot.index]), []).append(spot)
    for index, fact, _ in endpoints:
        draft = owners.get(index, drafts[0])
        if not any((one.method, one.path) == (fact.method, fact.path) for one in draft.endpoints):
            draft.endpoints.append(fact)
    for draft in drafts:
        own = owned.get(id(draft), [])
        draft.statuses.extend(status for status in statuses_of(own) if status not in draft.statuses)
        beside = [sentence for sentence in draft.sentences if sentence.subject]
        draft.prices.extend(prices_of(own, draft.parameters, beside))


def _finished(draft: Draft) -> tuple[ModelFacts, int]:
    """Read the sentences for rules. A rule that the schema states is not stated twice."""
    vocabulary = Vocabulary(parameters=tuple(draft.parameters), described=draft.described)
    claims = claim(draft.sentences, vocabulary)
    other = list(contradicted(draft.parameters, draft.sentences))
    rules = [
        *draft.rules,
        *(
            rule
            for rule in claims.rules
            if all((rule.kind, rule.all) != (one.kind, one.all) for one in draft.rules)
        ),
    ]
    model = ModelFacts(
        id=draft.id,
        title=draft.title,
        parameters=tuple(draft.parameters),
        rules=tuple(rules),
        prices=tuple(draft.prices),
        endpoints=_unique(draft.endpoints),
        statuses=tuple(draft.statuses),
        unclaimed=_distinct([*draft.unclaimed, *claims.unclaimed, *other]),
    )
    return model, claims.normative + len(other)


def _unique(facts: Sequence[EndpointFact]) -> tuple[EndpointFact, ...]:
    return tuple({(fact.method, fact.path): fact for fact in reversed(facts)}.values())[::-1]


def _distinct(items: Sequence[Unclaimed]) -> tuple[Unclaimed, ...]:
    return tuple({(item.at, item.text): item for item in items}.values())
