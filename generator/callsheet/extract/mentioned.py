"""Parameters that no list holds and prose demands: "you must provide the `alpha_mask` video"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callsheet.extract.outline import Spot
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.layers.document import Text
from callsheet.layers.facts import ParameterFact

_DEMANDS = re.compile(
    r"\b(?:must|should|needs? to|have to|has to|required to)\s+(?:also\s+)?(?:provide|pass|supply|set|specify|include|send|connect|upload)\s+"
    r"(?:the |an? |your )?`(?P<name>[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+)`\s+(?P<noun>image|video|audio|file|mask|parameter|field|argument|input|property)\b"
)
_FILES = frozenset(("image", "video", "audio", "file", "mask"))


def mentioned(spots: Sequence[Spot], known: Sequence[ParameterFact]) -> Iterator[ParameterFact]:
    """Each such name once, if it is neither a listed parameter nor a value of one."""
    seen = {part for fact in known for part in fact.name.split(".")} | {
        str(value) for fact in known for value in fact.enum or ()
    }
    for spot in spots:
        if not isinstance(spot.block, Text) or spot.part in NO_REQUEST:
            continue
        for found in _DEMANDS.finditer(spot.block.text):
            if found.group("name") not in seen:
                seen.add(found.group("name"))
                kind = "file" if found.group("noun") in _FILES else "string"
                yield ParameterFact(name=found.group("name"), type=kind, at=spot.block.at)
