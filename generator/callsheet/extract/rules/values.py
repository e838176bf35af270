"""Which value of which parameter a word, a number with its unit, or a code span is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from callsheet.extract.rules.lexicon import words
from callsheet.extract.rules.names import Names, words_of
from callsheet.layers.facts import Json, ParameterFact

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]*)$")
_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s?[a-z]{0,3}")
_VERSION = re.compile(r"[vV]\d+(?:_\d+)+")
"""Pages write ``V4_5`` as v4.5 in prose."""
_SECONDS = words("s sec second 秒")
UNITS = words("s sec secs second seconds p px fps k 秒 秒钟")
_LASTING = words("duration second length sec")
_OFF = words("disabled off none disable")
_ORDINARY = words(
    "a all always and any audio auto default disabled enabled false fast first full high image in is last "
    "low mask medium model no none not off on only or other output prompt quality set small some text the "
    "true url use used user video with yes"
)
"""Values that are also ordinary words: taken for a value only as code, or beside their parameter."""


class Values:
    """The values of one vocabulary, each looked up in constant time."""

    def __init__(self, names: Names) -> None:
        self._facts: Mapping[str, ParameterFact] = names.facts
        self._table: dict[str, dict[str, Json]] = defaultdict(dict)
        for fact in names.facts.values():
            for value in fact.enum or ():
                if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                    self._table[str(value).lower()][fact.name] = value
                    if isinstance(value, str) and _VERSION.fullmatch(value):
                        self._table[value.lower().replace("_", ".")].setdefault(fact.name, value)
        self._lasting = [
            name
            for name, fact in names.facts.items()
            if _LASTING & set(words_of(name.split(".")[-1])) and fact.type in ("integer", "number", "string")
        ]

    def chinese(self) -> frozenset[str]:
        """The values that are written in Chinese characters."""
        return frozenset(value for value in self._table if value[:1] >= "\u3400")

    def switched(self, name: str) -> tuple[tuple[Json, ...], tuple[Json, ...]]:
        """The value of a parameter's list that turns it off, and those that turn it on; nothing where none does."""
        listed = self._facts[name].enum or ()
        off = tuple(value for value in listed if str(value).lower() in _OFF)
        on = tuple(value for value in listed if value not in off)
        return (off, on) if len(off) == 1 and on else ((), ())

    def known(self, text: str) -> bool:
        """Whether this is a value that cannot be taken for an ordinary word."""
        return text.lower() in self._table and any(mark.isdigit() or mark == "_" for mark in text)

    def meant(self, text: str, unit: str = "", *, code: bool = False) -> Mapping[str, Json]:
        """Parameter name → value, for every parameter that has it: ``10s`` → {"duration": "10s"}."""
        plain = text.lower()
        spoken = not _is_number(plain) and (self.known(text) or plain not in _ORDINARY)
        if plain in self._table and (spoken or (code and not unit)):
            return self._table[plain]
        number = _NUMBER.match(plain)
        if number is None:
            return {}
        return self._measured(number.group(1), (unit or number.group(2)).lower())

    def _measured(self, digits: str, unit: str) -> Mapping[str, Json]:
        unit = unit[:-1] if len(unit) > 1 and unit.endswith("s") else unit
        if unit in _SECONDS:
            return self._seconds(digits)
        if unit in ("p", "k"):
            return self._table.get(f"{digits}{unit}", {})
        if unit == "fps":
            rates = [name for name in self._facts if {"fps", "rate"} & set(words_of(name.split(".")[-1]))]
            return {name: self._of(name, digits) for name in rates if self._of(name, digits) is not None}
        return {}

    def _seconds(self, digits: str) -> Mapping[str, Json]:
        found = dict(self._table.get(f"{digits}s", {}))
        for name in self._lasting:
            value = self._of(name, digits)
            if value is not None:
                found.setdefault(name, value)
        return found

    def _of(self, name: str, digits: str) -> Json:
        """The number as this parameter writes it, or None where it cannot have it."""
        fact = self._facts[name]
        for value in fact.enum or ():
            if str(value) in (digits, f"{digits}s"):
                return value
        if fact.enum is not None or fact.type not in ("integer", "number"):
            return None
        return number_of(digits)

    def of(self, name: str, text: str, *, code: bool) -> Json:
        """The value that ``text`` is for this parameter: of its enum, or what its type allows if it has none."""
        fact, plain = self._facts[name], text.lower()
        if fact.type == "boolean":
            return {"true": True, "false": False, "yes": True, "no": False}.get(plain)
        for value in fact.enum or ():
            if plain in (str(value).lower(), str(value).lower().replace("_", ".")):
                return value
        digits = _NUMBER.match(plain)
        if digits and (found := self._of(name, digits.group(1))) is not None:
            return found if digits.group(2) in ("", *UNITS) else None
        if code and fact.enum is None and fact.type in ("string", "array"):
            return text
        return None


def amount_of(value: Json) -> float | int | None:
    """``10`` and ``"10s"`` are ten."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    found = _AMOUNT.fullmatch(str(value))
    return number_of(found[1]) if found else None


def number_of(digits: str) -> int | float:
    """``"10"`` → 10, ``"0.5"`` → 0.5."""
    return float(digits) if "." in digits else int(digits)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
