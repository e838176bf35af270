"""Texts that name another default than the parameter's own row or schema: a page that is edited in one place only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from callsheet.extract.afterthoughts import fits, subject
from callsheet.extract.claims.bounds import clauses
from callsheet.extract.claims.defaults import find_default
from callsheet.extract.claims.literals import literal
from callsheet.extract.rules import Sentence
from callsheet.layers.facts import Json, ParameterFact, Unclaimed

_NAMED: Final = re.compile(
    r"\bdefault (?:value (?:of|for) )?`?(?P<name>\w+(?:\.\w+)*)`?(?: value)?\s*(?:is|are|:|=)\s*"
    r"(?P<value>`[^`\n]+`|\"[^\"\n]+\"|[^\s,;()]+)",
    re.IGNORECASE,
)
"""The default duration is 10s."""
_CASE: Final = re.compile(r"\b(?:if|when|unless|for|with|in)\b|当|若|如果|时[，,]", re.IGNORECASE)
"""A default of one case contradicts nothing."""


def contradicted(facts: Sequence[ParameterFact], sentences: Sequence[Sentence]) -> Iterator[Unclaimed]:
    """Each clause that names a default which its parameter does not have: a person must say which holds."""
    known = {fact.name: fact for fact in facts}
    for sentence in sentences:
        for clause in clauses(sentence.text):
            fact = _other(clause, sentence, known)
            if fact is not None:
                than = "that its own entry does not" if fact.default is None else "than its own entry does"
                other = "a" if fact.default is None else "another"
                because = f"names {other} default of {fact.name} {than}"
                yield Unclaimed(at=sentence.at, text=clause.strip(), because=because)


def _other(clause: str, sentence: Sentence, known: Mapping[str, ParameterFact]) -> ParameterFact | None:
    """The parameter of which the clause names a default that it could have and has not."""
    name, said = _said(clause, sentence, known)
    fact = known.get(name)
    if fact is None or not said:
        return None
    value: Json = literal(said, fact.type)
    could = fits(value, fact.type) and (not fact.enum or value in fact.enum)
    return fact if could and value != fact.default else None


def _said(clause: str, sentence: Sentence, known: Mapping[str, ParameterFact]) -> tuple[str, str]:
    """The name and the default of it that a clause names for all cases."""
    named = _NAMED.search(clause)
    if named and named["name"] in known:
        rest = clause[: named.start()] + clause[named.end() :]
        return ("", "") if _CASE.search(rest) else (named["name"], named["value"].rstrip(".!"))
    found = None if _CASE.search(clause) else find_default(clause)
    return (sentence.subject or subject(clause, known) or "", found.value) if found else ("", "")
