"""One parameter of a spec beside what the page states now: what to fill in, what changed, what a person must judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from callsheet.draft.finding import note, shown, warning
from callsheet.draft.update.entries import stands
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.place import Place, digest_of
from callsheet.layers.spec import Source

KEYS: Final = ("type", "required", "enum", "default", "range", "step", "length", "count", "items", "media")
"""What pages state of parameters; the rest of an entry is ours."""

_DIGEST: Final = re.compile(r"#[0-9a-f]{12}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``changes`` are the keys to write; ``findings`` what was left as it is."""

    changes: Mapping[str, Any]
    findings: tuple[Diagnostic, ...]


def compare(path: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], source: Source) -> Verdict:
    """Both are entries as written. The digest in ``at`` says whether the page is the one that people looked at.

    What the spec does not say yet is filled in. Unchanged page: what differs was decided by people and is reported.
    Changed page: new values are taken. Nothing is written where ``page_says`` or ``because`` protects an entry.
    """
    theirs = {**theirs, "media": _media(ours, theirs)} if "media" in theirs else theirs
    before, now = Place.parse(str(ours.get("at", ""))), Place.parse(str(theirs["at"]))
    is_same = before.digest == now.digest
    is_changed = bool(before.digest) and before.path == now.path and not is_same
    case = _Case(path=path, ours=ours, theirs=theirs, source=source, is_same=is_same, is_changed=is_changed)
    changes: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    for key in KEYS:
        verdict = case.verdict(key)
        if isinstance(verdict, Diagnostic):
            findings.append(verdict)
        elif verdict is not None:
            changes[key] = verdict[0]
    if not stands({**ours, **changes}):
        findings += [case.told(key, value) for key, value in changes.items()]
        changes = {}
    is_ours = ours.get("basis", "documented") == "documented"
    is_settled = not any(each.code in ("CU101", "CU102", "CU108") for each in findings)
    if is_settled and not is_same and (before.path == now.path or (is_ours and not before.path)):
        changes["at"] = str(now)
    return Verdict(changes=changes, findings=tuple(findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    path: str
    ours: Mapping[str, Any]
    theirs: Mapping[str, Any]
    source: Source
    is_same: bool
    is_changed: bool

    def verdict(self, key: str) -> tuple[Any] | Diagnostic | None:
        """A value to write, something to report, or nothing to do."""
        said = self.ours.get("page_says", {})
        if key in said:
            return self._override(key, said[key])
        if key in self._misfits:
            return (
                None
                if alike(key, self.ours.get(key), self._misfits[key])
                else self.told(key, self._misfits[key])
            )
        if key not in self.theirs:
            return self._unsaid(key)
        if key in self.ours and alike(key, self.ours[key], self.theirs[key]):
            return None
        return self._difference(key)

    def _override(self, key: str, said: Any) -> Diagnostic | None:
        states = self.theirs.get(key, self._misfits.get(key))
        if alike(key, said, states):
            return None
        where = self.source.at("page_says", key)
        if key in self.ours and alike(key, self.ours[key], states):
            return note(
                "CU110", where, f"{self.path}: the page now says {key} as the spec does", "drop it here"
            )
        message = f"{self.path}: the page now says {key} {_said(states)}, not {_said(said)}"
        return warning("CU102", where, message, "decide again, and correct page_says")

    def _unsaid(self, key: str) -> Diagnostic | None:
        is_ours = self.ours.get("basis", "documented") != "documented" or "because" in self.ours
        if key not in self.ours or is_ours or (key == "required" and not self.ours[key]):
            return None
        if self.is_changed:
            message = f"{self.path}: the page no longer states {key}"
            return warning("CU108", self.source.at(key), message, "remove it, or add page_says and because")
        if key == "media":
            return None  # people read more of these than the reader does
        message = f"{self.path}: the page does not state {key}"
        return note("CU109", self.source.at(key), message, "add page_says and because, or a basis")

    def _difference(self, key: str) -> tuple[Any] | Diagnostic | None:
        stated = self.theirs[key]
        if "because" not in self.ours and (key not in self.ours or self.is_changed):
            return (stated,)
        if key not in self.ours and key == "required" and not stated:
            return None
        return self.told(key, stated)

    def told(self, key: str, stated: Any) -> Diagnostic:
        ours = _said(self.ours.get(key))
        message = f"{self.path}: the page says {key} {_said(stated)}, the spec {ours}"
        return warning("CU101", self.source.at(key), message, "correct it, or add page_says and because")

    @property
    def _misfits(self) -> Mapping[str, Any]:
        """What the page states and no spec can say."""
        found = self.theirs.get("page_says", {})
        return {key: value for key, value in found.items() if value is not None}


def alike(key: str, left: Any, right: Any) -> bool:
    """The same to a caller: the order of an enum does not matter; a page's sentence is kept as its digest."""
    if key == "items":
        return _enum(left) == _enum(right)
    if key == "media" and left and right:
        return _limits(left) == _limits(right)
    if key == "enum" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return _values(left) == _values(right)
    if isinstance(left, bool) != isinstance(right, bool):
        return not left and not right
    if isinstance(left, str) and _DIGEST.match(left) and isinstance(right, str):
        return left in (right, f"#{digest_of(right)}")
    equal: bool = left == right
    return equal


def _media(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Any]:
    """The spec's limits with those that the page states in the place of the same kind: people know of more."""
    stated = {each["what"] for each in theirs["media"]}
    return [*(each for each in ours.get("media", ()) if each["what"] not in stated), *theirs["media"]]


def _limits(media: Any) -> set[tuple[Any, ...]]:
    """In no order."""
    return {
        (each["what"], each.get("min"), each.get("max"), frozenset(each.get("values", ()))) for each in media
    }


def _enum(items: Any) -> frozenset[tuple[bool, Any]] | None:
    """Pages give the values of an array's items, and seldom more."""
    enum = items.get("enum") if isinstance(items, Mapping) else None
    return None if enum is None else _values(enum)


def _values(values: Any) -> frozenset[tuple[bool, Any]]:
    return frozenset((isinstance(each, bool), each) for each in values)


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list | tuple):
        return f"[{', '.join(shown(each) for each in value)}]"
    return shown(value)
