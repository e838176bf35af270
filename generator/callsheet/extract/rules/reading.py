"""A clause against the table: guards off both ends, then the first row that covers the rest and means something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from callsheet.extract.rules.clause import Clause
from callsheet.extract.rules.condition import Group, Test
from callsheet.extract.rules.guards import conditional, joined, leading, trailing, unsound
from callsheet.extract.rules.lexicon import words
from callsheet.extract.rules.names import singular
from callsheet.extract.rules.phrasing import GUARDS, Draft, Guard, Phrasing, Reading
from callsheet.extract.rules.phrasings import CLASSES
from callsheet.extract.rules.table import covering, reserved
from callsheet.layers.facts import Json

_REASONS = words("since because 因为 由于")
"""What follows these is a reason: it adds no condition."""
_JOINTS = words(", and but or also 且 并且 但 而 并") | _REASONS
_IT = words("it they")
_OTHERWISE = words("otherwise 否则")
_LISTING = words("可选值 取值 取值范围 可选范围 枚举值 默认值 默认")
"""After a comma these open the parameter's own values, which are no part of the rule before."""
_STATES = words(
    f"{dict(CLASSES)['LOST']} {dict(CLASSES)['NEEDED']} {dict(CLASSES)['UNABLE']}".replace("|", " ")
)
"""After a comma these open a clause of their own, of the same subject: "required when A, ignored when B"."""
_BESIDE = words("with 与 和 配合 搭配")
_TOGETHER = words("together simultaneously at-same-time")
_PARTS = 8
"""Commas and conjunctions at which a clause is parted."""
_TRAILING = 2
"""Guards taken off the end of a clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a clause says, which of its words nothing was made of, and what the next clause may lean on."""

    drafts: tuple[Draft, ...] = ()
    rest: tuple[str, ...] = ()
    rows: tuple[Phrasing, ...] = ()
    guards: tuple[Guard, ...] = ()
    subject: Group | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads one clause. ``own`` is what a clause without a subject speaks of, ``normative`` tells words that oblige."""

    clause: Clause
    own: Group | None
    own_words: frozenset[str] = frozenset()
    types: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    normative: Callable[[str], bool]
    before: tuple[Guard, ...] = ()
    """Guards of the clause before, for "otherwise"."""
    above: tuple[Guard, ...] = ()
    """Guards that the lines above lay on it."""

    def read(self) -> Understood | None:
        """None where no row covers any part of the clause."""
        items, guards = leading(self.clause, self.clause.items, self.before)
        return self._read(items, (*self.above, *guards), self.own, deep=4)

    def _read(
        self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None, *, deep: int
    ) -> Understood | None:
        items, more = leading(self.clause, items)
        guards = (*guards, *more)
        if own is None and items[:1] and items[0] in _IT and guards:
            items, own = items[1:], _meant(guards)
        found = self._whole(items, guards, own) or self._own_words(items, guards, own)
        return found or (self._parts(items, guards, own, deep) if deep else None)

    def _whole(self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None) -> Understood | None:
        """The first row that covers these items, with up to two guards taken off their end."""
        items = _trimmed(items)
        ending: tuple[Guard, ...] = ()
        for _ in range(_TRAILING + 1):
            if any(unsound(guard) for guard in (*guards, *ending)):
                return None
            found = self._row(items, (*guards, *ending), own)
            if found is not None:
                return found
            step = trailing(self.clause, items)
            if step is None:
                return None
            items, ending = step[0], (step[1], *ending)
        return None

    def _row(self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None) -> Understood | None:
        for row, match in covering(items):
            said = self._said(match.groupdict(), guards, own)
            drafts = tuple(row.means(said))
            if drafts:
                groups = [group for group in (said.a, said.b, *(guard.group for guard in guards)) if group]
                rest = tuple(word for group in groups for word in group.unknown)
                return Understood(drafts=drafts, rest=rest, rows=(row,), guards=guards, subject=said.a)
        return None

    def _said(self, parts: Mapping[str, str | None], guards: tuple[Guard, ...], own: Group | None) -> Reading:
        a, b, number = parts.get("A"), parts.get("B"), parts.get("N")
        if case := parts.get("C"):
            guards = (*guards, Guard(word="when", group=self._group(case, None)))
        return Reading(
            a=self._group(a, parts.get("A_of")) if a else own,
            b=self._group(b, parts.get("B_of")) if b else None,
            number=int(number) if number else None,
            guards=guards,
            types=self.types,
            listed=self.listed,
        )

    def _group(self, index: str, many: str | None) -> Group:
        return joined(self.clause.groups[int(index)], many=many)

    def _own_words(
        self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None
    ) -> Understood | None:
        """In a parameter's own row, opening words that share one with its name: "Element binding is only …"."""
        if own is None:
            return None
        end = 0
        groups = {item: group for item in items[:4] if (group := self.clause.group_of(item))}
        named = [item for item, group in groups.items() if group.names == own.names]
        while end < min(4, len(items)) and (items[end] in named or _is_plain(items[end])):
            end += 1
        if not end or not (named or any(_stem(item) in self.own_words for item in items[:end])):
            return None
        stated = [groups[item] for item in items[:end] if item in named and not groups[item].tests[0].bare]
        rest, more = leading(self.clause, _trimmed(items[end:]))
        said = stated[-1] if stated else own
        return self._whole(rest, (*guards, *more), said) if len(stated) < 2 else None

    def _parts(
        self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None, deep: int
    ) -> Understood | None:
        """Two clauses joined by a comma, "and" or "but": the second may lean on the first's subject."""
        joints = [at for at, item in enumerate(items) if item in _JOINTS and 0 < at < len(items) - 1][:_PARTS]
        for at in joints:
            left, right = items[:at], items[at + 1 :]
            first = self._whole(left, guards, own) or self._own_words(left, guards, own)
            if first is not None and right[0] in _LISTING:
                return first
            if first is not None and (right[0] in _STATES or not conditional(right[:2])):
                second = self._otherwise(right, guards, first, own, deep=deep - 1)
                if second is None and self._may_go_on(first, items[at], right):
                    return None
                return _both(first, second, () if second or not self._obliges(right) else right)
        for at in joints:
            left, right = items[:at], items[at + 1 :]
            if conditional(left):
                return None
            second = self._read(right, guards, None if _has_subject(left) else own, deep=min(deep - 1, 1))
            if second is not None:
                return _both(second, None, left if self._obliges(left) else ())
        return None

    def _otherwise(
        self,
        items: Sequence[str],
        guards: tuple[Guard, ...],
        first: Understood,
        own: Group | None,
        *,
        deep: int,
    ) -> Understood | None:
        """What follows a joint; after "otherwise" the guards of the clause before are turned round."""
        told = tuple(guard for guard in first.guards if guard not in guards)
        rest, turned = leading(self.clause, items, told)
        if items[0] not in _OTHERWISE or len(told) != 1:
            return self._read(items, guards, first.subject or own, deep=deep)
        return self._read(rest, (*guards, *turned), first.subject or own, deep=deep)

    def _may_go_on(self, first: Understood, joint: str, right: Sequence[str]) -> bool:
        """Whether words not understood may still belong to the clause before: an alternative, or more of its guard."""
        if joint in _REASONS:
            return False
        alternative = joint == "or" or right[0] == "or"
        return alternative or (any(not guard.leading for guard in first.guards) and not self._obliges(right))

    def _obliges(self, items: Sequence[str]) -> bool:
        return self.normative(" ".join(items))


def _meant(guards: Sequence[Guard]) -> Group | None:
    """What "it" is after "when A is v": A, where there is no other."""
    names = dict.fromkeys(name for guard in guards for name in guard.group.names)
    return Group((Test(tuple(names), "set", bare=True),)) if len(names) == 1 else None


def _both(first: Understood, second: Understood | None, rest: Sequence[str]) -> Understood:
    more = (" ".join(rest),) if rest else ()
    if second is None:
        return replace(first, rest=(*first.rest, *more))
    return Understood(
        drafts=(*first.drafts, *second.drafts),
        rest=(*first.rest, *second.rest, *more),
        rows=(*first.rows, *second.rows),
        guards=first.guards,
        subject=second.subject,
    )


def _is_plain(item: str) -> bool:
    return item.isalpha() and item not in reserved()


def _has_subject(items: Sequence[str]) -> bool:
    """Whether these words speak of a parameter, and not only of what goes with it: "used with X, …"."""
    return any(
        item.startswith("<") and (at == 0 or items[at - 1] not in _BESIDE) for at, item in enumerate(items)
    )


def _trimmed(items: Sequence[str]) -> Sequence[str]:
    """Without the joints at either end, and without a "together" that a guard already says."""
    start, end = 0, len(items)
    while start < end and items[start] in _JOINTS:
        start += 1
    while end > start and items[end - 1] in _JOINTS:
        end -= 1
    items = items[start:end]
    said = len(items) > 2 and items[-1] in _TOGETHER and items[-2].startswith("<") and items[-3] in GUARDS
    return items[:-1] if said else items


def _stem(word: str) -> str:
    return word[:-3] if len(word) > 5 and word.endswith("ing") else singular(word)
