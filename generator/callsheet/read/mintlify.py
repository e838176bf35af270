"""One operation as Mintlify prints it below a page, turned into the OpenAPI description that it was made from.

``paths: {path: /v1/clips, method: post, request: {parameters: {query: {…}}, body: {application/json: {schemaArray: […]}}}}``
"""

from __future__ import annotations

from callsheet.layers.facts import Json

_OWN = ("requiredProperties", "refIdentifier", "schemaArray")


def is_operation(value: Json) -> bool:
    """Whether this is such an operation."""
    paths = value.get("paths") if isinstance(value, dict) else None
    return (
        isinstance(paths, dict)
        and isinstance(paths.get("path"), str)
        and isinstance(paths.get("method"), str)
    )


def described(value: Json) -> Json:
    """The operation as an OpenAPI description; any other value as it is."""
    if not isinstance(value, dict) or not is_operation(value):
        return value
    said = _mapping(value["paths"])
    request = _mapping(said.get("request"))
    operation: dict[str, Json] = {
        "parameters": _parameters(_mapping(request.get("parameters"))),
        "requestBody": {"content": _content(request.get("body"))},
        "responses": {
            status: {"content": _content(body)} for status, body in _mapping(said.get("response")).items()
        },
    }
    return {
        "openapi": "3.1.0",
        "paths": {str(said["path"]): {str(said["method"]).lower(): operation}},
        "components": _schema(value.get("components") or {}),
    }


def _mapping(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _content(body: Json) -> Json:
    kinds = _mapping(body)
    return {
        kind: {"schema": _alternatives(_mapping(said).get("schemaArray"))} for kind, said in kinds.items()
    }


def _parameters(places: dict[str, Json]) -> Json:
    """``{"query": {"task": {"schema": [{"type": "string", "required": true}]}}}``: a list, as OpenAPI has it."""
    found: list[Json] = []
    for where, named in places.items():
        for name, said in _mapping(named).items():
            listed = _mapping(said).get("schema")
            first = listed[0] if isinstance(listed, list) and listed else None
            required = _mapping(first).get("required") is True
            found.append({"name": name, "in": where, "required": required, "schema": _alternatives(listed)})
    return found


def _alternatives(listed: Json) -> Json:
    schemas = [_schema(one) for one in listed] if isinstance(listed, list) else []
    return schemas[0] if len(schemas) == 1 else {"oneOf": schemas}


def _schema(node: Json) -> Json:
    """A schema with its required members as a list, and without the marks of this format."""
    if isinstance(node, list):
        return [_schema(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _schema(inner) for key, inner in node.items() if key not in _OWN}
    if isinstance(made.get("required"), bool):
        del made["required"]
    needs = node.get("requiredProperties")
    return {**made, "required": needs} if isinstance(needs, list) else made
