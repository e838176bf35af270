from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.runtime.exchange import Response
from callsheet.runtime.pointer import find, first, put, text, texts
from callsheet.runtime.read import NotJsonError, moment, parse, snapshots

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=15,
)


def test_pointers_find_what_is_there():
    data = {"a": [{"u": 1}, {"u": 2}, "x"], "b/c": {"~": 3}, "": 4}
    assert list(find(data, "/a/*/u")) == [1, 2]
    assert list(find(data, "/a/1/u")) == [2]
    assert list(find(data, "/b~1c/~0")) == [3]
    assert list(find(data, "/")) == [4]
    assert list(find(data, "")) == [data]
    assert list(find(data, "/a/7/u")) == []
    assert list(find(data, "/a/²")) == []
    assert texts(data, ("/nowhere", "/a/*")) == ("x",)
    assert text({"e": {"message": "no"}}, ("/e/message", "/e")) == "no"
    assert text({"e": "no"}, ("/e/message", "/e")) == "no"
    assert first({"a": None, "b": 0}, ("/a", "/b")) == 0


def test_put_makes_the_objects_on_the_way():
    body = {}
    put(body, "/payload/x~1y", 1)
    assert body == {"payload": {"x/y": 1}}
    with pytest.raises(TypeError):
        put({"payload": 3}, "/payload/x", 1)


@given(JSON, st.lists(st.sampled_from(["/a", "/*/b", "", "/0", "/a/b/*"]), max_size=3))
def test_no_answer_is_an_error(data, pointers):
    for pointer in pointers:
        list(find(data, pointer))


@given(JSON)
def test_snapshots_are_made_of_anything(transports, data):
    for transport in transports.values():
        for call in (transport.submit, transport.poll):
            for snapshot in snapshots(transport, call.answer, data):
                assert snapshot.means in ("pending", "succeeded", "failed", "cancelled", "unknown")
                assert snapshot.progress is None or 0 <= snapshot.progress <= 1


@pytest.mark.parametrize(
    ("body", "instead"),
    [
        (b"", "an empty body"),
        (b"  <!doctype html>", "an HTML page"),
        (b"{", "1 bytes that are no JSON"),
        (b"[" * 100_000, "100000 bytes that are no JSON"),
        (b"1" * 10_000, "10000 bytes that are no JSON"),
        (b"\xff\xfe{", "3 bytes that are no JSON"),
    ],
)
def test_what_is_no_json_is_told(body, instead):
    with pytest.raises(NotJsonError, match=instead):
        parse(Response(status=200, body=body))


def test_fractions_stay_exact_and_nan_is_null():
    assert parse(Response(status=200, body=b'{"a": 0.10, "b": NaN, "c": Infinity}')) == {
        "a": Decimal("0.10"),
        "b": None,
        "c": None,
    }


def test_only_known_words_are_ends(transport):
    for word in ("SUCCESS ", "Succeeded!", "done", "complete", "moderated", "expired", "aborted", ""):
        assert transport.statuses.get(word) is None
        data = {"status": word, "job": {"status": word}}
        assert snapshots(transport, transport.poll.answer, data)[0].means == "unknown"


def test_words_of_every_gateway():
    """By hand from the documentation, not from the specs."""
    from transports import transports

    ends = {
        "scenario": {
            "success": "succeeded",
            "failure": "failed",
            "failed": "failed",
            "canceled": "cancelled",
        },
        "apiframe": {
            "COMPLETED": "succeeded",
            "FAILED": "failed",
            "CANCELLED": "cancelled",
            "QUEUED": "pending",
        },
        "oxen": {"succeeded": "succeeded", "failed": "failed", "cancelled": "cancelled", "queued": "pending"},
        "aimlapi": {"completed": "succeeded", "error": "failed", "generating": "pending"},
        "gmicloud": {
            "success": "succeeded",
            "failed": "failed",
            "cancelled": "cancelled",
            "processing": "pending",
        },
    }
    for provider, words in ends.items():
        known = transports()[provider].statuses
        assert {word: known[word] for word in words} == words


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (1781739021, 1781739021.0),
        (Decimal("1781739021.5"), 1781739021.5),
        ("2026-06-17T22:50:21Z", 1781736621.0),
        ("2026-06-17T22:50:21", None),
        ("soon", None),
        (True, None),
        (-1, None),
        (10**13, None),
        (None, None),
    ],
)
def test_moments(value, seconds):
    assert moment(value) == seconds
