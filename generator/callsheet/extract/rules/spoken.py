"""Phrases of several words that stand for one: what the tables see of them."""

from __future__ import annotations

from collections.abc import Callable

_SPOKEN = {
    "cannot": "cannot|can not|can't|must not|mustn't|may not|must never|could not|are not allowed to be|is not allowed to be",
    "do-not": "do not|don't|will not|won't|did not",
    "does-not": "does not|doesn't",
    "is not": "isn't|will not be|won't be|is no longer",
    "are not": "aren't|are no longer",
    "is": "will be|would be|gets|get|becomes|become",
    "need-to": "need to|needs to|are required to|is required to|has to|have to|you'll need to",
    "at-least-one-of": "at least one of|at least one|one or more of|one or both of",
    "exactly-one-of": "exactly one of|exactly one|one and only one of",
    "only-one-of": "only one of|only one",
    "at-most-one-of": "at most one of|at most one",
    "no-more-than-one-of": "no more than one of|no more than one",
    "one-of": "one of",
    "any-of": "any of",
    "all-of": "all of",
    "both": "both of",
    "up-to": "up to",
    "at-most": "at most",
    "at-least": "at least",
    "maximum": "maximum of|max|maximum",
    "no-more-than": "no more than",
    "takes-effect": "takes effect|take effect",
    "take-effect": "take effect",
    "has-effect": "has effect|has an effect",
    "have-effect": "have effect",
    "at-same-time": "at same time|at time|in same request|at once|concurrently",
    "fails": "will fail",
    "raises": "will raise|raise",
    "returns": "will return",
    "occurs": "will occur|is raised|is returned|is thrown",
    "together with": "at same time as|simultaneously with|together with|along with|alongside|in combination with|in conjunction with|alongside with",
    "when": "as long as|provided that|in case|only-if|in cases where|in which case|assuming",
    "except-when": "except when|except if|except with|except for|except in",
    "turned-on": "turned on|switched on",
    "to-use": "in order to use|to use|in order to enable|to enable|for use of|in order to",
    "instead-of": "instead of|in place of|rather than",
    "depending-on": "depends on|depend on|depending on",
    "should-always": "should always",
}
_TABLE = {
    tuple(phrase.split()): tuple(word.split())
    for word, phrases in _SPOKEN.items()
    for phrase in phrases.split("|")
}
_LONGEST = max(map(len, _TABLE))

OBLIGATIONS = {
    "must-hold": "must be|must always be|must also be|has to be|have to be|needs to be|need to be|shall be|can only be|"
    "may only be|must only be|must 必须为|必须为|必须是|只能为|只能是|须为|需为|需要为|必须设置为|需设置为|仅能为|应为|需要设置为",
    "cannot-hold": "must not be|cannot be|can not be|can't be|may not be|mustn't be|不能为|不得为|不可为|不能是|不能设置为|不可以为|不可设为|不能设为|不得设为|不可设置为|不得设置为",
    "forced-hold": "is forced to|are forced to|is fixed to|is fixed at|is locked to|is always|are always|will always be|"
    "is forced to be|gets forced to|is automatically set to|are automatically set to|"
    "will be automatically set to|is automatically switched to|will be automatically switched to|is automatically changed to|"
    "is automatically adjusted to|automatically set to|会被设置为|将被设置为|被设置为|强制为|固定为|强制设置为|会自动设置为|将自动设置为|自动设置为",
}
_OBLIGED = {
    tuple(phrase.split()): word for word, phrases in OBLIGATIONS.items() for phrase in phrases.split("|")
}
_VALUED = {"set": ("set", "to"), "one": ("one", "of"), "either": ("either",), "equal": ("equal", "to")}

WORDS = frozenset(word for table in (_TABLE, _OBLIGED) for phrase in table for word in phrase) | frozenset(
    word for words in _TABLE.values() for word in words
)


def spoken(at: int, word: Callable[[int], str]) -> tuple[tuple[str, ...], int] | None:
    """The words that the tables see for the phrase at this position, and its length."""
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(word(at + i) for i in range(length))
        if phrase in _TABLE:
            return _TABLE[phrase], length
    return None


def obligation(at: int, word: Callable[[int], str]) -> tuple[str, int] | None:
    """``must be``, ``cannot be set to``, ``会被设置为``: what is said of the value that follows, and the length."""
    for length in range(5, 0, -1):
        phrase = tuple(word(at + i) for i in range(length))
        if phrase in _OBLIGED:
            rest = _VALUED.get(word(at + length), ())
            said = all(word(at + length + i) == part for i, part in enumerate(rest))
            if rest and said and phrase[:2] in (("can", "only"), ("may", "only")):
                return None
            return _OBLIGED[phrase], length + (len(rest) if said else 0)
    return None
