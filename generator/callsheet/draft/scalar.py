"""What a plain (unquoted) word of a spec means, and which words must be quoted because readers of YAML disagree."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Plain: TypeAlias = str | int | bool | Decimal | date | None

_WORDS: dict[str, Plain] = {"true": True, "false": False, "null": None}
_MAX_DIGITS = 40

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_AMBIGUOUS = re.compile(
    r"""(?: y | yes | n | no | on | off | true | false | null | ~ | = | <<
      | [-+]? \.? [0-9][0-9_,.]*                  # 010, 1_000, 1,000, .5, 5., +1
      | [-+]? [0-9][0-9_.]* e [-+]? [0-9]+        # 1e3
      | [-+]? \. [0-9_]+ e [-+]? [0-9]+
      | [-+]? 0 [xob] [0-9a-f_]+
      | [-+]? [0-9][0-9_]* (?: : [0-9]+ )+ (?: \.[0-9_]* )?     # 16:9 is 969 to some
      | [-+]? \. (?: inf | nan ) | [-+]? (?: inf | infinity | nan )
      | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [t\ ] .* )?
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)


class AmbiguousError(ValueError):
    """The word can be read in more than one way; the message says what to do."""


def read(word: str) -> Plain:
    """``540p`` is a string, ``5`` an integer, ``0.15`` a Decimal, ``2026-06-17`` a date. Raises AmbiguousError."""
    if word in _WORDS:
        return _WORDS[word]
    if not word:
        raise AmbiguousError('nothing is written here: write "" or null')
    if _DATE.match(word):
        return _day(word)
    if word != "-0" and _INTEGER.match(word):
        return int(_short(word))
    if _DECIMAL.match(word) and not re.fullmatch(r"-0\.0+", word):
        return Decimal(_short(word))
    if _AMBIGUOUS.match(word):
        raise AmbiguousError(f'YAML readers disagree about {word[:60]}: quote it ("{word[:60]}")')
    return word


def is_plain(text: str) -> bool:
    """Whether a string can stand unquoted as far as its meaning goes."""
    try:
        return read(text) == text
    except AmbiguousError:
        return False


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise AmbiguousError(f'there is no day {word}; quote it ("{word}") if it is none') from None


def _short(word: str) -> str:
    if len(word) > _MAX_DIGITS:
        raise AmbiguousError(f"a number of {len(word)} digits: quote it if it is a string")
    return word
