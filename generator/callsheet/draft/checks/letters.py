"""Look-alikes: words that mix alphabets, or full-width forms, and are not what they seem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from callsheet.draft.finding import error
from callsheet.draft.node import Data
from callsheet.draft.text import spell
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import Source, Step

_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Alphabets with letters that look like another's."""


def check_letters(data: Data, source: Source) -> Iterator[Diagnostic]:
    """CS117, for keys and values."""
    for path, text, is_key in _strings(data, ()):
        char = "" if text.isascii() else stranger(text)
        if char:
            where = source.at(*path) if is_key else source.value(*path)
            yield error(
                "CS117", where, f"{text[:40]!r} has a look-alike: {spell(char)}", "type it in one alphabet"
            )


def stranger(text: str) -> str:
    """The first letter that belongs to another alphabet than the rest of its word, or is a styled copy.

    Digits and ``_`` count as Latin: ``720`` goes with a Latin p.
    """
    for found in re.finditer(r"\w+", text):
        word = found.group()
        alphabets = {alphabet for char in word if (alphabet := _alphabet(char))}
        if len(alphabets) > 1:
            return next(char for char in word if not char.isascii() and _alphabet(char))
    styled = (char for char in text if _is_styled(char))
    return next(styled, "")


def _alphabet(char: str) -> str:
    """``CYRILLIC``; nothing for scripts that look like no other."""
    name = "LATIN" if char.isascii() else unicodedata.name(char, "").split(" ")[0]
    return name if name in _ALIKE else ""


def _is_styled(char: str) -> bool:
    """A full-width or mathematical copy of an ASCII character."""
    plain = unicodedata.normalize("NFKC", char)
    return not char.isascii() and len(plain) == 1 and plain.isascii() and plain.isalnum()


def _strings(data: Data, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str, bool]]:
    if isinstance(data, str):
        yield path, data, False
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _strings(item, (*path, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key, True
            yield from _strings(value, (*path, key))
