"""One entry, whatever its dialect, to a fact: each cell goes to the extractors of its kind of claim."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callsheet.extract.claims.defaults import find_default
from callsheet.extract.claims.found import LONGEST
from callsheet.extract.claims.limits import Limits, limits_of
from callsheet.extract.claims.literals import is_quoted, literal, number
from callsheet.extract.claims.required import required_cell, required_words
from callsheet.extract.claims.types import TypeSaid, type_of, type_of_value
from callsheet.extract.entry import Entry
from callsheet.extract.rules.normative import is_prose
from callsheet.extract.values import constant, listed_values
from callsheet.extract.words.columns import Column
from callsheet.extract.words.marks import NOTHING
from callsheet.layers.facts import Json, ParameterFact

_BOOLEAN = re.compile(
    r"\s*(?:whether|if true|if enabled|enables? |disables? |set to true|toggle|是否|turn (?:on|off))",
    re.IGNORECASE,
)
_ARRAY = re.compile(r"\s*(?:an? )?(?:array|list) of\b|\bcomma[- ]separated list\b(?!)", re.IGNORECASE)
_URI = re.compile(r"\bformat: uri\b", re.IGNORECASE)
_TEXT = re.compile(
    r"prompt|text|lyrics|caption|title|name|message|content|script|description|提示词|文本|歌词|标题",
    re.IGNORECASE,
)
"""Parameters that are written words: a bare range on them counts characters."""
_NO_VALUE = re.compile(
    r"\b(?:default|random(?:ly)?|varies|depends|same as|based on|current|automatic(?:ally)?|model'?s?|inferred|server|account)\b.*\s|\s.*\b(?:default|random(?:ly)?|varies|depends|dependent|specific)\b|随机|自动|^random$|^required$",
    re.IGNORECASE,
)
"""A default in words that is no value: "model default", "depends on the model"."""
_DEFAULTS: tuple[Column, ...] = ("range", "values", "description", "type", "required")
_PROSE: tuple[Column, ...] = ("description", "range", "values", "default", "size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A fact, and the words of its cells that it came from."""

    fact: ParameterFact
    prose: str
    """The cells that are prose, joined: for rules."""
    claims: tuple[str, ...]


def interpret(entry: Entry, path: str, identities: Sequence[str] = ()) -> Reading:
    """Read all that an entry states. ``identities`` are the page's model ids, for a parameter that carries one."""
    cells = entry.cells
    said = type_of(cells.get("type", ""))
    description = cells.get("description", "")
    claims: list[str] = []
    items, lost = listed_values(entry, said, identities, claims)
    default = _default_text(cells, claims)
    limits = limits_of(
        cells, said.kind, claims, listed=bool(items), text=bool(_TEXT.search(f"{path} {description[:60]}"))
    )
    kind = _kind(entry, said, items, default, limits)
    if (
        items
        and len(items) == 1
        and default
        and not constant(entry, identities)
        and default.strip("`\"'") not in items
        and kind == "string"
    ):
        items = (default.strip("`\"'"), *items)
    enum = _typed(items, kind, said)
    value = literal(default, kind) if default else None
    if value is None and default and enum and literal(f'"{default}"', kind) in enum:
        value = literal(f'"{default}"', kind)
    fact = ParameterFact(
        name=path,
        type=kind,
        required=_required(entry, description),
        default=value,
        enum=enum,
        min=limits.min if kind in ("integer", "number") and not enum else None,
        max=limits.max if kind in ("integer", "number") and not enum else None,
        above=limits.above if kind == "number" and not enum else None,
        below=limits.below if kind == "number" and not enum else None,
        min_length=limits.min_length if kind == "string" and not enum else None,
        max_length=limits.max_length if kind == "string" and not enum else None,
        min_items=limits.min_items if kind == "array" else None,
        max_items=limits.max_items if kind == "array" else None,
        step=limits.step if kind in ("integer", "number") else None,
        format=None if kind == "file" else said.format or ("uri" if _URI.search(description) else None),
        title=entry.title,
        lost=("enum",) if lost and not enum else (),
        media=limits.media if kind not in ("integer", "number", "boolean") else (),
        at=entry.at,
        doubt="its text is too long to be searched"
        if any(len(cell) > LONGEST for cell in cells.values())
        else "",
    )
    return Reading(fact=fact, prose=_prose(cells), claims=tuple(claim for claim in claims if claim))


def _prose(cells: Mapping[Column, str]) -> str:
    parts = [cells[column] for column in _PROSE if column in cells and is_prose(cells[column])]
    required = cells.get("required", "")
    if required and required_cell(required) is None and len(required) > 3:
        parts.append(f"Required: {required}")
    return "\n".join(parts)


def _default_text(cells: Mapping[Column, str], claims: list[str]) -> str:
    """The default as written: from its own column, else from the words of the others."""
    own = cells.get("default", "").strip()
    plain = own.strip("`").strip()
    if (
        own
        and plain.lower() not in NOTHING
        and not (_NO_VALUE.search(plain) and not own.startswith(("`", '"')))
    ):
        return _first(own)
    if plain in ('""', "''"):
        return own
    for column in _DEFAULTS:
        found = find_default(cells.get(column, ""))
        if found:
            claims.append(found.words)
            return found.value
    return "" if _NO_VALUE.search(plain) or not re.search(r"\w|\[|\{", plain) else own


def _first(cell: str) -> str:
    """A default cell may explain: ``720p (recommended)``."""
    marked = re.fullmatch(r"(`[^`]*`|\"[^\"\n]*\")\s*(?:[(（].*|[-–—].*)?", cell, re.DOTALL)
    if marked:
        return marked.group(1)
    note = re.fullmatch(r"(\S+)\s*[(（].*[)）]", cell, re.DOTALL)
    return note.group(1) if note else cell


def _required(entry: Entry, description: str) -> bool:
    said = required_cell(entry.cells["required"]) if entry.cells.get("required") else None
    if said is None and entry.cells.get("optional"):
        optional = required_cell(entry.cells["optional"])
        said = None if optional is None else not optional
    if said is not None:
        return said
    if entry.cells.get("required") is not None and entry.required is None:
        return False
    words = required_words(description)
    return bool(entry.required if entry.required is not None else words)


def _kind(entry: Entry, said: TypeSaid, items: Sequence[str] | None, default: str, limits: Limits) -> str:
    """The type as said; an enum's by its values; else by what else is known."""
    if said.kind == "string" and said.enum and items and "string" not in entry.cells.get("type", "").lower():
        return (
            "integer"
            if all(_integral(item) for item in items) and not _quoted_list(entry, items)
            else "string"
        )
    if said.kind:
        return said.kind
    if limits.counts:
        return "array"
    if said.strange:
        return "object"
    return _inferred(entry, items, default, limits)


def _quoted_list(entry: Entry, items: Sequence[str]) -> bool:
    """Whether the page puts its values in quotes: then they are strings, also where they are digits."""
    text = " ".join(entry.cells.values())
    return all(f'"{item}"' in text or f"'{item}'" in text for item in items)


def _integral(item: str) -> bool:
    return isinstance(number(item), int)


def _inferred(entry: Entry, items: Sequence[str] | None, default: str, limits: Limits) -> str:
    example = _example(entry.cells.get("example", ""))
    if example is not None:
        return type_of_value(example) or "string"
    if items:
        return (
            "integer"
            if all(_integral(item) for item in items) and not _quoted_list(entry, items)
            else "string"
        )
    if default and not is_quoted(default):
        plain = default.strip("` ")
        if plain.lower() in ("true", "false"):
            return "boolean"
        if number(plain) is not None:
            return "integer" if _integral(plain) else "number"
    description = entry.cells.get("description", "")
    if _BOOLEAN.match(description):
        return "boolean"
    if _ARRAY.match(description):
        return "array"
    bounds = (limits.min, limits.max, limits.above, limits.below)
    return "number" if any(bound is not None for bound in bounds) else "string"


def _example(cell: str) -> Json:
    text = cell.strip().strip("`").strip()
    if not text or len(text) > 20_000:
        return None
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _typed(items: tuple[str, ...] | None, kind: str, said: TypeSaid) -> tuple[Json, ...] | None:
    """The values in the parameter's type; none for a boolean, or where they do not fit it."""
    if not items or kind in ("boolean", "object", "file"):
        return None
    inner = (said.item or "string") if kind == "array" else kind
    values: list[Json] = []
    for item in items:
        value = number(item) if inner in ("integer", "number") else item
        if value is None:
            return None
        values.append(value)
    return tuple(values) if len(values) > 1 or kind == "string" or said.enum else None
