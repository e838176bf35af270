"""An amount of money or credits, and what it is paid for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callsheet.extract.claims.found import LONGEST

_NUMBER = r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)(?![.,]?\d)"
"""Whole: of ``0,16``, which may be a sixth or sixteen, nothing is read."""
_MONEY = re.compile(
    rf"(?P<from>\b(?:from|starting at|starts at|as low as|up to|about|around|roughly|approx(?:\.|imately)?|minimum)\s+|~\s*|≈\s*)?"
    rf"(?:(?:US|USD)?\s?\\?\$\s?{_NUMBER}|([€£¥￥])\s?{_NUMBER}|{_NUMBER}\s?(credits?|USD|dollars|元|积分|CU|compute units|creative units))",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*\)?\s*(?:credits?\s*)?(?:/\s*|per\s+|each\s+|a\s+(?=video|image|second)|每)(?P<per>(?:\d+[\d,.]*\s?[kKmM]?\s*-?\s*)?(?:output |generated |input |applied )?[A-Za-z]+(?:[ -](?:block|clip|tokens?|characters?|pixels?|second|video|image|request|of (?:video|audio)))?|[张秒个次])",
    re.IGNORECASE,
)
_SYMBOLS = {"€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "元": "CNY", "积分": "credits"}
_UNITS = {
    "credit": "credits",
    "credits": "credits",
    "usd": "USD",
    "dollars": "USD",
    "cu": "CU",
    "compute units": "CU",
    "creative units": "CU",
}
_NAMES = {
    "s": "second", "sec": "second", "secs": "second", "seconds": "second", "second": "second", "秒": "second", "张": "image", "次": "request", "个": "item",
    "img": "image", "images": "image", "videos": "video", "mp": "megapixel", "megapixels": "megapixel", "minutes": "minute", "min": "minute", "gen": "generation",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """``Amount(amount="0.15", unit="USD", per="second")``; ``vague`` for "from $0.02"."""

    amount: str
    unit: str
    per: str
    vague: bool
    start: int
    end: int


def amounts_in(text: str) -> list[Amount]:
    """All amounts of a text, in order."""
    return [_amount(text, found) for found in _MONEY.finditer(text)] if len(text) <= LONGEST else []


def _amount(text: str, found: re.Match[str]) -> Amount:
    dollars, symbol, others, counted, unit = found.groups()[1:]
    per = _PER.match(text, found.end())
    return Amount(
        amount=(dollars or others or counted).replace(",", ""),
        unit="USD" if dollars else _SYMBOLS.get(symbol or unit, "") or _UNITS.get((unit or "").lower(), unit),
        per=per_of(per.group("per")) if per else "",
        vague=bool(found.group("from")),
        start=found.start(),
        end=per.end() if per else found.end(),
    )


def per_of(text: str) -> str:
    """``sec`` is second, ``5-second block`` is 5s block."""
    plain = re.sub(r"^(?:output|generated|input|applied) | of (?:video|audio)$", "", text.strip().lower())
    block = re.fullmatch(r"(\d+)[ -]*s(?:ec(?:ond)?)?s?[ -]+(block|clip|video)", plain)
    return f"{block.group(1)}s {block.group(2)}" if block else _NAMES.get(plain, plain)


def lone_amount(cell: str) -> Amount | None:
    """The amount of a cell that holds one, and little else."""
    found = amounts_in(cell)
    if len(found) != 1 or found[0].vague:
        return None
    rest = (cell[: found[0].start] + cell[found[0].end :]).strip(" `*()\n")
    return found[0] if len(rest) <= 12 else None


def number_in(cell: str) -> str | None:
    """A bare number, for a column whose header names the unit."""
    found = re.fullmatch(rf"[`* ]*{_NUMBER}[`* ]*", cell.strip())
    return found.group(1).replace(",", "") if found else None
