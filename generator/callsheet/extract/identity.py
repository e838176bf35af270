"""Which models a page is about: ids that it states outright, and ids that it only uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from callsheet.extract.outline import Spot
from callsheet.layers.document import Code, Heading, Table, Text
from callsheet.layers.facts import Json

_LABELS = r"model[ _-]?id|model|model[ _]name|model[ _]slug|model[ _]identifier|slug|endpoint[ _]id|model version|模型(?:id|名称|标识)?|模型 id"
_STATED = re.compile(rf"\W*(?:{_LABELS})\W*[:：]\s*[`\"“]?([\w./:@-]+\w)[`\"”]?\s*", re.IGNORECASE)
_INLINE = re.compile(r"\bmodel\W{0,3}[:=]\s*[\"“`]([\w./:@-]+\w)[\"”`]")
_LIST = re.compile(
    r"(?:list of (?:our )?|following |these )models?\b[^.]{0,40}[:：]?\s*$|applies to(?: the following)?[^.]{0,40}:\s*$",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[A-Za-z0-9]+(?:[._][A-Za-z0-9]+)*(?:[-/][A-Za-z0-9]+(?:[._][A-Za-z0-9]+)*){1,8}")
_HEADER = re.compile(
    r"x-[a-z-]+|(?:content|accept|user|cache|transfer|if|set|www)-[a-z-]+|authorization|idempotency-key|api-key|"
    r"(?:application|multipart|text|image|audio|video)/[\w.+-]+",
    re.IGNORECASE,
)
"""Names of HTTP headers and media types look like ids."""
_NODE = re.compile(r"[A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+")


def stated_ids(spots: Sequence[Spot]) -> Iterator[tuple[int, str]]:
    """Block number and id, where the page says "Model ID" or lists its models."""
    lead = ""
    for spot in spots:
        block = spot.block
        if isinstance(block, Text):
            found = _STATED.fullmatch(block.text)
            if found and _is_id(found.group(1)):
                yield spot.index, found.group(1)
            elif block.kind == "item" and _LIST.search(lead) and _is_id(block.text.strip("` ")):
                yield spot.index, block.text.strip("` ")
                continue
            lead = block.text
        elif isinstance(block, Table):
            yield from ((spot.index, one) for one in _in_sheet(block))
        elif (
            isinstance(block, Code)
            and re.fullmatch(_LABELS, " ".join(spot.headings[-1:]), re.IGNORECASE)
            and _is_id(block.text.strip())
        ):
            yield spot.index, block.text.strip()


def _in_sheet(table: Table) -> Iterator[str]:
    """``| Slug | `elevenlabs-tts` |``."""
    if len(table.header) > 3:
        return
    for cells in (table.header, *(row.cells for row in table.rows)):
        if (
            len(cells) > 1
            and re.fullmatch(_LABELS, cells[0].strip("*`: "), re.IGNORECASE)
            and _is_id(cells[1].strip("` "))
        ):
            yield cells[1].strip("` ")


def _is_id(text: str) -> bool:
    if _HEADER.fullmatch(text):
        return False
    return bool(_SLUG.fullmatch(text)) or (
        bool(re.fullmatch(r"[\w.:@/-]{3,80}", text)) and bool(re.search(r"[\d_/-]", text))
    )


def used_ids(
    spots: Sequence[Spot], bodies: Sequence[Mapping[str, Json]], front: Mapping[str, Json]
) -> Iterator[str]:
    """Ids that the page shows without saying so, the surest first."""
    for spot in spots:
        if isinstance(spot.block, Text):
            yield from (
                found.group(1) for found in _INLINE.finditer(spot.block.text) if _is_id(found.group(1))
            )
    for body in bodies:
        value = body.get("model") or body.get("model_id")
        if isinstance(value, str) and _is_id(value):
            yield value
    for spot in spots:
        yield from _shown(spot)
    for key in ("sidebarTitle", "title"):
        name = str(front.get(key, "")).split(" ")[0]
        if _NODE.fullmatch(name):
            yield name


def _shown(spot: Spot) -> Iterator[str]:
    """A heading or paragraph that is an id, or begins with one."""
    block = spot.block
    plain = (
        block.text.strip("` ")
        if isinstance(block, Heading) or (isinstance(block, Text) and block.kind == "paragraph")
        else ""
    )
    first = plain.split(" ")[0]
    if _HEADER.fullmatch(first):
        return
    if _SLUG.fullmatch(plain) and plain.count("-") + plain.count("/") > 1:
        yield plain
    elif (
        isinstance(block, Text)
        and _SLUG.fullmatch(first)
        and first.count("-") > 1
        and re.search(r"\d", first)
    ):
        yield first
