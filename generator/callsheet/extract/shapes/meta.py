"""What stands in brackets after a name: ``(`string`, _required_, default 5)``."""

from __future__ import annotations

import re

from callsheet.extract.claims.required import required_cell
from callsheet.extract.claims.types import type_of
from callsheet.extract.shapes.labels import add, label_of
from callsheet.extract.words.columns import Column

_PARTS = re.compile(r"\s*(?:,|;|·|、|，)\s*(?![^\[<(]*[\]>)])")
_DEFAULT = re.compile(r"(?:defaults?(?: to| is| value)?|默认)\s*[:=：]?\s*(.+)", re.IGNORECASE)


def read_meta(text: str, cells: dict[Column, str]) -> tuple[bool | None, bool]:
    """Sort the parts into cells. Hands back what they say of required, and whether any was understood."""
    required: bool | None = None
    understood = False
    for part in _PARTS.split(
        text.replace("*", "").replace("_required_", "required").replace("_optional_", "optional")
    ):
        plain = part.strip(" `")
        if not plain:
            continue
        word = required_cell(plain) if not plain.isdigit() and plain not in ("-", "—", "x", "o") else None
        default = _DEFAULT.fullmatch(plain)
        label = label_of(plain)
        if (word is not None and "type" not in cells | {}) or (
            word is not None and required_cell(plain) is not None
        ):
            required, understood = word, True
        elif default:
            cells["default"] = default.group(1)
            understood = True
        elif label:
            add(cells, *label)
            understood = True
        elif "type" not in cells and (type_of(plain).kind or (type_of(plain).strange and plain[0].isupper())):
            cells["type"] = plain
            understood = True
        else:
            add(cells, "range", plain)
    return required, understood
