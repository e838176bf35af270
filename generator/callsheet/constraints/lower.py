"""A rule's YAML to a Rule: its kind found, its statement read, its violation, message and fixes made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.kind import Kind
from callsheet.constraints.kinds import KINDS
from callsheet.constraints.paths import paths_of
from callsheet.layers.facts import Json
from callsheet.layers.model import Basis, Parameter, Rule

META: Final = ("id", "at", "basis", "summary", "page_says", "because")
"""Keys that every rule may have, whatever its kind."""

_BY_KEY: Final = {kind.keys[0]: kind for kind in KINDS.values()}


def lower(raw: Mapping[str, Json], *, parameters: Mapping[str, Parameter]) -> Rule:
    """``lower({"id": "a", "forbid": {"hdr": True}}, parameters=…)``; parameters are keyed by dotted path.

    Raises ConstraintError, whose path leads from the rule to the key at fault.
    """
    at = Cursor(dict(raw), (), parameters)
    kind = kind_of(at)
    members = at.only((*META, *kind.keys))
    for key in kind.required:
        if key not in members:
            raise at.error(f"{kind.name} needs {key!r}")
    statement = kind.read(members)
    violation = statement.violation()
    return Rule(
        id=_text(members, "id"),
        kind=kind.name,
        violation=violation,
        fields=paths_of(violation),
        message=statement.message(),
        fixes=statement.fixes(parameters),
        effect=kind.effect,
        at=_text(members, "at"),
        basis=_basis(members),
        summary=_text(members, "summary"),
    )


def kind_of(at: Cursor) -> Kind:
    """The kind whose own key the rule has."""
    named = [key for key in at.mapping() if key in _BY_KEY]
    if len(named) != 1:
        hint = f"exactly one of {', '.join(sorted(_BY_KEY))}"
        raise at.error(f"a rule of {len(named)} kinds" if named else "a rule of no kind", hint)
    return _BY_KEY[named[0]]


def _text(members: Mapping[str, Cursor], key: str) -> str:
    at = members.get(key)
    if at is None:
        return ""
    if not isinstance(at.value, str):
        raise at.error("text is needed here")
    return at.value


def _basis(members: Mapping[str, Cursor]) -> Basis:
    found = _text(members, "basis") or "documented"
    if found not in get_args(Basis):
        raise members["basis"].error(f"unknown basis {found!r}", f"one of {', '.join(get_args(Basis))}")
    return cast("Basis", found)
