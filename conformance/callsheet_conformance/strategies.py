"""Requests for Hypothesis: valid ones, ones that break one thing, and real ones damaged.

None is thrown away. Each is a request that the solver found, cut down to what it needs, and a list of edits; an edit
that would break what has to hold is left out. So every valid request can be drawn, and what Hypothesis shrinks to is a
request with as few keys as possible, each with the first of its values.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from hypothesis import strategies as st

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, value_at, with_value, without
from callsheet_conformance.edits import Edit, applied, breaking_bases, valid_bases
from callsheet_conformance.manifest import Data
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.verdict import Request

LONGEST_TEXT = 40
FAR = 1000
MOST_EDITS = 10
MANY_EDITS = 6
MOST_ITEMS = 3

Values: TypeAlias = st.SearchStrategy[Any]


def valid_requests(subject: Subject) -> st.SearchStrategy[Request]:
    """Valid by the stated limits and rules, and without a warning."""
    bases = st.sampled_from(valid_bases(subject))
    return st.builds(lambda base, edits: applied(subject, base, edits), bases, _edits(subject))


def broken_requests(subject: Subject) -> st.SearchStrategy[tuple[str, Request]]:
    """A rule or limit, and a request that breaks it and nothing else."""
    bases = st.sampled_from(breaking_bases(subject))
    return st.builds(
        lambda pair, edits: (pair[0], applied(subject, pair[1], edits, pair[0])), bases, _edits(subject)
    )


def damaged_requests(subject: Subject) -> st.SearchStrategy[Request]:
    """A valid request with a value of any kind somewhere, or without something, or with something more."""
    paths = [p["path"] for p in subject.parameters() if p.get("role") != "model"]
    damage = st.tuples(st.sampled_from(paths), st.one_of(st.just(GONE), _anything(), _listed(subject)))
    return st.builds(_damaged, valid_requests(subject), st.lists(damage, min_size=1, max_size=3))


def _damaged(request: Request, damage: list[Edit]) -> Request:
    for path, value in damage:
        if value is not GONE:
            request = with_value(request, path, value) or request
        elif "[]" not in path:
            request = without(request, path)
    return request


def _anything() -> Values:
    plain = (
        st.none() | st.booleans() | st.integers(-5, 50) | st.text(st.characters(codec="ascii"), max_size=8)
    )
    return (
        plain
        | st.lists(plain, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "url"]), plain, max_size=2)
    )


def _listed(subject: Subject) -> Values:
    values = [value for parameter in subject.parameters() for value in parameter.get("enum", ())]
    return st.sampled_from(values or [True])


def _edits(subject: Subject) -> st.SearchStrategy[list[Edit]]:
    """New texts where a text must be, then changes of anything else, few of them in the smallest example."""
    texts, places = dict[str, Values](), list[st.SearchStrategy[Edit]]()
    for parameter in subject.parameters():
        if parameter.get("role") == "model" or "[]" in parameter["path"]:
            continue
        path, values = parameter["path"], _values(parameter, subject)
        if parameter.get("required") and _is_free_text(parameter) and "." not in path:
            texts[path] = values
        else:
            needed = any(value_at(base, path) is not GONE for base in valid_bases(subject))
            change = values | st.just(GONE) if needed and not parameter.get("required") else values
            places.append(st.tuples(st.just(path), change))
    change = st.one_of(places) if places else st.nothing()
    # lists of any length are short on average; long ones find what takes several values at once
    changes = st.lists(change, max_size=MOST_EDITS) | st.lists(
        change, min_size=MANY_EDITS, max_size=2 * MANY_EDITS
    )
    return st.builds(lambda given, more: [*given.items(), *more], st.fixed_dictionaries(texts), changes)


def _values(parameter: Data, subject: Subject) -> Values:
    """By the parameter's own limits where they say all; else what the solver's requests have there."""
    if "enum" in parameter:
        return st.sampled_from(parameter["enum"])
    if parameter["type"] == "boolean":
        return st.booleans()
    if parameter["type"] == "integer":
        low, high = parameter.get("minimum", -FAR), parameter.get("maximum", FAR)
        return st.integers(int(low), int(max(low, high)))
    if parameter["type"] == "number":
        low, high = Decimal(parameter.get("minimum", -FAR)), Decimal(parameter.get("maximum", FAR))
        return st.decimals(low, high, places=2, allow_nan=False, allow_infinity=False)
    if _is_free_text(parameter):
        low, high = parameter.get("min_length", 1), parameter.get("max_length", LONGEST_TEXT)
        letters = st.characters(exclude_categories=["Cs"])
        return st.text(letters, min_size=max(1, low), max_size=min(high, low + LONGEST_TEXT))
    seen = list(_seen(parameter, subject)) or [GONE]
    if "enum" in parameter.get("item", {}):
        items = st.sampled_from(parameter["item"]["enum"])
        return st.lists(items, min_size=1, max_size=MOST_ITEMS) | st.sampled_from(seen)
    return st.sampled_from(seen)


def _is_free_text(parameter: Data) -> bool:
    return parameter["type"] == "string" and "format" not in parameter and "enum" not in parameter


def _seen(parameter: Data, subject: Subject) -> Iterator[Any]:
    """Values of the solver's requests at this path, each once, the shortest first; objects also empty."""
    empty: dict[str, Any] = {canonical({}): {}} if parameter["type"] == "object" else {}
    values = (value_at(request, parameter["path"]) for request in subject.valid)
    found = {canonical(value): value for value in values if value is not GONE and value is not None}
    yield from (
        value for _, value in sorted((empty | found).items(), key=lambda pair: (len(pair[0]), pair[0]))
    )
