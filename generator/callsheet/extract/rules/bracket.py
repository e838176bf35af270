"""What a parenthesis speaks of: the value or name before it, before the row's own parameter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from callsheet.extract.rules.condition import Group, Test
from callsheet.extract.rules.cursor import Context
from callsheet.extract.rules.lexicon import words
from callsheet.extract.rules.token import Token

Read = Callable[[Sequence[Token], Context], Group | None]
"""The group that some tokens are, from end to end."""
_LONGEST = 3
"""Tokens of a value with its unit or noun: ``10 second clips``."""
_GLOSSES = frozenset("=:-–—")
_ENDS = words("to than least most and or / & + - – ~ 至 到 和 或 及")
"""Before a value that is only the end of a range or list: what follows speaks of all of it, or of that end."""


def bracketed(before: Sequence[Token], context: Context, read: Read) -> Context:
    """``"fast" (only with 5s)`` speaks of the value; ``the clip (not with hdr)`` of the row's parameter.

    After a list with commas it speaks of the last value. Where a value of the row's own stands further in front,
    or several are joined by a word, it is not sure which one is meant.
    """
    for length in range(1, min(_LONGEST, len(before)) + 1):
        group = read(before[-length:], context)
        if group is not None and len(group.tests) == 1:
            return _of(group.tests[0], before[:-length], context)
    glossed = _glossed(before, context, read)
    if glossed is not None:
        return replace(context, chosen=glossed, sure=True)
    own = (read([token], context) for token in before if token.kind in ("code", "number"))
    valued = any(_is_value(test) for group in own if group for test in group.tests)
    return replace(context, chosen=context.chosen or _nothing(context), sure=False) if valued else context


def _of(test: Test, before: Sequence[Token], context: Context) -> Context:
    if _is_value(test):
        return replace(context, chosen=test, sure=not (before and before[-1].word in _ENDS))
    if test.bare and len(test.names) == 1 and context.chosen is None:
        return replace(context, subject=test.names[0])
    return context


def _glossed(before: Sequence[Token], context: Context, read: Read) -> Test | None:
    """``1 = by a clip (then send it)``: the value that the words before the parenthesis explain."""
    for at in range(len(before) - 1, 0, -1):
        if before[at].text in _GLOSSES and before[at].kind == "mark":
            group = read(before[at - 1 : at], context)
            return group.tests[0] if group and len(group.tests) == 1 and _is_value(group.tests[0]) else None
    return None


def _is_value(test: Test) -> bool:
    return test.op == "in" and not test.bare and bool(test.values)


def _nothing(context: Context) -> Test | None:
    return Test((context.subject,), "set") if context.subject else None
