"""Operations of an OpenAPI description, or one JSON Schema, as drafts of models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callsheet.extract.afterthoughts import described
from callsheet.extract.draft import Draft
from callsheet.extract.outline import Spot
from callsheet.extract.rules import Sentence
from callsheet.extract.schema_resolve import Resolver, mapping, values_of
from callsheet.extract.schema_rules import rules_of
from callsheet.extract.schema_walk import walk
from callsheet.layers.document import Data
from callsheet.layers.facts import EndpointFact, ParameterFact
from callsheet.layers.place import Place

METHODS = ("post", "put", "patch", "get", "delete")
_BODY_TYPES = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")
_MODEL = ("model", "model_id", "model_name")


def drafts_of(spots: Sequence[Spot]) -> list[Draft]:
    """One draft for each operation that takes parameters, in order of the description."""
    out: list[Draft] = []
    for spot in spots:
        if isinstance(spot.block, Data) and isinstance(spot.block.value, dict) and spot.part != "response":
            out.extend(
                _openapi(spot.block.value) if spot.block.kind == "openapi" else _schema(spot.block.value)
            )
    return out


def _schema(value: Mapping[str, Any]) -> Iterator[Draft]:
    """A bare JSON Schema is the request's body; or the ``input`` of one that has an output beside it."""
    title = value.get("title")
    draft = Draft(id=None, title=title if isinstance(title, str) else None)
    _add_body(draft, value, Resolver(value), "")
    if draft.parameters:
        draft.id = _model_id(draft.parameters)
        yield draft


def _openapi(value: Mapping[str, Any]) -> Iterator[Draft]:
    paths, resolver = mapping(value.get("paths")), Resolver(value)
    for path, item in paths.items():
        for method in METHODS:
            operation = item.get(method) if isinstance(item, dict) else None
            if isinstance(operation, dict):
                draft = _operation(
                    resolver,
                    (method, path),
                    item,
                    operation,
                    above="" if len(paths) == 1 else f"{method.upper()} {path}",
                )
                if draft.parameters:
                    yield draft


def _operation(
    resolver: Resolver,
    name: tuple[str, str],
    item: Mapping[str, Any],
    operation: Mapping[str, Any],
    *,
    above: str,
) -> Draft:
    method, path = name
    title = operation.get("summary")
    draft = Draft(id=None, title=title if isinstance(title, str) else None)
    draft.endpoints.append(
        EndpointFact(method=method.upper(), path=path, at=Place(path=f"{method.upper()} {path}"))
    )
    for parameter in [*(item.get("parameters") or ()), *(operation.get("parameters") or ())]:
        _add_parameter(
            draft, resolver.resolved(parameter)[0] if isinstance(parameter, dict) else {}, resolver, above
        )
    body = resolver.resolved(operation.get("requestBody") or {})[0].get("content")
    schema = next(
        (
            body[kind].get("schema")
            for kind in _BODY_TYPES
            if isinstance(body, dict) and isinstance(body.get(kind), dict)
        ),
        None,
    )
    if isinstance(schema, dict):
        _add_body(draft, schema, resolver, above)
    for text in (
        operation.get("description"),
        schema.get("description") if isinstance(schema, dict) else None,
    ):
        if isinstance(text, str) and text.strip():
            draft.sentences.append(
                Sentence(text=text, at=Place(path=f"{method.upper()} {path}"), section=(path,))
            )
    draft.statuses.extend(dict.fromkeys(_statuses(operation.get("responses"), resolver)))
    draft.id = _model_id(draft.parameters) or (f"GET {path}" if method == "get" else path)
    return draft


def _add_parameter(draft: Draft, node: Mapping[str, Any], resolver: Resolver, above: str) -> None:
    """A path or query parameter (OpenAPI 3), or a body or form parameter (2.0). Headers and cookies are transport."""
    name, where = node.get("name"), node.get("in")
    if where == "body" and isinstance(node.get("schema"), dict):
        _add_body(draft, node["schema"], resolver, above)
    elif isinstance(name, str) and where in ("path", "query", "formData"):
        schema = node.get("schema") if isinstance(node.get("schema"), dict) else node
        assert isinstance(schema, dict)
        inner = {
            **schema,
            **({"description": node["description"]} if isinstance(node.get("description"), str) else {}),
        }
        _add_body(
            draft,
            {"properties": {name: inner}, "required": [name] if node.get("required") else []},
            resolver,
            above,
        )


def _add_body(draft: Draft, schema: Mapping[str, Any], resolver: Resolver, above: str) -> None:
    walked = walk(schema, resolver, above=above)
    facts = {fact.name: fact for fact in walked.parameters[::-1]}
    draft.rules.extend(rules_of(walked.schemas, above))
    for name, text, at in walked.texts:
        draft.described[name] = text
        facts[name], claims = described(facts[name], text)
        draft.sentences.append(Sentence(text=text, at=at, subject=name, claims=claims))
    draft.parameters.extend([*facts.values()][::-1])


def _model_id(parameters: Sequence[ParameterFact]) -> str | None:
    for fact in parameters:
        if fact.name in _MODEL and fact.enum and len(fact.enum) == 1 and isinstance(fact.enum[0], str):
            return fact.enum[0]
    return None


def _statuses(responses: Any, resolver: Resolver) -> Iterator[str]:
    for response in responses.values() if isinstance(responses, dict) else ():
        content = resolver.resolved(response)[0].get("content") if isinstance(response, dict) else None
        for media in content.values() if isinstance(content, dict) else ():
            schema = media.get("schema") if isinstance(media, dict) else None
            for path, node in walk(schema, resolver).schemas if isinstance(schema, dict) else ():
                if path.rpartition(".")[2] in ("status", "state", "task_status"):
                    yield from (value for value in values_of(node) or () if isinstance(value, str))
