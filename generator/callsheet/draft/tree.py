"""Strict YAML: the events of a text composed to nodes, with nothing implied.

Built from events, iteratively: a composer that recurses, or that resolves aliases before anybody looks, can be
made to fall over or to fill the memory by a small file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from callsheet.draft.finding import error
from callsheet.draft.node import ListNode, MapNode, Node, ScalarNode
from callsheet.draft.scalar import AmbiguousError, Plain, read
from callsheet.draft.text import forbidden, spell
from callsheet.layers.diagnostic import CallsheetError, Diagnostic
from callsheet.layers.place import Position
from callsheet.layers.spec import Mark

MAX_DEPTH: Final = 32
MAX_EVENTS: Final = 30_000
MAX_FINDINGS: Final = 50
DATES: Final = frozenset({"since"})
"""Keys whose plain value is a date."""


class Composer:
    """Takes events one by one; ``root`` is the tree, ``findings`` what is wrong with it."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.findings: list[Diagnostic] = []
        self._file = file
        self._open: list[MapNode | ListNode] = []
        self._key: list[ScalarNode | None] = []
        """For each open collection the key that waits for its value."""
        self._documents = 0

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._document(event)
        elif isinstance(event, AliasEvent):
            raise self._stop("CS105", event, f"alias *{event.anchor}", "write the value out")
        elif isinstance(event, ScalarEvent):
            self._plain(event)
            self._put(self._scalar(event))
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._enter(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._leave(event)

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._stop("CS108", event, "a second document", "one file holds one spec")
        if event.version or event.tags:
            raise self._stop("CS105", event, "a directive", "remove the line that starts with %")

    def _plain(self, event: Any) -> None:
        """Refuse what makes a node mean something else than it says."""
        if event.anchor:
            raise self._stop("CS105", event, f"anchor &{event.anchor}", "write the value where it is needed")
        if event.ctag is not None:
            raise self._stop("CS105", event, f"tag {event.ctag}", "quote it if it is text")

    def _scalar(self, event: ScalarEvent) -> ScalarNode:
        quoted = event.style is not None
        node = ScalarNode(**_place(event), value=event.value, quoted=quoted)
        for line in event.value.replace("\t", "").split("\n"):
            index = forbidden(line)
            if index is not None:
                self._note("CS102", event, f"{spell(line[index])} is not allowed, not even escaped")
                return node
        if not quoted:
            node.value = self._read(event)
        return node

    def _read(self, event: ScalarEvent) -> Plain:
        key = self._key[-1] if self._key else None
        try:
            value = read(event.value)
        except AmbiguousError as problem:
            mark = key.mark if key is not None and not event.value else None
            self._note("CS106", event, str(problem), mark=mark)
            return cast("str", event.value)
        if not isinstance(value, str) and self._is_key():
            self._note("CS109", event, f"the key {event.value} is no plain word", "quote it")
            return cast("str", event.value)
        if isinstance(value, date) and (key is None or key.value not in DATES):
            self._note("CS106", event, f"{value} would be a date: quote it", f'"{value}"')
            return cast("str", event.value)
        return value

    def _enter(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._plain(event)
        if self._is_key():
            raise self._stop("CS109", event, "a key must be a word, not a list or mapping")
        if len(self._open) == MAX_DEPTH:
            raise self._stop("CS107", event, f"nested deeper than {MAX_DEPTH} levels")
        kind = MapNode if isinstance(event, MappingStartEvent) else ListNode
        node = kind(**_place(event), flow=bool(event.flow_style))
        self._put(node)
        self._open.append(node)
        self._key.append(None)

    def _leave(self, event: Event) -> None:
        node = self._open.pop()
        self._key.pop()
        if node.flow:
            node.end = event.end_mark.index
        elif self._open or self.root is node:
            node.end = _last_end(node)

    def _is_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], MapNode) and self._key[-1] is None

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif self._key[-1] is None:
            self._key[-1] = self._checked_key(parent, cast("ScalarNode", node))
        else:
            key = self._key[-1]
            parent.members.setdefault(str(key.value), (key, node))
            self._key[-1] = None

    def _checked_key(self, parent: MapNode, key: ScalarNode) -> ScalarNode:
        name = str(key.value)
        if name in parent.members:
            first = parent.members[name][0].mark[0]
            where = Position(file=self._file, line=key.mark[0], column=key.mark[1])
            self.findings.append(error("CS104", where, f"duplicate key {name!r}", f"first on line {first}"))
        return key

    def _note(self, code: str, event: Event, message: str, hint: str = "", mark: Mark | None = None) -> None:
        where = _position(event, self._file)
        if mark is not None:
            where = Position(file=self._file, line=mark[0], column=mark[1])
        self.findings.append(error(code, where, message, hint))

    def _stop(self, code: str, event: Event, message: str, hint: str = "") -> CallsheetError:
        return CallsheetError(*self.findings, error(code, _position(event, self._file), message, hint))


def compose(text: str, file: str) -> MapNode:
    """The mapping that the text is. Raises CallsheetError with all that was found up to where it cannot go on."""
    composer = Composer(file)
    for event in _events(text, file, composer.findings):
        composer.take(event)
        if len(composer.findings) >= MAX_FINDINGS:
            raise CallsheetError(*composer.findings)
    if not isinstance(composer.root, MapNode):
        line, column = composer.root.mark if composer.root is not None else (1, 1)
        where = Position(file=file, line=line, column=column)
        raise CallsheetError(*composer.findings, error("CS108", where, "a mapping is needed: key: value"))
    if composer.findings:
        raise CallsheetError(*composer.findings)
    return composer.root


def _events(text: str, file: str, findings: list[Diagnostic]) -> Iterator[Event]:
    try:
        for number, event in enumerate(YAML(typ="safe", pure=True).parse(text)):
            if number > MAX_EVENTS:
                where = _position(event, file)
                raise CallsheetError(*findings, error("CS107", where, f"more than {MAX_EVENTS} elements"))
            yield event
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        where = Position(file=file, line=line, column=column)
        raise CallsheetError(*findings, error("CS103", where, _words(problem))) from None
    except (YAMLError, ValueError, OverflowError) as problem:
        where = Position(file=file, line=1, column=1)
        raise CallsheetError(*findings, error("CS103", where, f"not YAML: {str(problem)[:100]}")) from None


def _words(problem: MarkedYAMLError) -> str:
    parts = [part for part in (problem.context, problem.problem) if part]
    return f"not YAML: {', '.join(parts)[:200]}"


def _position(event: Event, file: str) -> Position:
    return Position(file=file, line=event.start_mark.line + 1, column=event.start_mark.column + 1)


def _place(event: Event) -> dict[str, Any]:
    start, end = event.start_mark, event.end_mark
    return {"mark": (start.line + 1, start.column + 1), "start": start.index, "end": end.index}


def _last_end(node: MapNode | ListNode) -> int:
    """Block collections end, for the parser, where the next token starts; for us, with their last value."""
    last: list[Node] = (
        [value for _, value in node.members.values()] if isinstance(node, MapNode) else node.items
    )
    return last[-1].end if last else node.start
