from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet_conformance.gateways.bodies import parse_object
from callsheet_conformance.gateways.reply import Refused

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
trees = st.recursive(
    leaves | st.text(st.characters(codec="utf-8"), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), trees, max_size=4))
def test_plain_objects_are_read_as_they_are(value):
    assert parse_object(json.dumps(value).encode(), 64) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b"\xff\xfe{\x00}\x00",  # UTF-16
        b"\xef\xbb\xbf{}",  # a byte order mark
        b'{"a": "\xff"}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"a": %s}' % (b"9" * 5000),
        b'{"a": %s%s}' % (b"[" * 65, b"]" * 65),
        b'{"a": %s%s}' % (b"[" * 200_000, b"]" * 200_000),
        b'{"a":' * 100_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_what_could_do_harm_is_refused_with_400(data):
    with pytest.raises(Refused) as caught:
        parse_object(data, 64)
    assert caught.value.refusal.status == 400
    assert caught.value.refusal.cause == "validation"


def test_the_deepest_that_is_allowed_is_read():
    assert parse_object(b'{"a": %s%s}' % (b"[" * 61, b"]" * 61), 64)


def outcome(data: bytes) -> int:
    try:
        return 200 if isinstance(parse_object(data, 64), dict) else 500
    except Refused as refused:
        return refused.refusal.status


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise_anything_else(data):
    assert outcome(data) in (200, 400)
