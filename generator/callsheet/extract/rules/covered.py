"""Whether a normative clause says no more than a limit that is already a fact of one parameter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callsheet.layers.facts import Json, ParameterFact

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_REQUIRED = re.compile(
    r"\b(?:required|mandatory)\b|must be (?:provided|specified|set|included)|必填|必传|必选|必需|必须",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?:not|n't) be (?:an )?(?:empty|blank|null)|non-empty|不能为空|不可为空", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|with|for|while|only|not|cannot|except|without)\b|当|若|如果|时|除非|不|仅",
    re.IGNORECASE,
)

_BOUND = re.compile(
    r"at most|at least|exceed|no (?:more|less|fewer) than|between|must (?:be|contain|have)|maximum|minimum|limited to|"
    r"(?:less|greater|more|smaller|larger|longer|shorter) than|or less|or more|only \d|不超过|不得超过|不能超过|至少|至多|最多|大于|小于|范围|仅支持|只支持",
    re.IGNORECASE,
)
_CROSS = re.compile(r"\b(?:if|when|unless|with|for|while|except|without)\b|当|若|如果|时|除非", re.IGNORECASE)


def is_claimed(text: str, claims: Sequence[str]) -> bool:
    """Whether another extractor has read something from this clause."""
    return any(piece and (piece in text or text.strip(" .") in piece) for piece in claims)


def is_limit(text: str, facts: Iterable[ParameterFact]) -> bool:
    """Whether the clause is a limit that one of these parameters states: its numbers, its values, or that it is required."""
    return any(_of(text, fact) for fact in facts)


def _of(text: str, fact: ParameterFact) -> bool:
    if fact.required and _REQUIRED.search(text) and not _CONDITION.search(text):
        return True
    if (
        _EMPTY.search(text)
        and (fact.min_length or fact.min_items or fact.required)
        and not _CONDITION.search(_EMPTY.sub("", text))
    ):
        return True
    numbers = {float(number) for number in _NUMBER.findall(text)}
    return (
        bool(numbers)
        and numbers <= _limits(fact)
        and _BOUND.search(text) is not None
        and not _CROSS.search(text)
    )


def _limits(fact: ParameterFact) -> set[float]:
    bounds: list[Json] = [
        fact.min,
        fact.max,
        fact.step,
        fact.min_length,
        fact.max_length,
        fact.min_items,
        fact.max_items,
    ]
    said = [float(bound) for bound in bounds if isinstance(bound, (int, float))]
    said += [bound for limit in fact.media for bound in (limit.min, limit.max) if bound is not None]
    for value in fact.enum or ():
        said += [float(number) for number in _NUMBER.findall(str(value))]
    return set(said)
