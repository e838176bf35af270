"""Request bodies in code: curl's ``-d '{…}'``, Python's ``json={…}``, plain JSON."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Sequence

from callsheet.extract.claims.types import type_of_value
from callsheet.extract.outline import Spot
from callsheet.layers.document import Code
from callsheet.layers.facts import Json, ParameterFact
from callsheet.layers.place import Place

_STARTS = re.compile(
    r"(?:--data(?:-raw|-binary)?|-d)\s+\$?['\"]?\s*(?=\{)|(?:json|data|body|payload|arguments|input|params)\s*[=:]\s*(?=\{)|JSON\.stringify\(\s*(?=\{)|\A\s*(?=\{)"
)
_KEY = re.compile(r"([{,]\s*)([A-Za-z_]\w*)(\s*:)")
_TRAILING = re.compile(r",(\s*[}\]])")
_NOT_SENT = re.compile(r"headers?\s*[=:]\s*$")
MAX_BODY = 50_000


def bodies(spots: Sequence[Spot]) -> Iterator[dict[str, Json]]:
    """Every request body of the page, in order; what stands below "Response" is none."""
    for spot in spots:
        if isinstance(spot.block, Code) and spot.part not in ("response", "errors", "statuses", "headers"):
            for found in _STARTS.finditer(spot.block.text[:MAX_BODY]):
                value = _object(spot.block.text, found.end())
                if value:
                    yield value


def best_body(spots: Sequence[Spot]) -> tuple[dict[str, Json], Place | None]:
    """The body with the most members, if it looks like a request: it has a prompt, a model or an input."""
    best: dict[str, Json] = {}
    for value in bodies(spots):
        if _size(value) > _size(best) and not {"status", "error", "code", "created_at", "id"} & set(value):
            best = value
    place = next((spot.block.at for spot in spots if isinstance(spot.block, Code)), None)
    return best, place


def parameters_of(body: dict[str, Json], at: Place) -> tuple[ParameterFact, ...]:
    """Members of a body as doubtful parameters: an example says no more than that they exist."""
    out: list[ParameterFact] = []
    stack: list[tuple[str, Json]] = [(name, value) for name, value in reversed(body.items())]
    while stack:
        path, value = stack.pop()
        kind = type_of_value(value) or "string"
        out.append(
            ParameterFact(
                name=path,
                type=kind,
                at=Place(path=f"{at.path}/{path}"),
                doubt="only seen in an example request",
            )
        )
        if isinstance(value, dict) and path.count(".") < 8:
            stack.extend((f"{path}.{name}", inner) for name, inner in reversed(value.items()))
    return tuple(out)


def _size(value: Json) -> int:
    return sum(1 + _size(inner) for inner in value.values()) if isinstance(value, dict) else 0


def _object(text: str, start: int) -> dict[str, Json]:
    body = _balanced(text, start)
    for attempt in (body, _relaxed(body)):
        try:
            value = json.loads(attempt)
        except (ValueError, RecursionError):
            continue
        return value if isinstance(value, dict) else {}
    try:
        value = ast.literal_eval(body)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return {}
    return value if isinstance(value, dict) and all(isinstance(key, str) for key in value) else {}


def _relaxed(body: str) -> str:
    """JavaScript's and Python's liberties: bare keys, trailing commas, None and True."""
    words = re.sub(r"\bNone\b", "null", re.sub(r"\bTrue\b", "true", re.sub(r"\bFalse\b", "false", body)))
    return _TRAILING.sub(r"\1", _KEY.sub(r'\1"\2"\3', words))


def _balanced(text: str, start: int) -> str:
    """From one bracket to its end, strings apart; at most 50,000 characters."""
    depth = 0
    for found in re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|[{}]").finditer(
        text, start, start + MAX_BODY
    ):
        if found.group() == "{":
            depth += 1
        elif found.group() == "}":
            depth -= 1
            if depth == 0:
                return text[start : found.end()]
    return ""
