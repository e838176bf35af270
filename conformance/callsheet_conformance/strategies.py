"""Requests for Hypothesis: valid ones, ones that break one thing, and real ones damaged.

Valid requests are valid by construction, none is thrown away: each starts from a request that the solver found, and
only what no rule looks at is drawn anew, within its own limits. So they shrink to the shortest request there is.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, value_at, with_value, without
from callsheet_conformance.manifest import Data
from callsheet_conformance.verdict import Request

LONGEST_TEXT = 40
FAR = 1000


def valid_requests(subject: Subject) -> st.SearchStrategy[Request]:
    """Valid by the stated limits and rules, and without a warning."""
    return st.sampled_from(subject.valid).flatmap(lambda base: _varied(subject, base))


def broken_requests(subject: Subject) -> st.SearchStrategy[tuple[str, Request]]:
    """A rule or limit, and a request that breaks it and nothing else."""
    pairs = [
        (case["about"], case["request"])
        for case in subject.cases
        if "twin" in case and case["verdict"] == "refused" and "warns" not in case
    ]
    return st.sampled_from(pairs).flatmap(
        lambda pair: _varied(subject, pair[1], pair[0].partition(":")[0]).map(
            lambda request: (pair[0], request)
        )
    )


def damaged_requests(subject: Subject) -> st.SearchStrategy[Request]:
    """A valid request with a value of any kind somewhere, or without something, or with something more."""
    paths = [p["path"] for p in subject.parameters() if p.get("role") != "model"]
    damage = st.tuples(st.sampled_from(paths), st.one_of(st.just(GONE), _anything(), _listed(subject)))
    return st.tuples(st.sampled_from(subject.valid), st.lists(damage, min_size=1, max_size=3)).map(_damaged)


def _damaged(drawn: tuple[Request, list[tuple[str, Any]]]) -> Request:
    request, damage = drawn
    for path, value in damage:
        if value is not GONE:
            request = with_value(request, path, value) or request
        elif "[]" not in path:
            request = without(request, path)
    return request


def _anything() -> st.SearchStrategy[Any]:
    plain = (
        st.none() | st.booleans() | st.integers(-5, 50) | st.text(st.characters(codec="ascii"), max_size=8)
    )
    return (
        plain
        | st.lists(plain, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "url"]), plain, max_size=2)
    )


def _listed(subject: Subject) -> st.SearchStrategy[Any]:
    values = [value for parameter in subject.parameters() for value in parameter.get("enum", ())]
    return st.sampled_from(values or [True])


def _varied(subject: Subject, base: Request, keep: str = "") -> st.SearchStrategy[Request]:
    """The request with new values for what is free; ``keep`` is the path that must stay as it is."""
    free = dict(_free(subject, base, keep))
    return st.fixed_dictionaries(free).map(lambda drawn: _with(base, drawn)) if free else st.just(base)


def _with(base: Request, drawn: Mapping[str, Any]) -> Request:
    changed = copy.deepcopy(dict(base))
    for path, value in drawn.items():
        changed = without(changed, path) if value is GONE else with_value(changed, path, value) or changed
    return changed


def _free(subject: Subject, base: Request, keep: str) -> Iterator[tuple[str, st.SearchStrategy[Any]]]:
    """Parameters that are sent, that no rule looks at, and whose limits a strategy can follow."""
    looked_at = {field for rule in subject.model.get("rules", ()) for field in rule.get("fields", ())}
    for parameter in subject.parameters():
        path = parameter["path"]
        sent = value_at(base, path)
        fixed = path in looked_at or path == keep or parameter.get("role") == "model" or "[]" in path
        if sent is GONE or sent is None or fixed or sent in parameter.get("unset", ()):
            continue
        strategy = _values(parameter)
        if strategy is not None:
            kept = st.just(sent) | strategy
            yield path, kept if parameter.get("required") else st.just(GONE) | kept


def _values(parameter: Data) -> st.SearchStrategy[Any] | None:
    """All values within the parameter's own limits; None where no strategy is known to hit them all."""
    if "enum" in parameter:
        return st.sampled_from(parameter["enum"])
    if parameter["type"] == "boolean":
        return st.booleans()
    if parameter["type"] == "integer" and "step" not in parameter:
        low, high = parameter.get("minimum", -FAR), parameter.get("maximum", FAR)
        return st.integers(int(low), int(max(low, high)))
    if parameter["type"] == "number" and not {"step", "above", "below"} & set(parameter):
        low, high = Decimal(parameter.get("minimum", -FAR)), Decimal(parameter.get("maximum", FAR))
        return st.decimals(low, high, places=2, allow_nan=False, allow_infinity=False)
    if parameter["type"] == "string" and "format" not in parameter:
        low, high = parameter.get("min_length", 1), parameter.get("max_length", LONGEST_TEXT)
        return st.text(
            st.characters(exclude_categories=["Cs"]),
            min_size=max(1, low),
            max_size=min(high, low + LONGEST_TEXT),
        )
    return None
