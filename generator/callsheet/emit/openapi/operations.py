"""Paths and operations: submit a job, ask after it, and what else the gateway documents."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from callsheet.emit.openapi.answer import answer_schema, error_schema
from callsheet.emit.openapi.body import Body, discriminator
from callsheet.emit.schemas.logic import Schema
from callsheet.layers.exchange import Call
from callsheet.layers.transport import Transport

Operation = tuple[str, str, Schema]
"""Path, method, and the rest."""


def paths(transport: Transport, bodies: list[Body]) -> Schema:
    found: dict[str, dict[str, object]] = {}
    for path, method, operation in _operations(transport, bodies):
        climbs = path.startswith("../")
        item = found.setdefault(path.removeprefix(".."), {})
        if climbs:
            item["servers"] = [{"url": transport.base_url.rsplit("/", 1)[0]}]
        item[method] = operation
    return dict(found)


def answer_schemas(transport: Transport) -> Schema:
    """What the operations answer, by the names that they refer to."""
    calls = {"submit": transport.submit, **_calls(transport)}
    answers = {
        f"{name}_answer": answer_schema(call.answer, transport.statuses) for name, call in calls.items()
    }
    return {**answers, "error": error_schema(transport)}


def _calls(transport: Transport) -> dict[str, Call]:
    calls = {
        "poll": transport.poll,
        "asset": transport.asset,
        "cancel": transport.cancel,
        "list": transport.listing.call if transport.listing else None,
    }
    return {name: call for name, call in calls.items() if call is not None}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _operations(transport: Transport, bodies: list[Body]) -> Iterator[Operation]:
    yield from _submits(transport, bodies)
    for name, call in _calls(transport).items():
        parameters = [*_ids(call), *_options(transport)]
        yield call.path, call.method.lower(), _operation(name, call, parameters, transport)
    if transport.stream:
        yield _stream(transport.stream.call, transport)


def _submits(transport: Transport, bodies: list[Body]) -> Iterator[Operation]:
    call, parameters = transport.submit, [*_idempotency(transport), *_options(transport)]
    if "{model}" not in call.path:
        schema = discriminator(bodies, transport)
        operation = _operation("submit", call, parameters, transport)
        yield call.path, call.method.lower(), {**operation, "requestBody": _body(schema)}
        return
    for body in bodies:
        operation = _operation(f"submit_{body.model.name}", call, parameters, transport)
        schema = _reference(body.name)
        path = call.path.replace("{model}", quote(body.model.id, safe=""))
        yield path, call.method.lower(), {**operation, "requestBody": _body(schema)}


def _operation(name: str, call: Call, parameters: list[Schema], transport: Transport) -> Schema:
    return {
        "operationId": name,
        **({"parameters": parameters} if parameters else {}),
        "responses": _responses(name.partition("_")[0], call, transport),
        "x-callsheet-basis": call.basis,
        **({"x-callsheet-at": call.at} if call.at else {}),
    }


def _responses(name: str, call: Call, transport: Transport) -> Schema:
    done = _json(_reference(f"{name}_answer"))
    responses: Schema = {str(code): {"description": "Accepted.", **done} for code in call.accepted}
    failed = _json(_reference("error"))
    for code, causes in sorted(_causes(name, transport).items()):
        responses.setdefault(str(code), {"description": f"{', '.join(causes)}.".capitalize(), **failed})
    return responses


def _causes(name: str, transport: Transport) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in transport.errors.causes:
        for code in row.status if not row.calls or name in row.calls else ():
            causes = found.setdefault(code, [])
            cause = row.cause.replace("_", " ")
            if cause not in causes:
                causes.append(cause)
    return found


def _stream(call: Call, transport: Transport) -> Operation:
    events = {"description": "Events.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
    responses = {str(code): events for code in call.accepted}
    parameters = _options(transport)
    operation: Schema = {"operationId": "stream", "responses": responses}
    return call.path, call.method.lower(), {**operation, **({"parameters": parameters} if parameters else {})}


def _ids(call: Call) -> list[Schema]:
    text = {"type": "string"}
    in_path = [{"name": "id", "in": "path", "required": True, "schema": text}] if "{id}" in call.path else []
    in_query = [name for name, value in call.query.items() if value == "{id}"]
    return [*in_path, *({"name": n, "in": "query", "required": True, "schema": text} for n in in_query)]


def _options(transport: Transport) -> list[Schema]:
    return [
        {
            "name": each.header or each.query,
            "in": "header" if each.header else "query",
            "schema": {"type": "string"},
        }
        for each in transport.options
    ]


def _idempotency(transport: Transport) -> list[Schema]:
    key = transport.idempotency
    if key is None:
        return []
    return [{"name": key.header, "in": "header", "schema": {"type": "string", "maxLength": key.max_length}}]


def _body(schema: Schema) -> Schema:
    return {"required": True, **_json(schema)}


def _json(schema: Schema) -> Schema:
    return {"content": {"application/json": {"schema": schema}}}
