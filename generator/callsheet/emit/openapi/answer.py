"""Answers as schemas, grown from the JSON pointers by which the transport finds things."""

from __future__ import annotations

from collections.abc import Iterable

from callsheet.emit.schemas.logic import Schema
from callsheet.layers.exchange import Answer, Status
from callsheet.layers.transport import Transport

_TEXT: Schema = {"type": "string"}


def answer_schema(answer: Answer, statuses: tuple[Status, ...]) -> Schema:
    """What a client reads of an answer. Nothing is required: where a fact has several places, one of them holds it."""
    root: Schema = {}
    prefix = f"{answer.jobs}/*" if answer.jobs else ""
    for pointers, schema in _facts(answer, statuses):
        for pointer in pointers:
            _grow(root, [part for part in f"{prefix}{pointer}".split("/") if part], schema)
    return _finished(root)


def error_schema(transport: Transport) -> Schema:
    errors = transport.errors
    root: Schema = {}
    for pointers, schema in ((errors.message, _TEXT), (errors.type, _TEXT), (errors.request_id, _TEXT)):
        for pointer in pointers:
            _grow(root, [part for part in pointer.split("/") if part], schema)
    return _finished(root)


def _facts(answer: Answer, statuses: tuple[Status, ...]) -> Iterable[tuple[tuple[str, ...], Schema]]:
    words: Schema = {"anyOf": [{"enum": [status.word for status in statuses]}, _TEXT]}
    return (
        (answer.id, _TEXT),
        (answer.status, words),
        (answer.progress, {"type": ["number", "null"], "maximum": answer.progress_scale}),
        (answer.urls, {"type": "string", "format": "uri"}),
        (answer.assets, _TEXT),
        (answer.reference, _TEXT),
        (answer.message, {"type": ["string", "null"]}),
        (answer.hint, {"type": ["string", "null"]}),
        (answer.expired, {"type": "boolean"}),
        (answer.model, _TEXT),
        (answer.created, {"type": ["string", "number"]}),
        (answer.request, {"type": "object"}),
        (tuple(charge.pointer for charge in answer.charge), {"type": ["number", "string"]}),
    )


def _grow(node: Schema, parts: list[str], leaf: Schema) -> None:
    """Branches by key; the leaf under the empty key."""
    for part in parts:
        child = node.setdefault(part.replace("~1", "/").replace("~0", "~"), {})
        assert isinstance(child, dict)
        node = child
    node.setdefault("", leaf)


def _finished(node: Schema) -> Schema:
    leaf, below = node.get(""), {key: child for key, child in node.items() if key}
    if not below:
        return leaf if isinstance(leaf, dict) else {}
    if leaf is not None:
        return {}  # sometimes a value, sometimes an object: anything may stand here
    children = {key: _finished(child) for key, child in below.items() if isinstance(child, dict)}
    if set(children) == {"*"}:
        return {"type": "array", "items": children["*"]}
    if all(key.isdigit() or key == "*" for key in children):
        return {"type": "array"}
    return {"type": ["object", "null"], "properties": {k: v for k, v in children.items() if k != "*"}}
