"""All bounds of one parameter: what its cells say, sorted into value, length, count and medium."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from callsheet.extract.claims.bounds import Bound, clauses, find_bounds, find_step
from callsheet.extract.claims.literals import number
from callsheet.extract.claims.media import find_formats, find_resolution, limit_of
from callsheet.extract.claims.units import Measure
from callsheet.extract.words.columns import Column
from callsheet.layers.facts import MediaLimit

_NOT_EMPTY = re.compile(
    r"\b(?:must not be|cannot be|can't be|may not be|should not be) (?:empty|blank)\b|\bnon-empty\b|不能为空|不可为空|非空(?!字符|值|时)",
    re.IGNORECASE,
)
_COLUMNS: tuple[Column, ...] = (
    "range",
    "values",
    "type",
    "min",
    "max",
    "min_length",
    "max_length",
    "description",
    "size",
    "default",
)
_NUMERIC = frozenset(("plain", "pixels", "seconds", "frames", "fps", "tokens", "items", "other", "words"))
_CASE = re.compile(r"\b(?:if|when|unless)\b|当|若|如果|除非", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?:[-*•·]\s*)?[*_`]{0,3}[\w. /-]{1,40}[*_`]{0,3}\s*[:：]")
_OF_ITEMS = re.compile(
    r"fps|帧|比例|ratio|像素|pixel|px\b|秒|second|[kKmMgG][bB]\b|分辨率|resolution|大小|采样|bitrate",
    re.IGNORECASE,
)
"""In a sentence that measures the items, a bare range is no count of them."""
_VALUES = ("min", "max", "above", "below")
_MEDIA_KINDS = frozenset(("string", "file", "array", "object", None))


@dataclass(slots=True)
class Limits:
    """Bounds by what they bound; ``counts`` says that something was counted in items."""

    min: int | float | None = None
    max: int | float | None = None
    above: int | float | None = None
    below: int | float | None = None
    """Ends that are no values themselves, of a number that may be a fraction."""
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    step: int | float | None = None
    counts: bool = False
    text: bool = False
    _media: list[MediaLimit] = field(default_factory=list)

    @property
    def media(self) -> tuple[MediaLimit, ...]:
        return tuple(dict.fromkeys(self._media))


def limits_of(
    cells: Mapping[Column, str],
    kind: str | None,
    claims: list[str],
    *,
    listed: bool = False,
    text: bool = False,
) -> Limits:
    """Read the cells in the order of their authority; a bound once set stays. ``text``: a bare range counts characters."""
    limits = Limits(text=text)
    for column in _COLUMNS:
        cell = cells.get(column, "")
        if cell.strip() and not (listed and column in ("values", "range")):
            _column(limits, column, cell, kind, claims)
    return limits


def _column(limits: Limits, column: Column, text: str, kind: str | None, claims: list[str]) -> None:
    side = {"min": "min", "min_length": "min", "max": "max", "max_length": "max"}.get(column)
    alone = number(text) if side else None
    if side and alone is not None:
        _place(limits, _one_sided(side, alone, _counted(column, kind)), kind, strong=True)
        return
    if column == "max_length" or (side and find_bounds(text) == []):
        found = re.match(r"\s*`?(\d[\d,]*)", text)
        if found:
            value = number(found.group(1)) or 0
            _place(
                limits,
                _one_sided(side or "max", value, "characters" if kind in ("string", None) else "items"),
                kind,
                strong=True,
            )
            claims.append(text)
            return
    apart = _told_apart(text)
    for sentence in clauses(text):
        if apart and _LABELLED.match(sentence):
            continue
        _sentence(limits, sentence, kind, claims, strong=column in ("range", "values", "type"))


def _told_apart(text: str) -> bool:
    """Whether several lines give different limits, each for its own case: "v1: at most 300 characters"."""
    highs = {
        (bound.measure, bound.high)
        for sentence in clauses(text)
        if _LABELLED.match(sentence)
        for bound in find_bounds(sentence)
        if bound.measure == "characters" and bound.high is not None
    }
    return len(highs) > 1


def _counted(column: Column, kind: str | None) -> Measure:
    """What a bare number in a column for bounds counts."""
    if kind == "array":
        return "items"
    return "characters" if kind == "string" or (column.endswith("length") and kind is None) else "plain"


def _one_sided(side: str, value: float, measure: Measure) -> Bound:
    return Bound(low=value if side == "min" else None, high=value if side == "max" else None, measure=measure)


def _sentence(limits: Limits, text: str, kind: str | None, claims: list[str], *, strong: bool) -> None:
    plain = [bound for bound in find_bounds(text) if not (bound.conditional or bound.joint)]
    claims.extend(bound.words for bound in plain if _place(limits, bound, kind, strong=strong, sentence=text))
    step = find_step(text)
    if step and limits.step is None:
        limits.step = step[0]
        claims.append(step[1])
    if _NOT_EMPTY.search(text) and not _CASE.search(text) and kind == "string" and limits.min_length is None:
        limits.min_length = 1
        claims.append(_words(_NOT_EMPTY, text))
    if kind in _MEDIA_KINDS:
        formats, resolution = find_formats(text), find_resolution(text)
        for found in (([formats[0]], formats[1]) if formats else None, resolution):
            if found:
                limits._media.extend(found[0])  # noqa: SLF001
                claims.append(found[1])


def _words(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""


def _place(limits: Limits, bound: Bound, kind: str | None, *, strong: bool, sentence: str = "") -> bool:
    """Put a bound where its measure and the parameter's type say; False where it bounds nothing here."""
    bare = (
        bound.measure == "plain"
        and kind in ("string", None)
        and limits.text
        and bound.sure
        and bound.low is not None
        and bound.high is not None
    )
    if (bound.measure == "characters" and kind in ("string", None)) or bare:
        return _set(limits, "min_length", "max_length", bound, whole=True)
    if (
        bound.measure in ("items", "plain")
        and kind in ("array", None, "object")
        and (bound.measure == "items" or kind == "array")
        and (strong or bound.sure)
        and (bound.measure == "items" or not _OF_ITEMS.search(sentence))
    ):
        limits.counts |= bound.measure == "items"
        return _set(limits, "min_items", "max_items", bound, whole=True)
    if kind in ("integer", "number", None) and bound.measure in _NUMERIC and (strong or bound.sure):
        low = "above" if bound.low_exclusive and kind != "integer" else "min"
        high = "below" if bound.high_exclusive and kind != "integer" else "max"
        return _set(limits, low, high, bound, whole=kind == "integer")
    if (
        kind in _MEDIA_KINDS
        and bound.measure != "plain"
        and (bound.sure or strong or bound.measure == "bytes")
    ):
        medium = limit_of(bound, sentence)
        if medium:
            limits._media.append(medium)  # noqa: SLF001
            return True
    return False


def _set(limits: Limits, low: str, high: str, bound: Bound, *, whole: bool) -> bool:
    """Fill what is still open. Over whole numbers an exclusive bound moves by one."""
    least, most = bound.low, bound.high
    if whole:
        least = least + 1 if least is not None and bound.low_exclusive else least
        most = most - 1 if most is not None and bound.high_exclusive else most
    done = False
    for name, value in ((low, least), (high, most)):
        if value is not None and getattr(limits, name) is None:
            setattr(limits, name, int(value) if name not in _VALUES else value)
            done = True
    return done
