from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callsheet_conformance.gateways import pointers

keys = st.text(min_size=1, max_size=5).filter(lambda key: key != "*")


def escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


@given(st.lists(keys | st.just("*"), min_size=1, max_size=4), st.integers())
def test_what_is_put_is_got(parts, value):
    if parts[0] == "*":
        parts = ["a", *parts]
    pointer = "".join(f"/{part if part == '*' else escaped(part)}" for part in parts)
    document = {}
    pointers.put(document, pointer, value)
    assert pointers.get(document, pointer) == value
    pointers.drop(document, pointer)
    if parts[-1] != "*":
        assert pointers.get(document, pointer) is None


def test_neighbours_stay():
    document = {}
    pointers.put(document, "/data/files/*/url", "u")
    pointers.put(document, "/data/files/*/kind", "video")
    pointers.put(document, "/data/id", 1)
    assert document == {"data": {"files": [{"url": "u", "kind": "video"}], "id": 1}}


def test_the_empty_pointer_merges_without_replacing():
    document = {"status": "queued"}
    pointers.put(document, "", {"status": "mine", "prompt": "x"})
    assert document == {"status": "queued", "prompt": "x"}


def test_what_is_not_there_is_none():
    assert pointers.get({"a": [1]}, "/a/b") is None
    assert pointers.get([], "/*") is None
