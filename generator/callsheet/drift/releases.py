"""``specs/releases.json``: the versions of the generated package, newest first, as text and back."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, Final

from callsheet.drift.effects import ORDER
from callsheet.layers.change import Entry, Release
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity

FILE: Final = "releases.json"
_KEYS: Final = ("effect", "subject", "path", "message", "at")


def dump_releases(releases: tuple[Release, ...]) -> str:
    """One line an entry, so that diffs read well."""
    blocks = [
        f'  {{"version": {_text(each.version)}, "date": {_text(each.date.isoformat())}, "entries": [\n'
        + ",\n".join(f"    {_entry(entry)}" for entry in each.entries)
        + "\n  ]}"
        for each in releases
    ]
    return "[\n" + ",\n".join(blocks) + "\n]\n" if blocks else "[]\n"


def load_releases(text: str, where: str = FILE) -> tuple[Release, ...]:
    """Raises CallsheetError CV160 where the text is not what ``dump_releases`` writes."""
    try:
        return tuple(map(_release, json.loads(text)))
    except (ValueError, TypeError, KeyError) as error:
        message, hint = f"cannot be read: {error}", "it is written by callsheet, and never edited"
        raise CallsheetError(
            Diagnostic(code="CV160", severity=Severity.ERROR, where=where, message=message, hint=hint)
        ) from error


def _release(found: dict[str, Any]) -> Release:
    version = found["version"]
    if not isinstance(version, str) or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"{version!r} is no version")
    entries = tuple(Entry(**_checked(each)) for each in found["entries"])
    return Release(version=version, date=date.fromisoformat(found["date"]), entries=entries)


def _checked(entry: dict[str, Any]) -> dict[str, Any]:
    if (
        set(entry) - set(_KEYS)
        or entry["effect"] not in ORDER
        or not all(isinstance(v, str) for v in entry.values())
    ):
        raise ValueError(f"{json.dumps(entry, ensure_ascii=False)[:80]} is no entry")
    return entry


def _entry(entry: Entry) -> str:
    found = {key: getattr(entry, key) for key in _KEYS if getattr(entry, key)}
    return json.dumps(found, ensure_ascii=False)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
