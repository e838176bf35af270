"""The type of a parameter: from its own cell, else from its values, its default, its example, its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callsheet.extract.words.types import ENUMS, PLURALS, WORDS
from callsheet.layers.facts import Json

_NULL = re.compile(
    r"\s*(?:\||\bor\b|/|,)?\s*\b(?:null|none|nil|undefined)\b\s*|\?$|\bnullable\b|\boptional\b|\brequired\b",
    re.IGNORECASE,
)
_ARRAY = re.compile(
    r"(?:array|list|sequence|tuple|数组|列表)\s*(?:\[\s*(?P<a>[\w. /|]+)\s*\]|<\s*(?P<b>[\w. /|<>]+)\s*>|\(\s*(?P<c>[\w. ]+)\s*\)|\s+of\s+(?P<d>[\w -]+))|"
    r"\[\s*(?P<e>[A-Za-z]\w*)\s*\]|(?P<f>[A-Za-z]\w*)(?:_array|\s+array|\s*\[\s*\]|\s+list|数组)|(?P<g>[A-Za-z]\w*)\[\]",
    re.IGNORECASE,
)
_FORMAT = re.compile(r"\b(uri|url|uuid|date-time|email)\b", re.IGNORECASE)
_GENERIC = re.compile(r"(\w+)\s*[<(\[]\s*([^<>()\[\]]{1,200})\s*[>)\]]")
_ENUM_NAME = re.compile(
    r"\w+(?:Enum|Type|Mode|Option|Options|Choice|Format|Ratio|Resolution|Duration|Quality|Style|Size)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSaid:
    """What a type cell says. ``kind`` is one of the seven types, or None where it is silent or strange."""

    kind: str | None = None
    item: str | None = None
    enum: bool = False
    """The cell announces a list of values without saying of what."""
    format: str | None = None
    strange: bool = False
    """The cell names a type of the provider's own."""


def type_of(cell: str) -> TypeSaid:
    """``type_of("string_array")`` is an array of strings; ``type_of("`integer`, min 1")`` an integer."""
    plain = (
        re.sub(r"[`*_]*(\\_)?", lambda found: "_" if found.group() in ("_", "\\_") else "", cell)
        .strip()
        .strip(".:")
        .lower()
    )
    if not plain or plain in ("-", "—"):
        return TypeSaid()
    array = _ARRAY.search(plain)
    found = _FORMAT.search(plain)
    format_ = {"url": "uri"}.get(found.group(1).lower(), found.group(1).lower()) if found else None
    if array:
        inner = next((group for group in array.groupdict().values() if group), "")
        return TypeSaid(
            kind="array", item=_word(inner) or PLURALS.get(inner.split(" ")[0].strip()), format=None
        )
    kind = _kind(_NULL.sub(" ", plain).strip())
    announces = bool(set(re.findall(r"[a-z]+|枚举", plain)) & ENUMS)
    if kind is None:
        return _own(cell, format_)
    return TypeSaid(kind=kind, item=None, enum=announces, format=format_)


def _own(cell: str, format_: str | None) -> TypeSaid:
    """A type of the provider's own: ``ResolutionEnum`` is a string, ``LoraWeight`` strange."""
    name = cell.strip(" `*")
    if _ENUM_NAME.fullmatch(name):
        return TypeSaid(kind="string", enum=True, format=format_)
    return TypeSaid(strange=bool(re.fullmatch(r"[A-Za-z][\w.]*(?:\[\])?", name)), format=format_)


def _kind(plain: str) -> str | None:
    if plain in WORDS:
        return WORDS[plain]
    if re.match(r"[\"'“].*[|,]", plain):
        return "string"
    generic = _GENERIC.match(plain)
    if generic and generic.group(1) in WORDS:
        inner = _word(generic.group(2))
        outer = WORDS[generic.group(1)]
        return inner if generic.group(1) in ENUMS and inner else outer
    if re.search(r"\b(?:url|uri|base64|link)\b", plain):
        return "string" if not re.match(r"(?:file|upload)\b", plain) else "file"
    words = [WORDS[word] for word in re.split(r"[\s,;|/·、，(（<>)）]+", plain) if word in WORDS]
    enums = [word for word in re.split(r"[\s,;|/·、，(（<>)）]+", plain) if word in ENUMS]
    if len(words) > 1 and enums:
        words = [
            WORDS[word]
            for word in re.split(r"[\s,;|/·、，(（<>)）]+", plain)
            if word in WORDS and word not in ENUMS
        ] or words
    return words[0] if words else None


def _word(text: str) -> str | None:
    plain = text.strip().lower()
    return WORDS.get(plain) or next(
        (WORDS[word] for word in re.split(r"[\s|/]+", plain) if word in WORDS), None
    )


def type_of_value(value: Json) -> str | None:
    """The type that an example has."""
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
    return None
