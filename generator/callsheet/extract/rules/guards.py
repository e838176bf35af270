"""Guards: the conditions at either end of a clause, "when A is v", "with B", "unless C"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from callsheet.extract.rules.clause import Clause
from callsheet.extract.rules.condition import Group
from callsheet.extract.rules.lexicon import words
from callsheet.extract.rules.phrasing import CONDITIONAL, GUARDS, NEGATIVE, Guard

CLOSERS = words("时 下 后 情况下 的情况下 场景下 模式下 条件下 的时候 场景 时候 时才 才 则 那么 then , :")
"""Words between an opening guard and what it guards."""
_ASIDE = words("you used using combined use set specify provide select choosing enabling any and 同时 共同")
_MANY = {
    "both": True,
    "同时": True,
    "共同": True,
    "all-of": True,
    "either": False,
    "any-of": False,
    "one-of": False,
    "at-least-one-of": False,
}
_CHANGES = words("switches switch changes - :")
"""After these "to" opens no condition: "switches to image-to-image mode"."""
_MOST = 3
"""Guards taken off the front of a clause."""


def leading(
    clause: Clause, items: Sequence[str], before: Sequence[Guard] = ()
) -> tuple[Sequence[str], tuple[Guard, ...]]:
    """What follows the guards that open these items, and those; "otherwise" turns the ones before round."""
    guards, at = [], 0
    if list(items[:1]) in (["otherwise"], ["否则"]) and before:
        at = 2 if list(items[1:2]) == [","] else 1
        guards = [replace(guard, word=_opposite(guard.word)) for guard in before]
    for _ in range(_MOST):
        step = _guard_at(clause, items, at)
        if step is None:
            break
        guards.append(step[0])
        at = step[1]
    return items[at:], tuple(guards)


def _guard_at(clause: Clause, items: Sequence[str], at: int) -> tuple[Guard, int] | None:
    word = items[at] if at < len(items) and items[at] in GUARDS else ""
    here, joint = _aside(items, at + bool(word))
    group = clause.group_of(items[here]) if here < len(items) else None
    end = here + 1
    while end < len(items) and items[end] in CLOSERS:
        end += 1
    if group is None or end == len(items) or not _closed(word, items[here + 1 : end]):
        return None
    return Guard(word=word or "当", group=joined(group, joint=joint), leading=True), end


def _closed(word: str, closers: Sequence[str]) -> bool:
    """Whether the words after it make a group a guard: none are needed after "if", Chinese ones without any word."""
    if not word:
        return bool(closers) and closers[0] not in (",", ":", "then", "才", "时才")
    return bool(closers) or word in CONDITIONAL | NEGATIVE


def _aside(items: Sequence[str], at: int, step: int = 1) -> tuple[int, bool | None]:
    joint = None
    while 0 < at < len(items) and (items[at] in _ASIDE or items[at] in _MANY):
        joint = _MANY.get(items[at], joint)
        at += step
    return at, joint


def trailing(clause: Clause, items: Sequence[str]) -> tuple[Sequence[str], Guard] | None:
    """What stands before the guard at the end, and that guard."""
    if not items:
        return None
    at, joint = _aside(items, len(items) - 2, -1)
    if at < 0 or items[at] not in GUARDS:
        return None
    before = items[: at - 1] if items[at - 1 : at] == ["together"] else items[:at]
    group = clause.group_of(items[-1])
    if group is None:
        return None
    return before, Guard(word=items[at], group=joined(group, joint=joint))


def conditional(items: Sequence[str]) -> bool:
    """Whether these words may hold a condition: left out, it would make a rule say more than the page does."""
    return any(
        (item in GUARDS and not (item == "to" and items[at - 1] in _CHANGES)) or item in CLOSERS - {","}
        for at, item in enumerate(items)
    )


def unsound(guard: Guard) -> bool:
    """Whether an item of the guard is unknown, and leaving it out would say more than the page does."""
    if guard.group.nested and guard.word in CONDITIONAL | NEGATIVE:
        return True
    return bool(guard.group.unknown) and (guard.group.joint or guard.word in NEGATIVE)


def joined(group: Group, *, joint: bool | None = None, many: str | None = None) -> Group:
    """The group, joined as a word before it says: "both", "either", "at least one of"."""
    joint = _MANY.get(many) if many else joint
    return group if joint is None else replace(group, joint=joint)


def _opposite(word: str) -> str:
    return "when" if word in NEGATIVE else "unless"
