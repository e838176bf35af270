"""A YAML text as a tree whose nodes know their place: line, column, and the span of characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from callsheet.draft.scalar import Plain
from callsheet.layers.spec import Mark, Source, Step

Data: TypeAlias = Plain | list["Data"] | dict[str, "Data"]
"""What a node holds, without its place."""


@dataclass(slots=True, kw_only=True)
class Node:
    """One scalar, list or mapping. ``end`` of a block collection is the end of its last scalar."""

    mark: Mark
    start: int
    end: int
    flow: bool = False
    """Written in ``{}`` or ``[]``."""


@dataclass(slots=True, kw_only=True)
class ScalarNode(Node):
    value: Plain
    quoted: bool = False


@dataclass(slots=True, kw_only=True)
class ListNode(Node):
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class MapNode(Node):
    """``members`` has the node of each key and of its value."""

    members: dict[str, tuple[ScalarNode, Node]] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        found = self.members.get(key)
        return found[1] if found else None


def data_of(node: Node) -> Data:
    match node:
        case MapNode():
            return {key: data_of(value) for key, (_, value) in node.members.items()}
        case ListNode():
            return [data_of(item) for item in node.items]
        case ScalarNode():
            return node.value
    raise AssertionError(node)


def source_of(root: Node, file: str) -> Source:
    """The positions of all keys and values below ``root``."""
    keys: dict[tuple[Step, ...], Mark] = {}
    values: dict[tuple[Step, ...], Mark] = {}
    for path, key, node in _walk(root, (), root.mark):
        keys[path], values[path] = key, node.mark
    return Source(file, keys, values)


def _walk(node: Node, path: tuple[Step, ...], key: Mark) -> Iterator[tuple[tuple[Step, ...], Mark, Node]]:
    yield path, key, node
    if isinstance(node, MapNode):
        for name, (key_node, value) in node.members.items():
            yield from _walk(value, (*path, name), key_node.mark)
    elif isinstance(node, ListNode):
        for number, item in enumerate(node.items):
            yield from _walk(item, (*path, number), item.mark)
