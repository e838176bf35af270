"""OpenAPI and JSON Schema, as a page or inside one."""

from __future__ import annotations

import json
import re
from typing import Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.facts import Json
from callsheet.read import limits, mintlify
from callsheet.read.builder import Builder
from callsheet.read.refusals import refusal

_JSON_TOP = re.compile(r"\{\s*(?:[\"'}]|$)|\[\s*(?:[\[{\"'\]\d-]|$)|\{[^%{#\s]|\[[^\]\n]*$")
"""An object or array, and no link, reference or template tag of a page's first line."""
_YAML_TOP = re.compile(r"^(?:openapi|swagger|\$schema)[\"']?:|\A(?:paths:\s+path|openapi): ", re.MULTILINE)


def looks_like_schema(text: str) -> bool:
    """Whether the whole page is a machine-readable description."""
    lead = text.lstrip()[:400]
    return bool(_JSON_TOP.match(lead)) or bool(_YAML_TOP.match(lead))


def read_page(builder: Builder, text: str) -> None:
    """Add the description as one block. Raises CallsheetError: CR106, CR107, CR109, CR108 where it is other data."""
    value = parsed(builder.page, text)
    kind = kind_of(value)
    if kind is None:
        raise refusal(builder.page, "CR108", "data, but neither OpenAPI nor JSON Schema")
    builder.data(kind, value, text)


def embedded(builder: Builder, text: str) -> bool:
    """Add a block for a fenced example that is a description; False for any other code."""
    if not looks_like_schema(text):
        return False
    if not re.search(
        r"openapi|swagger|\"?\$schema|\"properties\"|requestBody|\"parameters\"|\A\s*paths:\s+path: ",
        text[:100_000],
    ):
        return False
    try:
        value = parsed(builder.page, text)
    except CallsheetError:
        return False
    kind = kind_of(value)
    if kind is not None:
        builder.data(kind, value, text)
    return kind is not None


def parsed(page: str, text: str) -> Json:
    """JSON, or YAML without anchors."""
    if depth_of(text) > limits.DEPTH:
        raise refusal(page, "CR107", f"more than {limits.DEPTH} brackets")
    value = _json(page, text) if text.lstrip().startswith(("{", "[")) else _yaml(page, text)
    return mintlify.described(value)


def _json(page: str, text: str) -> Json:
    try:
        value: Json = json.loads(text)
    except json.JSONDecodeError as error:
        at_end = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        code = "CR106" if at_end else "CR109"
        raise refusal(page, code, f"line {error.lineno}: {error.msg}") from error
    return value


def _yaml(page: str, text: str) -> Json:
    if len(text) > limits.YAML_BYTES:
        raise refusal(page, "CR102", "YAML; give it as JSON")
    if re.search(r"^[ \t-]*[^\s#\"'][^#\"'\n]{0,200}:[ \t]+[&*]\w", text, re.MULTILINE):
        raise refusal(page, "CR109", "YAML anchors and aliases are not read")
    loader = YAML(typ="safe", pure=True)
    try:
        value: Json = loader.load(text)
    except (YAMLError, ValueError) as error:
        raise refusal(page, "CR109", str(error).split("\n")[0]) from error
    return value


def depth_of(text: str) -> int:
    """How deeply brackets nest, or indentation in YAML, strings apart."""
    depth = deepest = 0
    for found in re.finditer(r"\"(?:[^\"\\]|\\.)*+\"?|[\[{]|[\]}]", text):
        mark = found.group()
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    indent = max((len(line) - len(line.lstrip(" ")) for line in text.split("\n")[:200_000]), default=0)
    return max(deepest, indent // 8 if not text.lstrip().startswith(("{", "[")) else 0)


def kind_of(value: Json) -> Literal["openapi", "json-schema"] | None:
    if not isinstance(value, dict):
        return None
    if ("openapi" in value or "swagger" in value) and isinstance(value.get("paths", {}), dict):
        return "openapi"
    if isinstance(value.get("paths"), dict) and "info" in value:
        return "openapi"
    if isinstance(value.get("properties"), dict) or "$schema" in value or "$defs" in value:
        return "json-schema"
    return None
