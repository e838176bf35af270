"""Limits of a parameter that stand in prose, away from its row or schema: "The `prompt` has 1 to 6000 characters"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from callsheet.extract.claims.bounds import clauses
from callsheet.extract.claims.defaults import find_default
from callsheet.extract.claims.enums import find_enum
from callsheet.extract.claims.limits import Limits, limits_of
from callsheet.extract.claims.literals import literal
from callsheet.extract.rules import Sentence
from callsheet.layers.facts import Json, ParameterFact

_PART = re.compile(r",\s+(?:and|but)\s+|;\s+|，(?:且|并且)|；")
_CODE = re.compile(r"`([^`\n]+)`")
_WORD = re.compile(r"\w+(?:\.\w+)*")
_CASE = re.compile(r"\b(?:if|when|unless|for|with)\b|当|若|如果|时[，,]", re.IGNORECASE)
"""A default that holds in one case only is none."""
_LISTED = ("string", "integer", "number")
_FIELDS = {
    "string": ("min_length", "max_length"), "array": ("min_items", "max_items"),
    "integer": ("min", "max"), "number": ("min", "max", "above", "below"),
}  # fmt: skip


def described(fact: ParameterFact, text: str) -> tuple[ParameterFact, tuple[str, ...]]:
    """A fact of a schema, with the limits, values and default that only its description says, and the words for them."""
    claims: list[str] = []
    limits = limits_of({"description": text}, fact.type, claims, listed=bool(fact.enum))
    fact = _completed(fact, limits)
    found = find_enum(text)[0] if fact.enum is None and fact.type in _LISTED else None
    values = [literal(value, fact.type) for value in found.value] if found else []
    if found and len(values) > 1 and all(fits(value, fact.type) for value in values):
        fact = replace(fact, enum=tuple(values), min=None, max=None, min_length=None, max_length=None)
        claims.append(found.words)
    plain = (one for one in clauses(text) if not _CASE.search(one)) if fact.default is None else ()
    default = next((one for one in map(find_default, plain) if one is not None), None)
    value = literal(default.value, fact.type) if default else None
    if default and fits(value, fact.type) and (not fact.enum or value in fact.enum):
        fact = replace(fact, default=value)
        claims.append(default.words)
    return fact, tuple(claim for claim in claims if claim)


def fits(value: Json, kind: str) -> bool:
    """Whether a value read from words is of the type that the schema states."""
    if kind in ("integer", "number"):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return value is not None


def told(sentence: Sentence, facts: Mapping[str, ParameterFact]) -> tuple[dict[str, ParameterFact], Sentence]:
    """Facts that a text completes, and the text with the words that were understood."""
    made: dict[str, ParameterFact] = {}
    claims: list[str] = []
    for clause in (part for whole in clauses(sentence.text) for part in _PART.split(whole)):
        name = subject(clause, facts)
        if name is None or re.search(r"\b(?:when|if|unless)\b|时[，,]", clause):
            continue
        fact = made.get(name, facts[name])
        found: list[str] = []
        limits = limits_of({"description": clause}, fact.type, found, listed=bool(fact.enum))
        changed = _completed(fact, limits)
        if changed != fact or _repeats(fact, limits):
            made[name] = changed
            claims.extend(found)
    return made, replace(sentence, claims=(*sentence.claims, *claims)) if claims else sentence


def subject(clause: str, facts: Mapping[str, ParameterFact]) -> str | None:
    """The one parameter that a clause names, in a code span or as a word that is no English one."""
    spans = {span for span in _CODE.findall(clause) if span in facts}
    if not spans:
        spans = {word for word in _WORD.findall(clause) if "_" in word and word in facts}
    return next(iter(spans)) if len(spans) == 1 else None


def _completed(fact: ParameterFact, limits: Limits) -> ParameterFact:
    more = {
        key: getattr(limits, key)
        for key in _FIELDS.get(fact.type, ())
        if getattr(fact, key) is None and getattr(limits, key) is not None
    }
    if fact.enum and fact.type in ("integer", "number", "string"):
        more = {}
    media = (
        tuple(medium for medium in limits.media if medium not in fact.media)
        if fact.type in ("file", "string", "array", "object")
        else ()
    )
    return replace(fact, **more, media=(*fact.media, *media)) if more or media else fact


def _repeats(fact: ParameterFact, limits: Limits) -> bool:
    """Whether the clause says again what the row has said."""
    pairs = [(getattr(fact, key), getattr(limits, key)) for key in _FIELDS.get(fact.type, ())]
    said: Sequence[tuple[object, object]] = [pair for pair in pairs if pair[1] is not None]
    return bool(said) and all(first == second for first, second in said)
