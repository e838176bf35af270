"""An operation that a page shows by reference to an OpenAPI description beside it."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping

from callsheet.layers.document import Page
from callsheet.layers.facts import Json
from callsheet.read import schema
from callsheet.read.builder import Builder

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


def add_operation(builder: Builder, page: Page, attributes: Mapping[str, str]) -> None:
    """``{% openapi-operation spec="ray-2" path="/v2/video" method="post" %}``: the endpoint, and its schema if at hand."""
    path, method = attributes.get("path", ""), attributes.get("method", "")
    builder.text(f"`{method.upper()} {path}`")
    for wanted in (attributes.get("src", ""), attributes.get("spec", "")):
        text = _sibling(page, wanted)
        if text:
            value = schema.parsed(page.name, text)
            kept = only(value, path, method.lower())
            builder.data("openapi", kept, json.dumps(kept, sort_keys=True))
            return
    builder.notes.append(f"the schema of {method.upper()} {path} is not at hand")


def front_operation(builder: Builder, page: Page, said: Json) -> None:
    """Mintlify's ``openapi: 'POST /video/text2video'`` in the front matter."""
    found = (
        re.fullmatch(r"(?:\S+\.(?:json|ya?ml) +)?([A-Za-z]+) +((?:https?://[^/\s]+)?/\S*)", said)
        if isinstance(said, str)
        else None
    )
    if found and found.group(1).lower() in METHODS:
        add_operation(builder, page, {"method": found.group(1), "path": found.group(2), "spec": "openapi"})


def only(value: Json, path: str, method: str) -> Json:
    """A description reduced to one operation, with its components."""
    paths = value.get("paths") if isinstance(value, dict) else None
    item = paths.get(path) if isinstance(paths, dict) else None
    if not isinstance(value, dict) or not isinstance(item, dict):
        return value
    kept: dict[str, Json] = {key: inner for key, inner in item.items() if key not in METHODS or key == method}
    return {**value, "paths": {path: kept}}


def _sibling(page: Page, wanted: str) -> str:
    """The description whose link or file name is the wanted one; none for an empty name."""
    plain = _stem(wanted)
    for link, data in page.siblings.items():
        if plain and (link == wanted or _stem(link) == plain):
            return data.decode("utf-8", "strict")
    return ""


def _stem(link: str) -> str:
    name = posixpath.basename(link.split("?", maxsplit=1)[0])
    return re.sub(r"\W", "-", re.sub(r"\.(?:json|ya?ml)$", "", name)).lower()
