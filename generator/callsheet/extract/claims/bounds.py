"""Bounds in words and signs: "1–6000 characters", "between 0 and 1", "up to 10 images", "[0.5,2]", "multiple of 32"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callsheet.extract.claims.found import LONGEST
from callsheet.extract.claims.literals import number
from callsheet.extract.claims.units import Measure, measure_at

_N = r"`?[\"“]?(?<!\d)([-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)[\"”]?`?"
_UNIT_BETWEEN = r"\s?(?:characters?|seconds?|s|px|pixels?|mb|MB|字符|秒|张|images?|items?|%)?\s?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """How a bound is said. Groups are numbers: ``low``, ``high``, or the one the sides name."""

    pattern: str
    sides: str
    """Of the groups in order: < for a lower, > for an upper bound; capital L, H where it is exclusive."""
    loose: bool = False
    """Says only that two numbers stand together: counts with a unit, in a range's own cell or after a word for range."""
    example: str = ""


PHRASES = (
    Phrase(pattern=rf"(?:between|from|介于|在)\s*{_N}{_UNIT_BETWEEN}(?:and|to|和|到|至|~|-|–)\s*{_N}", sides="<>", example="between 0 and 1"),
    Phrase(pattern=rf"\[\s*{_N}\s*[,，]\s*{_N}\s*\]", sides="<>", loose=True, example="[0.5,2]"),
    Phrase(pattern=rf"\(\s*{_N}\s*[,，]\s*{_N}\s*\]", sides="L>", loose=True, example="(0,10]"),
    Phrase(pattern=rf"{_N}{_UNIT_BETWEEN}(?:<=|≤|&lt;=)\s*[a-zA-Z_]\w*\s*(?:<=|≤|&lt;=)\s*{_N}", sides="<>", example="0 <= x <= 1"),
    Phrase(pattern=rf"(?<![\w.:/-]){_N}{_UNIT_BETWEEN}(?:to|through|–|—|-|~|～|\.\.\.?|…|至|到)\s*{_N}(?![\w:/]*[:/]\d)", sides="<>", loose=True, example="1–6000"),
    Phrase(pattern=rf"(?:at most|no more than|no greater than|no longer than|not (?:to )?exceed(?:ing)?|(?:can(?:no|')t|must not|should not|may not|does not|doesn't) exceed|up to|(?:a )?max(?:imum)?\.?(?: (?:of|is|value|length|number|count|size|duration|file size|resolution|allowed|limit|total|video|audio|image|items|characters))*\s*[:：=]?|limit(?:ed)? (?:to|of)|limit is|less than or equal to|<=|=<|≤|最多(?:支持|可|包含|传入|上传|输入)?|最长(?:不超过|支持|为|可达)?|至多|不(?:得|能|可)?超过|不(?:得|能)?大于|最大(?:值|长度|为|支持)*\s*[:：]?|上限(?:为|是)?|小于等于)\s*{_N}", sides=">", example="up to 10"),
    Phrase(pattern=rf"(?:at least|no fewer than|no less than|not (?:be )?(?:less|smaller|shorter|fewer|lower) than|(?:a )?min(?:imum)?\.?(?: (?:of|is|value|length|number|count|size|duration|allowed|items|characters))*\s*[:：=]?|greater than or equal to|>=|=>|≥|最少|至少|最短(?:为)?|不(?:得|能)?少于|不(?:得|能)?小于|最小(?:值|长度|为)*\s*[:：]?|大于等于)\s*{_N}", sides="<", example="at least 2"),
    Phrase(pattern=rf"(?:less than|fewer than|shorter than|smaller than|under|below|(?<![<=-])<(?!=)|长度(?:限制)?小于|小于|少于|低于)\s*{_N}", sides="H", example="less than 10"),
    Phrase(pattern=rf"(?:greater than|more than|longer than|larger than|above|(?<![->=])>(?!=)|大于|超过|多于)\s*{_N}", sides="L", example="greater than 0"),
    Phrase(pattern=rf"{_N}\s?(?:characters?|chars?|seconds?|secs?|s|px|pixels?|[kKmMgG][bB]|images?|items?|files?|minutes?)?\s?(?:or (?:less|fewer|shorter|smaller|below|under|lower)|max(?:imum)?\b|以内|以下|以內)", sides=">", example="30 seconds or less"),
    Phrase(pattern=rf"{_N}\s?(?:characters?|chars?|seconds?|secs?|s|px|pixels?|[kKmMgG][bB]|images?|items?|files?|minutes?)?\s?(?:or (?:more|longer|larger|above|higher|greater)|min(?:imum)?\b|以上)", sides="<", example="2 or more"),
)  # fmt: skip
_COMPILED = tuple((re.compile(row.pattern, re.IGNORECASE), row) for row in PHRASES)
_DIGIT = re.compile(r"\d")
_STEP = re.compile(
    rf"(?:(?:a )?multiples? of|divisible by|in (?:steps|increments) of|steps?(?: size)?(?: of| is| by|\s*[:：=])|increments? of|步长(?:为|是)?)\s*{_N}|{_N}\s*的(?:整数)?倍数?",
    re.IGNORECASE,
)
_RANGE_WORD = re.compile(
    r"(?:range|ranges|ranging|limits?|bounds|values?|valid|allowed|must be|interval|取值|范围|区间|数值|値|범위|rango|plage|bereich|диапазон)[^\d\n.;。；]{0,30}$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^[^.;。；\n]{0,80}?(?:\b(?:when|if|unless|depending|per (?:minute|day|hour|month))\b|\b(?:for|with|in|at|using)\s+(?:the\s+)?(?:[`\"“]|\d+(?:p|s|k)\b|\w+[ -](?:mode|model|resolution|plan|tier|videos)\b)|(?<![\w])时(?:[，,；;。]|$))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^\s*(?:when|if|with|for|in)\b[^.;。；\n,]{1,60}|[^\s。；，]{1,30}时)[,，][^.;。；\n]{0,40}$|(?:若|如果|当|\bif\b|\bwhen\b)[^。；，,\n]{0,40}$",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:之?差|之和|总和|总时长|总大小|difference|\bgap|\bsum of|\bcombined|\btotal (?:duration|length|size))[^.;。；\n]{0,30}$",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\s?[:：]\d")
"""After a number: "less than 1:4" speaks of a ratio."""
_NO_MARK = re.compile(r"[A-Za-z0-9_.:/×x*-]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One bound or pair of bounds, inclusive unless said otherwise, with what it counts."""

    low: int | float | None = None
    high: int | float | None = None
    low_exclusive: bool = False
    high_exclusive: bool = False
    measure: Measure = "plain"
    factor: float = 1
    sure: bool = True
    """False for two numbers that merely stand together."""
    conditional: bool = False
    """Holds only in a case that the sentence names; then it is a rule, not a limit."""
    joint: bool = False
    """Of a difference or sum of several: no limit of one alone."""
    words: str = ""


def find_bounds(text: str) -> list[Bound]:
    """All bounds in a text, in order, none overlapping; words of earlier phrases win."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return []
    taken: list[tuple[int, int]] = []
    out: list[tuple[int, Bound]] = []
    for pattern, phrase in _COMPILED:
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            bound = _bound(text, found, phrase)
            if bound is not None:
                taken.append(found.span())
                out.append((found.start(), bound))
    return [bound for _, bound in sorted(out, key=lambda pair: pair[0])]


def _bound(text: str, found: re.Match[str], phrase: Phrase) -> Bound | None:
    numbers = [number(group) for group in found.groups()]
    if (
        any(value is None for value in numbers)
        or (_NO_MARK.search(text[: found.start()][-1:]) and found.group()[0].isalnum())
        or _RATIO.match(text, found.end())
    ):
        return None
    measure, factor, end = measure_at(text, _unit_start(found))
    end = max(end, found.end())
    if phrase.loose and len(numbers) == 2 and not _ordered(numbers):
        return None
    sides = dict(zip(phrase.sides, numbers, strict=True))
    return Bound(
        low=sides.get("<", sides.get("L")),
        high=sides.get(">", sides.get("H")),
        low_exclusive="L" in sides,
        high_exclusive="H" in sides,
        measure=measure,
        factor=factor,
        sure=not phrase.loose
        or bool(_RANGE_WORD.search(text[: found.start()]))
        or _alone(text, found.start(), end),
        conditional=bool(_CONDITION.match(text[end:]) or _BEFORE.search(text[: found.start()])),
        joint=bool(_JOINT.search(text[: found.start()])),
        words=text[found.start() : end].strip(),
    )


def _unit_start(found: re.Match[str]) -> int:
    """Where a unit would begin: after the last number and its quotes."""
    last = found.end(found.lastindex or 0)
    mark = re.compile(r"[`\"”]*").match(found.string, last)
    return mark.end() if mark else last


def _ordered(numbers: list[int | float | None]) -> bool:
    low, high = numbers
    return low is not None and high is not None and low < high


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a pair stands by itself: all of the cell, or all that is in brackets."""
    before, after = text[:start].rstrip("`[ "), text[end:].lstrip("`] ")
    if not before.strip() and not after.strip(" .。"):
        return True
    opened = before.endswith(("(", "（", ",", "，", ":", "：", ";")) or not before
    return opened and (not after or after.startswith((")", "）", ",", "，", ";", ".", "。")))


def find_step(text: str) -> tuple[int | float, str] | None:
    """``multiple of 32``."""
    found = _STEP.search(text[:LONGEST])
    if not found:
        return None
    value = number(next(group for group in found.groups() if group))
    return (value, found.group()) if value else None


def clauses(text: str) -> Iterator[str]:
    """Sentences, roughly: enough to tell whose limit a number is. Code spans and decimals are not cut."""
    start = 0
    for found in re.finditer(r"`[^`\n]*`|(?<![A-Z]\.)(?<!e\.g)(?<!i\.e)[.!?](?=\s|$)|[。；！？]|\n", text):
        if found.group().startswith("`"):
            continue
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]
