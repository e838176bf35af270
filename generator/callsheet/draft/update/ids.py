"""Ids for new rules, made of what they say: ``hdr-not-540p``, ``exr-export-requires-hdr``."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, Final

_LONGEST: Final = 60


def rule_id(body: Mapping[str, Any], taken: Container[str]) -> str:
    """Kebab-case, unique among ``taken``."""
    return unique(_slug(_words(body)), taken)


def unique(stem: str, taken: Container[str]) -> str:
    """The stem, or the stem and the first free number from 2 on."""
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _words(body: Mapping[str, Any]) -> str:
    match dict(body):
        case {"when": when, "require": require}:
            return f"{_said(when)} requires {_said(require)}"
        case {"forbid": forbid}:
            return " not ".join(_parts(forbid))
        case {"ignored": [name], "when": when}:
            return f"{name} ignored with {_said(when)}"
        case {"forced": forced, "when": when}:
            return f"{_said(forced)} forced by {_said(when)}"
        case {"at_most_one": names} | {"exactly_one": names}:
            return f"{' or '.join(names)} once"
        case {"at_least_one": names}:
            return f"{' or '.join(names)} needed"
        case {"relation": {"left": left, "right": right}}:
            return f"{left} against {right}"
        case {"items": items}:
            return f"{' '.join(items)} count"
        case {"sum": names} | {"product": names}:
            return f"{' and '.join(names)} together"
    return "rule"


def _said(condition: Mapping[str, Any]) -> str:
    return " and ".join(_parts(condition))


def _parts(condition: Mapping[str, Any]) -> list[str]:
    if "$all" in condition:
        return [part for each in condition["$all"] for part in _parts(each)]
    return [_part(name, test) for name, test in condition.items()]


def _part(name: str, test: Any) -> str:
    last = name.rsplit(".", 1)[-1]
    match test:
        case True | {"sent": True}:
            return last
        case False | {"sent": False}:
            return f"no {last}"
        case {"not": value}:
            return f"{last} other than {_value(value)}"
        case dict():
            return f"{last} {' '.join(map(str, test))}"
    return (
        _value(test)
        if isinstance(test, str) and any(char.isdigit() for char in test)
        else f"{last} {_value(test)}"
    )


def _value(value: Any) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _slug(text: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text)
    slug = re.sub(r"[^a-z0-9]+", "-", spaced.lower()).strip("-")
    return slug[:_LONGEST].rsplit("-", 1)[0] if len(slug) > _LONGEST else slug or "rule"
