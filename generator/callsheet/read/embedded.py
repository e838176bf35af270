"""Which schemas a page only points at: GitBook's operations, whose parameters stand in an OpenAPI file elsewhere."""

from __future__ import annotations

import re

from callsheet.layers.document import Page
from callsheet.read.components import OPERATIONS
from callsheet.read.decode import text_of
from callsheet.read.front import split_front
from callsheet.read.pieces import Piece, pieces

_LINK = re.compile(r"\[[^\]\n]{0,300}\]\(<?([^\s()<>]{1,1000})>?\)")
_SCHEMA = re.compile(r"\.(?:json|ya?ml)(?:[?#]|$)", re.IGNORECASE)


def embedded(page: Page) -> dict[str, str]:
    """By what the page calls each schema, its link as written: ``{"ray-2": "https://…/ray-2.json"}``.

    Raises CallsheetError where the page is no text.
    """
    _, body = split_front(text_of(page)[0])
    found: dict[str, str] = {}
    name = ""
    for piece in pieces(body):
        if piece.kind == "open" and piece.name in OPERATIONS:
            name = _name(piece)
            if _SCHEMA.search(piece.attributes.get("src", "")):
                found.setdefault(name, piece.attributes["src"])
        elif piece.kind == "close" and piece.name in OPERATIONS:
            name = ""
        elif piece.kind == "markdown" and name:
            link = next((each for each in _LINK.findall(piece.text) if _SCHEMA.search(each)), "")
            if link and not found.get(name, "").startswith("https://"):
                found[name] = link
    return found


def _name(piece: Piece) -> str:
    return piece.attributes.get("src") or piece.attributes.get("spec") or ""
