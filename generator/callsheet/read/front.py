"""Front matter: the ``key: value`` lines between two ``---`` at the top of a Markdown page."""

from __future__ import annotations

import re

from callsheet.layers.facts import Json

_LINE = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*)")
_SHORT = re.compile(r"\A---[ \t]+((?:[a-z]\w*: (?:(?! ---).){1,300}?)+) ---[ \t]+")


def split_front(text: str) -> tuple[dict[str, Json], str]:
    """The scalars of the front matter, and the rest of the page. Nested values are not kept."""
    lead = text.lstrip("\n")
    if not lead.startswith("---\n"):
        return _run_on(lead)
    end = lead.find("\n---", 3)
    if end < 0:
        return {}, text
    block, rest = lead[4:end], lead[end + 4 :].partition("\n")[2]
    return _scalars(block.split("\n")), rest


def _run_on(text: str) -> tuple[dict[str, Json], str]:
    """``--- title: Luma Labs | Docs --- > This page …``: front matter whose lines ran together."""
    found = _SHORT.match(text[:2000])
    if not found:
        return {}, text
    return _scalars([found.group(1)]), text[found.end() :]


def _scalars(lines: list[str]) -> dict[str, Json]:
    front: dict[str, Json] = {}
    for line in lines:
        found = _LINE.fullmatch(line.rstrip())
        if found and found.group(2):
            front[found.group(1)] = found.group(2).strip("\"'")
    return front
