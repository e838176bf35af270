"""A value as a page writes it to a JSON value of the parameter's type."""

from __future__ import annotations

import json
import re

from callsheet.extract.words.marks import EMPTY_STRING, NOTHING
from callsheet.layers.facts import Json

_QUOTED = re.compile(r"\"(.*)\"|“(.*)”|'(.*)'|‘(.*)’|「(.*)」", re.DOTALL)
_NUMBER = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|[-−+]?\.\d+")
_WORDS = {
    "true": True,
    "yes": True,
    "on": True,
    "enabled": True,
    "是": True,
    "false": False,
    "no": False,
    "off": False,
    "disabled": False,
    "否": False,
}


def bare(text: str) -> str:
    """Without back-ticks, typographic quotes and a full stop: the text as the caller would write it."""
    inner = text.strip().strip("`").strip()
    return (
        inner[:-1] if inner.endswith(("。", ".")) and not inner.endswith("..") and len(inner) > 1 else inner
    )


def unquoted(text: str) -> str:
    """``"720p"`` without its quotes; a text that is not wholly quoted stays."""
    found = _QUOTED.fullmatch(bare(text))
    return next(group for group in found.groups() if group is not None) if found else bare(text)


def is_quoted(text: str) -> bool:
    return bool(_QUOTED.fullmatch(bare(text)))


def number(text: str) -> int | float | None:
    """``2,147,483,647`` or ``-0.5`` or ``1e-3``; None for what is no number. Whole numbers are ints."""
    plain = text.strip().strip("`\"'").replace("−", "-")
    if not _NUMBER.fullmatch(plain) or len(plain) > 40:
        return None
    plain = plain.replace(",", "")
    if re.fullmatch(r"[-+]?\d+", plain):
        return int(plain)
    value = float(plain)
    return value if value not in (float("inf"), float("-inf")) else None


def literal(text: str, kind: str) -> Json:
    """The value typed as the parameter is: "5" for an integer is 5, for a string "5". None where it says nothing."""
    plain = bare(text)
    if plain.lower() in EMPTY_STRING or text.strip() in EMPTY_STRING:
        return "" if kind in ("string", "file") else None
    inner = unquoted(plain)
    if not is_quoted(plain) and (plain.lower() in NOTHING or not plain):
        return None
    if kind in ("integer", "number"):
        said = number(inner)
        return said if said is not None or re.search(r"\s|[\u4e00-\u9fff]", inner) else inner
    if kind == "boolean":
        return _WORDS.get(inner.lower())
    if kind in ("array", "object"):
        return _structure(inner)
    return inner


def _structure(text: str) -> Json:
    if not text.startswith(("[", "{")):
        return None
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value
