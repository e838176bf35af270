"""The closed list of values of one parameter: which of its cells gives it, and whether it was announced and lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callsheet.extract.claims.defaults import find_default
from callsheet.extract.claims.enums import find_enum, leads_with_values, solely_values
from callsheet.extract.claims.found import LONGEST
from callsheet.extract.claims.lists import value_like
from callsheet.extract.claims.types import TypeSaid, type_of
from callsheet.extract.entry import Entry
from callsheet.extract.words.columns import Column

_INTERVAL = re.compile(r"\s*`?[\[(（]\s*-?[\d.]+\s*[,，]\s*-?[\d.]+\s*[\])）]`?\.?\s*")
_LISTS: tuple[Column, ...] = ("values", "range", "format", "type")
_OTHER_VALUE = re.compile(r"可选\s*`([^`\s]+)`(?!\s*[、,，或])")
"""Beside a default, the one other value: "默认为 `url`，可选 `b64_json`"."""
_BULLET = re.compile(r"(?:^|\n|(?<=\s))[-*•·][ \t]+[`\"“]([^`\"”\n]{1,80})[`\"”]\s*(?:[-–—:：(（]|(?=\n)|$)")
_GLOSS = re.compile(r"(?:^|[。.；;\n])\s*`([^`\s]{1,60})`\s*[:：=](?=\s*[^\s`])")
_SEGMENT = re.compile(r"(?:^|(?<=[\s.]))([A-Z][\w -]{2,40}|[\u4e00-\u9fff]{2,12})[:：]\s+(?=[-*•·] )")
_FIXED = re.compile(
    r"(?:此处(?:固定)?为|(?<!\w)固定(?:值)?(?:为|是)?|(?:is |must be )?(?:always|fixed(?: to| at)?))\s*[:：]?\s*(?:`([^`\s]+)`|\"([^\"\s]+)\")(?=\s*(?:[.。,，;；)）<]|$|\n))",
    re.IGNORECASE,
)
"""A parameter that takes one value alone: "fixed to `x`", "此处为 `x`"."""
_VALUES = re.compile(
    r"(?:options?|values?|models?|choices|modes?|enum|supported|allowed|available|types?|可选.{0,4}|取值.{0,4})",
    re.IGNORECASE,
)


def listed_values(
    entry: Entry, said: TypeSaid, identities: Sequence[str], claims: list[str]
) -> tuple[tuple[str, ...] | None, bool]:
    """The values as written, and whether values were announced and lost."""
    cells = entry.cells
    if said.kind == "boolean":
        return None, False
    carried = constant(entry, identities)
    if carried:
        return (carried,), False
    lost = "values" in cells and not cells["values"].strip()
    for column in _LISTS:
        text = cells.get(column, "")
        if (
            not text
            or (column == "range" and _INTERVAL.fullmatch(text))
            or (column == "type" and not re.search(r"[\"'`“|]|enum", text))
        ):
            continue
        found, missing = find_enum(_type_values(text) if column == "type" else text, whole=column != "format")
        lost |= missing
        if found and _worth(found.value, column) and not _of_type(found.value, column, cells.get("type", "")):
            claims.append(found.words if column != "type" else "")
            return found.value, False
        if column == "values" and value_like(text.strip()):
            claims.append(text)
            return (text.strip(),), False
    text = cells.get("description", "")
    heads = _bulleted(text[:LONGEST], said)
    heads = heads or _glossed(text[:LONGEST], said)
    if heads:
        return heads, False
    found, missing = find_enum(text, whole=said.enum or solely_values(text) or leads_with_values(text))
    if found and not _of_objects(said):
        claims.append(found.words)
        return found.value, False
    other = _OTHER_VALUE.search(text[:LONGEST])
    default = find_default(text) if other else None
    if other and default and said.kind == "string":
        return (default.value.strip('`"'), other.group(1)), False
    return None, lost or missing


def _type_values(text: str) -> str:
    inner = re.search(r"(?:enum|literal|string|one of)\s*[<(\[:]\s*(.+?)\s*[>)\]]?\s*$", text, re.IGNORECASE)
    return inner.group(1) if inner else text


def _worth(values: Sequence[str], column: Column) -> bool:
    """A type cell such as ``string | null`` lists types, not values."""
    if column != "type":
        return True
    return len(values) > 1 and not any(type_of(value).kind for value in values)


def _of_type(values: Sequence[str], column: Column, cell: str) -> bool:
    """Whether "One of: ImageSize | Enum" repeats the type and lists no values."""
    return column != "type" and all(re.search(rf"\b{re.escape(value)}\b", cell) for value in values)


def _of_objects(said: TypeSaid) -> bool:
    """A list of objects' members in prose is no enum."""
    return said.kind == "object" or (said.kind == "array" and said.item == "object")


def constant(entry: Entry, identities: Sequence[str]) -> str | None:
    """The one value that a parameter takes; the model id, for the parameter that carries it and names it."""
    said = " ".join(entry.cells.get(column, "") for column in ("description", "values", "range"))
    fixed = _FIXED.search(said)
    if fixed:
        return next(group for group in fixed.groups() if group)
    if entry.name.rpartition(".")[2].lower() not in (
        "model",
        "model_id",
        "modelid",
        "model_name",
        "modelname",
    ):
        return None
    text = " ".join(entry.cells.get(column, "") for column in ("description", "values", "range", "type"))
    named = [one for one in identities if re.search(rf"(?<![\w/.-]){re.escape(one)}(?![\w/-]|\.\w)", text)]
    must = re.search(
        r"(?:must be|always|fixed(?: to)?|set (?:this )?to|此处为|固定为?)\s*[:：]?\s*(?:`([^`]+)`|\"([^\"]+)\"|([\w./-]*[\w])(?=\.?(?:\s*$|\s+\()))",
        text,
        re.IGNORECASE,
    )
    if must and not re.match(r"one\b|(?:a|the|set)\b", next(group for group in must.groups() if group)):
        return next(group for group in must.groups() if group)
    others = [one for one in re.findall(r"`([^`\s]+)`", text) if one not in named]
    return named[0] if len(named) == 1 and not others else None


def _glossed(text: str, said: TypeSaid) -> tuple[str, ...] | None:
    """```std`: plain; `pro`: fine. Default `std```: values each with its meaning; one of them is the default."""
    if said.kind not in ("string", "integer", None):
        return None
    heads = tuple(dict.fromkeys(found.group(1) for found in _GLOSS.finditer(text)))
    default = find_default(text)
    return heads if len(heads) > 1 and default and default.value.strip("`\"'") in heads else None


def _bulleted(text: str, said: TypeSaid) -> tuple[str, ...] | None:
    """``* `custom` - Use your own. * `ai_choose` - …``: each value the head of a bullet. Only the first such list counts."""
    if said.kind in ("object", "array"):
        return None
    cuts = [
        found.start()
        for found in _SEGMENT.finditer(text)
        if not _VALUES.search(found.group(1)) or found.start() > 0
    ]
    segments = [text[low:high] for low, high in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    for segment in segments:
        heads = tuple(dict.fromkeys(found.group(1) for found in _BULLET.finditer(segment)))
        if len(heads) > 1:
            return heads
    return None
