"""Parameters of a page beside those of a spec: edits to the text, in words, and what is left to people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from callsheet.draft import build, written
from callsheet.draft.amend import amend, behind, fits
from callsheet.draft.checks.paths import check_paths
from callsheet.draft.finding import note, warning
from callsheet.draft.layout import flow, member
from callsheet.draft.node import MapNode, data_of
from callsheet.draft.schema.parameter import KEYS
from callsheet.draft.schema.pieces import PATH
from callsheet.draft.splice import Edit
from callsheet.draft.update.compare import compare
from callsheet.draft.update.entries import entry_of
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import ModelFacts, ParameterFact
from callsheet.layers.spec import NOWHERE, ModelSpec, ParameterSpec

_ORDER: Final = tuple(KEYS)


@dataclass(slots=True, kw_only=True)
class NewParameters:
    """``added`` are the parameters that the spec does not have yet."""

    model: str
    edits: list[Edit] = field(default_factory=list)
    added: dict[str, ParameterSpec] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def new_parameters(text: str, root: MapNode, spec: ModelSpec, facts: ModelFacts) -> NewParameters:
    node = root.members["parameters"][1]
    assert isinstance(node, MapNode)
    out = NewParameters(model=spec.model)
    known = {each.path: each for each in spec.parameters}
    before = ""
    for fact in facts.parameters:
        entry = node.get(fact.name)
        if isinstance(entry, MapNode):
            _compare(text, entry, known[fact.name], fact, out)
            before = fact.name
        elif _can_stand(fact, known, out, spec.page):
            _add(text, node, fact, before, out)
    _gone(spec, facts, out)
    return out


def _compare(text: str, node: MapNode, spec: ParameterSpec, fact: ParameterFact, out: NewParameters) -> None:
    data: Any = data_of(node)
    verdict = compare(spec.path, data, entry_of(fact), spec.source)
    out.findings.extend(verdict.findings)
    if not verdict.changes:
        return
    changes = written.values_quoted(verdict.changes)
    edits = amend(text, node, changes, _ORDER)
    if not fits(text, node, edits):
        merged = written.values_quoted({**data, **verdict.changes})
        ordered = {key: merged[key] for key in _ORDER if key in merged}
        lines = member(spec.path, ordered, 2, block=True)
        start = len(text[: node.start].rstrip(" "))
        edits = [Edit(start=start, end=node.end, text="".join(f"\n{line}" for line in lines[1:]))]
    out.edits.extend(edits)
    out.changes.extend(f"parameters/{spec.path}: {words}" for words in _words(data, verdict.changes))


def _words(before: Mapping[str, Any], changes: Mapping[str, Any]) -> list[str]:
    now, was = written.values_quoted(changes), written.values_quoted(before)
    told = [
        f"{key} is now {flow(value)}" + (f", was {flow(was[key])}" if key in was else "")
        for key, value in now.items()
        if key != "at"
    ]
    return told or ["place on the page noted"]


def _can_stand(fact: ParameterFact, known: dict[str, ParameterSpec], out: NewParameters, page: str) -> bool:
    """Whether a new parameter can be written at all, beside those that are there."""
    problem = "" if re.match(PATH, fact.name) and len(fact.name) <= 256 else "the name is no parameter path"
    if fact.name in out.added:
        return False
    if not problem:
        spec = build.parameter(fact.name, entry_of(fact), NOWHERE)
        found = list(check_paths({**known, **out.added, fact.name: spec}))
        problem = found[0].message if found else ""
        out.added |= {} if problem else {fact.name: spec}
    if problem:
        where = f"{page}: {fact.at}"
        out.findings.append(note("CU104", where, f"parameter {fact.name[:60]!r} is left out: {problem}"))
    return not problem


def _add(text: str, node: MapNode, fact: ParameterFact, before: str, out: NewParameters) -> None:
    lines = member(fact.name, written.values_quoted(_entry(fact, out.model)), 2)
    if node.members:
        anchor = node.members[before][1] if before else list(node.members.values())[-1][1]
        out.edits.append(behind(text, anchor, lines))
    else:
        start = node.end if out.edits else node.start - 1  # the first takes the place of `` {}``
        out.edits.append(Edit(start=start, end=node.end, text="\n" + "\n".join(lines)))
    out.changes.append(f"parameters/{fact.name}: added")
    if fact.doubt:
        message = f"{fact.name}: the page can be read in another way: {fact.doubt}"
        out.findings.append(note("CU106", str(fact.at), message, "compare it with the page"))


def _entry(fact: ParameterFact, model: str) -> dict[str, Any]:
    """With its role, where the parameter can only be the model's id."""
    entry = entry_of(fact)
    return {**entry, **({"role": "model"} if entry.get("enum") == [model] else {})}


def _gone(spec: ModelSpec, facts: ModelFacts, out: NewParameters) -> None:
    stated = {fact.name for fact in facts.parameters}
    for each in spec.parameters:
        if stated and each.path not in stated and each.basis == "documented" and not each.because:
            message = f"the page no longer lists {each.path}"
            hint = "remove it, or say why it stays: basis, because"
            out.findings.append(warning("CU103", each.source.at(), message, hint))
