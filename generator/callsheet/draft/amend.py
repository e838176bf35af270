"""Edits to the mappings and lists of a spec's text, each keeping to the layout that it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callsheet.draft.layout import WIDTH, flow, member
from callsheet.draft.node import ListNode, MapNode, Node, ScalarNode
from callsheet.draft.splice import Edit, after_line


def amend(text: str, node: MapNode, changes: Mapping[str, Any], order: Sequence[str]) -> list[Edit]:
    """Set keys of a mapping: values replaced where they stand, new keys put where the order has them."""
    edits: list[Edit] = []
    for key in sorted(changes, key=order.index):
        found = node.get(key)
        edits.append(
            _replaced(text, found, key, changes[key], node)
            if found is not None
            else _added(text, node, key, changes[key], order)
        )
    return edits


def fits(text: str, node: MapNode, edits: Sequence[Edit]) -> bool:
    """Whether an inline mapping keeps to its line."""
    start = text.rfind("\n", 0, node.start) + 1
    grown = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    line = text[start : node.end]
    return not node.flow or ("\n" not in line and len(line) + grown <= WIDTH)


def behind(text: str, node: Node, lines: Sequence[str]) -> Edit:
    """New lines after the line on which a node ends."""
    at = after_line(text, node.end)
    start = "" if at == 0 or text[at - 1] == "\n" else "\n"
    return Edit(start=at, end=at, text=start + "".join(f"{line}\n" for line in lines))


def _replaced(text: str, found: Node, key: str, value: Any, around: MapNode) -> Edit:
    if (
        isinstance(found, ScalarNode | ListNode) and (found.flow or isinstance(found, ScalarNode))
    ) or found.flow:
        tail = text[found.start : found.end]
        end = found.start + len(tail.rstrip("\n"))
        return Edit(start=found.start, end=end, text=flow(value))
    lines = member(key, value, around.members[key][0].mark[1] - 1)
    start = around.members[key][0].start
    return Edit(start=start, end=after_line(text, found.end) - 1, text="\n".join(lines).lstrip())


def _added(text: str, node: MapNode, key: str, value: Any, order: Sequence[str]) -> Edit:
    """After the last key that the order has before it; there is always one, for a mapping is never empty."""
    before = [name for name in node.members if name in order and order.index(name) < order.index(key)]
    last = max(before, key=order.index) if before else next(iter(node.members))
    anchor, indent = node.members[last][1], node.members[last][0].mark[1] - 1
    if node.flow:
        pair = f", {flow({key: value})[1:-1]}"
        return Edit(start=anchor.end, end=anchor.end, text=pair)
    return behind(text, anchor, member(key, value, indent))
