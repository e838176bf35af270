"""A rule in one line of our own words: for people, for the tables' examples, and for ``RuleFact.says``."""

from __future__ import annotations

import json

from callsheet.extract.rules.phrasing import Draft
from callsheet.layers.facts import Json


def gist(draft: Draft) -> str:
    """``forbid: loop=true, duration=10s`` · ``ignored seed: mode=fast`` · ``account: hdr``."""
    literals = ", ".join(map(_literal, draft.all))
    if draft.kind == "forced":
        return f"forced {draft.field}={_value(draft.value)}: {literals}"
    if draft.field:
        return f"{draft.kind} {draft.field}: {literals}"
    return f"{draft.kind}: {literals or ', '.join(draft.fields)}"


def _literal(literal: Json) -> str:
    if not isinstance(literal, list):
        return json.dumps(literal, ensure_ascii=False)
    subject = _subject(literal[0])
    if len(literal) == 2:
        return f"{subject} {literal[1]}"
    space = " " if str(literal[1])[0].isalpha() else ""
    return f"{subject}{space}{literal[1]}{space}{_value(literal[2])}"


def _subject(subject: Json) -> str:
    if isinstance(subject, list) and len(subject) == 2:
        inner = subject[1] if isinstance(subject[1], list) else [subject[1]]
        return f"{subject[0]}({', '.join(map(_subject, inner))})"
    return str(subject)


def _value(value: Json) -> str:
    if isinstance(value, dict):
        return str(value.get("field", ""))
    if isinstance(value, list):
        return "|".join(map(_value, value))
    return value if isinstance(value, str) else json.dumps(value)
