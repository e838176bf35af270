"""Where a member belongs: dotted paths from nesting marks, headings, parents and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from callsheet.extract.claims.types import type_of
from callsheet.extract.entry import Entry, Group
from callsheet.extract.members import members_of
from callsheet.extract.names import normal
from callsheet.extract.shapes.titled import members_of as heading_members
from callsheet.layers.facts import Json

_CONTAINERS = ("object", "array")
_FLAT = ("stacked", "signature")
"""Shapes that may have lost their nesting; the example request still shows it."""


def paths_of(groups: Sequence[Group], example: Mapping[str, Json]) -> Iterator[tuple[str, Entry]]:
    """Each entry with its full path, in order; members that a description lists follow their parent."""
    kinds: dict[str, str] = {}
    known = paths_in(example)
    for group in groups:
        base = _base(group, kinds)
        above: list[tuple[int, str]] = []
        nested = group.shape == "stacked" and any(entry.depth for entry in group.entries)
        objects = {
            entry.name for entry in group.entries if type_of(entry.cells.get("type", "")).kind == "object"
        }
        for entry in group.entries:
            shown = known.get(entry.name, "")
            flat = group.shape in _FLAT and bool(objects) and objects >= set(shown.split(".")[:-1])
            path = shown if nested or flat else ""
            path = path or _path(entry, above, base)
            path = _with_items(path, kinds)
            inner, left = members_of(entry)
            kinds[path] = (
                type_of(entry.cells.get("type", "")).kind
                or _shape_of_example(entry)
                or ("array" if inner else "string")
            )
            while above and above[-1][0] >= entry.depth:
                above.pop()
            above.append((entry.depth, path))
            yield path, replace(entry, cells={**entry.cells, "description": left}) if inner else entry
            for member in inner:
                yield _with_items(f"{path}.{member.name}", kinds), member


def _shape_of_example(entry: Entry) -> str:
    text = entry.cells.get("example", "").strip("` ")
    return "object" if text.startswith("{") else "array" if text.startswith("[") else ""


def _base(group: Group, kinds: Mapping[str, str]) -> str:
    """The object whose members a whole group lists."""
    for name in (group.parent, heading_members(group.headings)):
        plain = normal(name) if name else ""
        if not plain:
            continue
        matches = [path for path in kinds if path == plain or path.endswith(f".{plain}")]
        if matches and not any(entry.name == plain for entry in group.entries):
            return matches[0] if kinds[matches[0]] in _CONTAINERS or name == group.parent else ""
    return ""


def _path(entry: Entry, above: list[tuple[int, str]], base: str) -> str:
    if entry.parent:
        return (
            entry.name
            if entry.name.startswith(f"{entry.parent}.")
            else f"{_full(entry.parent, above)}.{entry.name}"
        )
    parents = [path for depth, path in above if depth < entry.depth]
    parent = parents[-1] if parents else base
    if not parent or entry.name.startswith(f"{parent}.") or entry.name.startswith(f"{parent}[]."):
        return entry.name
    return f"{parent}.{entry.name}"


def _full(parent: str, above: Sequence[tuple[int, str]]) -> str:
    return next(
        (path for _, path in reversed(above) if path == parent or path.endswith(f".{parent}")), parent
    )


def _with_items(path: str, kinds: Mapping[str, str]) -> str:
    """``weights.voice_id`` below an array is ``weights[].voice_id``."""
    parts = path.split(".")
    made = parts[0]
    for part in parts[1:]:
        made = f"{made}[].{part}" if kinds.get(made) == "array" else f"{made}.{part}"
    return re.sub(r"(?:\[\]){2,}", "[]", made)


def paths_in(example: Mapping[str, Json]) -> dict[str, str]:
    """Names in a request body to their paths; names that stand in two places are left out."""
    found: dict[str, list[str]] = {}
    stack: list[tuple[str, Json]] = [("", dict(example))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict) and path.count(".") < 8:
            for name, inner in value.items():
                full = f"{path}.{name}" if path else name
                found.setdefault(name, []).append(full)
                stack.append((full, inner))
        elif isinstance(value, list) and value:
            stack.append((f"{path}[]", value[0]))
    return {name: paths[0] for name, paths in found.items() if len(paths) == 1}
