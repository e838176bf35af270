"""Limits on what a parameter points at, in two versions: tighter ones break callers, looser ones do not.

No request shows them: they hold for the picture or the video behind a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet.drift.step import Step
from callsheet.layers.change import Effect
from callsheet.layers.facts import MediaLimit


def media_steps(old: Sequence[MediaLimit], new: Sequence[MediaLimit]) -> Iterator[Step]:
    """By what is limited, in the order of the new version; their order on a page says nothing."""
    kinds = dict.fromkeys(each.what for each in (*new, *old))
    for what in kinds:
        mine, other = _of(what, old), _of(what, new)
        for effect, before, now in _moves(mine, other):
            message = f"limits on the media: {what} {_said(now)} now, {_said(before)} before"
            yield Step(
                key="media",
                effect=effect,
                message=message,
                old=_plain(what, before),
                new=_plain(what, now),
            )


def _of(what: str, limits: Sequence[MediaLimit]) -> list[MediaLimit]:
    return sorted((each for each in limits if each.what == what), key=repr)


Move = tuple[Effect, list[MediaLimit], list[MediaLimit]]


def _moves(old: list[MediaLimit], new: list[MediaLimit]) -> Iterator[Move]:
    if old == new or (len(old) == len(new) == 1 and _same(old[0], new[0])):
        return
    if not old or not new:
        yield ("breaking" if new else "additive"), old, new
    elif len(old) == len(new) == 1:
        tighter, looser = _tighter(old[0], new[0]), _tighter(new[0], old[0])
        yield ("breaking" if tighter or not looser else "additive"), old, new
    else:
        kept = [each for each in new if each in old]
        yield ("additive" if len(kept) == len(new) else "breaking"), old, new


def _same(old: MediaLimit, new: MediaLimit) -> bool:
    return (old.min, old.max, set(old.values)) == (new.min, new.max, set(new.values))


def _tighter(old: MediaLimit, new: MediaLimit) -> bool:
    """Whether something that the old limit lets through is stopped by the new one."""
    is_higher = new.min is not None and (old.min is None or new.min > old.min)
    is_lower = new.max is not None and (old.max is None or new.max < old.max)
    lost = set(old.values) - set(new.values) if old.values and new.values else set(new.values)
    return is_higher or is_lower or bool(lost and new.values)


def _said(limits: list[MediaLimit]) -> str:
    return ", ".join(map(_range, limits)) if limits else "without limit"


def _range(limit: MediaLimit) -> str:
    if limit.values:
        return ", ".join(sorted(limit.values))
    ends = [
        f"from {_number(limit.min)}" if limit.min is not None else "",
        f"up to {_number(limit.max)}" if limit.max is not None else "",
    ]
    return " ".join(filter(None, ends)) or "any"


def _number(value: float) -> str:
    """With every digit: bytes are many."""
    return f"{value:.0f}" if value == int(value) else f"{value:g}"


def _plain(what: str, limits: list[MediaLimit]) -> list[str]:
    return [f"{what} {_range(each)}" for each in limits]
