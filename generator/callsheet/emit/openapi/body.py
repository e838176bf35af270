"""Request bodies: a model's schema in the envelope that the gateway wants."""

from __future__ import annotations

from dataclasses import dataclass, replace

from callsheet.emit.python.names import distinct
from callsheet.emit.schemas.logic import Schema
from callsheet.emit.schemas.request import request_schema
from callsheet.layers.model import Model, Provider
from callsheet.layers.transport import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``name`` is the schema's among the components."""

    name: str
    model: Model
    schema: Schema


def request_bodies(provider: Provider, transport: Transport) -> list[Body]:
    sold = [model for model in provider.models if model.operation == "generate"]
    names = distinct({model.id: model.class_name for model in sold})
    return [Body(name=names[model.id], model=model, schema=_enveloped(model, transport)) for model in sold]


def _enveloped(model: Model, transport: Transport) -> Schema:
    """The model's id goes into the path, beside the parameters, or around them."""
    if transport.envelope.model == "path":
        return request_schema(model)
    key = transport.envelope.model.strip("/")
    schema = request_schema(_without_role(model))
    if not transport.envelope.params:
        return _beside(schema, key, model)
    inner = {name: value for name, value in schema.items() if name not in ("title", "description")}
    inside: Schema = _nested(transport.envelope.params.strip("/").split("/"), inner)
    return {
        **{name: schema[name] for name in ("title", "description") if name in schema},
        **_beside(inside, key, model),
    }


def _without_role(model: Model) -> Model:
    return replace(model, parameters=tuple(each for each in model.parameters if each.role != "model"))


def _beside(schema: Schema, key: str, model: Model) -> Schema:
    properties, required = schema.get("properties"), schema.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    return {
        **schema,
        "properties": {key: {"const": model.id}, **properties},
        "required": [key, *required],
    }


def _nested(keys: list[str], schema: Schema) -> Schema:
    for key in reversed(keys):
        schema = {"type": "object", "properties": {key: schema}, "required": [key]}
    return schema


def discriminator(bodies: list[Body], transport: Transport) -> Schema:
    """Any one of the bodies, told apart by the model's id."""
    reference = "#/components/schemas/{}"
    key = transport.envelope.model.strip("/")
    return {
        "oneOf": [{"$ref": reference.format(body.name)} for body in bodies],
        "discriminator": {
            "propertyName": key,
            "mapping": {body.model.id: reference.format(body.name) for body in bodies},
        },
    }
