"""A spec to text: the same spec always gives the same text, and a small change a small difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from callsheet.draft import written
from callsheet.draft.layout import item, member, members
from callsheet.layers.spec import ModelSpec

SECTIONS: Final = ("parameters", "rules", "needs", "prices", "waivers", "open")
"""Top-level keys below the head, in order, a blank line before each."""


def dump(spec: ModelSpec) -> str:
    """``draft.load(draft.dump(spec))`` equals ``spec``, comments and positions aside."""
    names = frozenset(each.path for each in spec.parameters)
    parts: dict[str, Any] = {
        "parameters": {each.path: written.parameter(each) for each in spec.parameters},
        "rules": [written.rule(each, names) for each in spec.rules],
        "needs": [written.need(each, names) for each in spec.needs],
        "prices": [written.price(each, names) for each in spec.prices],
        "waivers": [written.waiver(each) for each in spec.waivers],
        "open": list(spec.open),
    }
    blocks = [members(written.head(spec))]
    blocks += [section(key, parts[key]) for key in SECTIONS if parts[key] or key == "parameters"]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def section(key: str, value: Any) -> list[str]:
    """The lines of one top-level section."""
    if not value:
        return member(key, value)
    if isinstance(value, Mapping):
        return [f"{key}:", *members(value, 2)]
    return [f"{key}:", *(line for each in value for line in entry(key, each))]


def entry(section_key: str, value: Any) -> list[str]:
    """The lines of one item of a section; rules and priced tables always as blocks."""
    is_block = section_key == "rules" or (section_key == "prices" and "rows" in value)
    if is_block and section_key == "prices":
        return _table(value)
    return item(value, 2, block=is_block)


def _table(value: Mapping[str, Any]) -> list[str]:
    lines = [
        line
        for key, each in value.items()
        for line in member(key, each, 4, block=key in ("rows", "quantities"))
    ]
    return [f"  - {lines[0].lstrip()}", *lines[1:]]
