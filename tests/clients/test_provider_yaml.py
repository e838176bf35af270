"""The transport format is closed: what is not one is told with its code and its place, and never raises."""

from __future__ import annotations

import copy

import pytest
from emitted import providers
from hypothesis import given
from hypothesis import strategies as st

from callsheet.transports import calls, parse_transport

GOOD = {provider.id: provider.transport for provider in providers()}


def parsed(data):
    transport, findings = parse_transport(data, lambda path: "/".join(map(str, path)))
    assert (transport is None) == bool(findings)
    return [(found.code, str(found.where)) for found in findings]


def changed(provider, path, value):
    """A good transport with one thing changed; ``...`` takes it away."""
    data = copy.deepcopy(GOOD[provider])
    here = data
    for key in path[:-1]:
        here = here[key]
    if value is ...:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return data


@pytest.mark.parametrize("provider", GOOD)
def test_the_shipped_ones_are_good(provider):
    assert parsed(GOOD[provider]) == []
    transport, _ = parse_transport(GOOD[provider], str)
    assert {path[0] for path, _ in calls(transport)} >= {"submit", "poll"}


BAD = [
    ("gmicloud", ("submit",), ..., "CS160", "submit"),
    ("gmicloud", ("submit", "methood"), "POST", "CS160", "submit/methood"),
    ("gmicloud", ("submit", "accepted", 0), "200", "CS160", "submit/accepted/0"),
    ("gmicloud", ("errors", "causes", 0, "cause"), "bad luck", "CS160", "errors/causes/0/cause"),
    ("gmicloud", ("base_url",), "http://gateway.example", "CS161", "base_url"),
    ("gmicloud", ("base_url",), "https://user:pw@gateway.example", "CS161", "base_url"),
    ("gmicloud", ("base_url",), "https://gateway.example/?x", "CS161", "base_url"),
    ("gmicloud", ("base_url",), "https://gateway.example/", "CS161", "base_url"),
    ("gmicloud", ("poll", "path"), "//evil.example/{id}", "CS162", "poll/path"),
    ("gmicloud", ("poll", "path"), "/a/../{id}", "CS162", "poll/path"),
    ("gmicloud", ("poll", "path"), "/a/{secret}", "CS162", "poll/path"),
    ("gmicloud", ("poll", "path"), "/a/{id}?x=1", "CS162", "poll/path"),
    ("gmicloud", ("poll", "answer", "id", 0), "request_id", "CS163", "poll/answer/id"),
    ("gmicloud", ("poll", "answer", "id", 0), "/a~2", "CS163", "poll/answer/id"),
    ("aimlapi", ("poll", "query", "generation_id"), "{secret}", "CS164", "poll/query/generation_id"),
    ("gmicloud", ("options", 0, "header"), "X\r\nY", "CS164", "options/0"),
    ("gmicloud", ("options", 0, "header"), "Authorization", "CS164", "options/0"),
    ("apiframe", ("idempotency", "header"), "Content-Length", "CS164", "idempotency/header"),
    ("gmicloud", ("statuses", 1, "word"), "created", "CS165", "statuses/1"),
    (
        "gmicloud",
        ("statuses",),
        [{"word": "a", "means": "pending"}, {"word": "b", "means": "succeeded"}],
        "CS165",
        "statuses",
    ),
    ("scenario", ("auth", 0, "credentials"), [{"argument": "key", "env": []}], "CS166", "auth/0"),
    ("gmicloud", ("auth", 0, "credentials", 0, "argument"), "a b", "CS166", "auth/0"),
    ("gmicloud", ("auth",), [], "CS166", "auth"),
    ("scenario", ("envelope", "model"), "/model", "CS167", "envelope/model"),
    ("gmicloud", ("submit", "answer", "id"), [], "CS167", "submit/answer/id"),
    ("gmicloud", ("poll", "answer", "urls"), [], "CS167", "poll/answer"),
    ("scenario", ("asset",), ..., "CS167", "asset"),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case[3]}-{'-'.join(map(str, case[1]))}")
def test_one_fault_is_told_by_code_and_place(case):
    provider, path, value, code, where = case
    assert parsed(changed(provider, path, value)) == [(code, where)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["base_url", "auth", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
def test_nothing_raises(data):
    assert parsed(data)


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_no_value_in_any_place_raises(provider, data):
    here, path = GOOD[provider], []
    while isinstance(here, dict | list) and here:
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        path, here = [*path, key], here[key]
        if data.draw(st.booleans()):
            break
    parsed(changed(provider, path, data.draw(JSON)))
