"""Lines that introduce a parameter: its name, type and marks run together, or a type or mark alone."""

from __future__ import annotations

import re

_TYPE = r"(?:string|integer|number|boolean|object|array|str|int|float|bool|list|file|image|video|audio|any|enum|Enum)"
_MARK = r"(?:[Rr]equired|[Oo]ptional)"
_SURE = r"(?:string|integer|number|boolean|object|array|Enum)"
"""Types that a line may end in without any other sign: "checkpoint" is no ``checkpo`` of type int."""
_SIGNATURE = re.compile(
    rf"[A-Za-z_][\w.]{{0,80}}?(?:\? ?{_TYPE}| ?(?:enum:)?{_TYPE}(?:\[\]|<\w+>)?"
    rf"(?: ?\*| ?{_MARK}| ?\( ?default ?:| ?Default ?:)| ?{_SURE}(?:\[\]|<\w+>)?$"
    rf"|(?<=[a-z0-9_]){_MARK}$).{{0,160}}"
)
_PART = re.compile(rf"(?:{_TYPE}|[Nn]one)(?:\[\]|<\w+>)?(?: \(\w[\w -]{{0,20}}\))?|{_MARK}")
_ATTRIBUTE = re.compile(
    r"(?:Default(?: value)?|(?:Possible|Allowed|Accepted|Available) (?:values?|options)|Options|Range|Enum|Examples?|"
    r"Min(?:imum)?|Max(?:imum)?|Maximum length|Length) ?:.*"
)


def is_signature(line: str) -> bool:
    """``promptstring* required``, ``sizeEnumDefault: "1280*720"``, ``seed integer``, ``model?string``, ``imagerequired``."""
    return len(line) < 240 and bool(_SIGNATURE.fullmatch(line.strip()))


def is_part(line: str) -> bool:
    """A type or a mark alone: ``string (uri)``, ``Required``."""
    return bool(_PART.fullmatch(line.strip()))


def is_attribute(line: str) -> bool:
    """``Possible values: 5, 10, 15``."""
    return bool(_ATTRIBUTE.fullmatch(line.strip()))
