"""Whatever is loaded: a spec, or findings with their places. Never another exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from callsheet.draft import load, load_provider
from callsheet.layers.diagnostic import CallsheetError, Diagnostic
from callsheet.layers.place import Position

SPECS = [p.read_text(encoding="utf-8") for p in sorted(Path(__file__).parents[2].glob("specs/*/*.yaml"))[:6]]
BITS = ["{", "}", "[", "]", ":", ",", "-", "#", "&", "*", "!", "|", ">", "'", '"', "%", "@", "?", "\n", " ", "\t", "\0", "~", "null", "5", "0.5", "é", "\u202e", "$any", "[]"]  # fmt: skip


def refused(read: Callable[[str | bytes, str], object], text: str | bytes) -> tuple[Diagnostic, ...] | None:
    try:
        read(text, "f/f.yaml")
    except CallsheetError as problem:
        return problem.diagnostics
    return None


def survives(text: str | bytes) -> None:
    for read in (load, load_provider):
        findings = refused(read, text)
        if findings is None:
            continue
        assert findings
        lines = text.count("\n" if isinstance(text, str) else b"\n") + 2
        for each in findings:
            assert isinstance(each.where, Position)
            assert 1 <= each.where.line <= lines
            assert each.where.column >= 1
            assert each.message
            assert "\n" not in str(each)


@settings(max_examples=200, deadline=None)
@given(st.text() | st.binary())
@example('a: "\\UFFFFFFFF"')
@example("a: !<%ff> b")
@example("? ? a")
@example("a: [b: c: d]")
@example("\ufeffmodel: m")
def test_anything(text: str | bytes) -> None:
    survives(text)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_shipped_specs_with_something_changed(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SPECS))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.sampled_from(BITS)) + text[at + cut :]
    survives(text)


KEYS = st.sampled_from(["model", "page", "parameters", "rules", "prices", "a", "type", "enum", "items", "when", "forbid", "id", "since", "rows", "amount", "media", "default"])  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "string", "array", "a", "2026-01-01", "x-y"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_data_under_known_keys(data: dict[str, object]) -> None:
    import json

    survives(json.dumps({"model": "m", "page": "p", "parameters": {"a": {"type": "string"}}, **data}))
