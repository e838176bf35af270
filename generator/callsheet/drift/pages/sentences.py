"""Normative sentences that nobody understood, on two versions of a page: compared one by one, never printed to a file."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from callsheet.drift.made import Subject
from callsheet.drift.pages.rules import meaning
from callsheet.drift.pairing import by_key, by_likeness
from callsheet.layers.change import Change
from callsheet.layers.facts import Facts, Json, RuleFact, Unclaimed
from callsheet.layers.place import digest_of

_REWORDED: Final = 0.6
"""Share of words in common from which on a sentence is the old one in other words."""
_WEIGHTY: Final = re.compile(
    r"`[^`]*`|\d+(?:\.\d+)?|\b(?:not|never|no|only|except|unless|without|all|any|both|cannot|must|may|should)\b|n't\b|[不仅必]",
    re.IGNORECASE,
)
"""What turns a sentence's meaning: names, numbers, negations, duties. The same of these, and it is only reworded."""


def sentences(page: Subject, old: Facts, new: Facts) -> Iterator[Change]:
    """New ones, and ones that are gone without a rule in their place."""
    same = by_key(_every(old), _every(new), _digest)
    rest = by_likeness(same.gone, same.new, _likeness, _REWORDED)
    reworded = [(a, b) for a, b in rest.both if _weight(a) != _weight(b)]
    kept = _kept_rules(old, new) if old.normative == new.normative else []
    for a, b in reworded:
        message = f"a sentence that is not understood says another thing now ({b.because})"
        yield _change(page, "CP152", b, message, old=_digest(a))
    for each in rest.new:
        message = f"a sentence is new and not understood ({each.because})"
        yield _change(page, "CP150", each, message)
    for each in rest.gone:
        if not any(_says(each.text, rule) for rule in kept):
            yield _change(page, "CP151", each, "a sentence that was not understood is gone")


def _change(page: Subject, code: str, each: Unclaimed, message: str, old: str | None = None) -> Change:
    path, at = f"sentences/{_digest(each)}", str(each.at)
    return page.change(code, "unclear", path, message, old=old, at=at, text=each.text)


def _every(facts: Facts) -> list[Unclaimed]:
    """Each sentence once, whichever models it stands under."""
    found = (*facts.unclaimed, *(each for model in facts.models for each in model.unclaimed))
    return list({(each.at.path, _digest(each)): each for each in found}.values())


def _digest(each: Unclaimed) -> str:
    return digest_of(each.text)


def _likeness(old: Unclaimed, new: Unclaimed) -> float:
    """Share of words in common, in order; at the same place in any order."""
    mine, other = old.text.casefold().split(), new.text.casefold().split()
    if max(len(mine), len(other)) < 3:
        return 1.0 if old.at.path == new.at.path else 0.0
    in_order = difflib.SequenceMatcher(None, mine, other).ratio()
    shared = len({*mine} & {*other}) / min(len({*mine}), len({*other}))
    return max(in_order, shared) if old.at.path == new.at.path else in_order


def _weight(each: Unclaimed) -> Counter[str]:
    return Counter(word.strip("`").casefold() for word in _WEIGHTY.findall(each.text))


def _kept_rules(old: Facts, new: Facts) -> list[RuleFact]:
    """Rules of both versions."""
    before = {meaning(rule) for model in old.models for rule in model.rules}
    every = (rule for model in new.models for rule in model.rules)
    return [rule for rule in every if rule.kind != "other" and rule.all and meaning(rule) in before]


def _says(text: str, rule: RuleFact) -> bool:
    """Whether a sentence names all that a rule names: understood now, it says nothing else than that rule."""
    said = re.sub(r"[\W_]+", " ", text.casefold())
    values = [str(value) for literal in rule.all for value in _values(literal)]
    names = [field.rpartition(".")[2] for field in rule.fields]
    return all(re.sub(r"[\W_]+", " ", word.casefold()) in said for word in (*names, *values))


def _values(literal: Json) -> list[Json]:
    """Those that a sentence would spell out; a rule on all values but one may be told by the others."""
    is_told = isinstance(literal, list) and len(literal) == 3 and literal[1] in ("=", "in")
    right = literal[2] if is_told and isinstance(literal, list) else None
    values = right if isinstance(right, list) else [right]
    return [value for value in values if isinstance(value, str)]
