"""A clause against the table: guards off both ends, then the first row that covers the rest and means something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from callsheet.extract.rules import chinese, english, lexicon
from callsheet.extract.rules.clause import GUARDS, Clause
from callsheet.extract.rules.condition import Group, Test
from callsheet.extract.rules.meaning import CONDITIONAL, NEGATIVE
from callsheet.extract.rules.phrasing import Draft, Guard, Phrasing, Reading, compiled, needed, words_in
from callsheet.extract.rules.spoken import WORDS

ROWS: tuple[Phrasing, ...] = (*english.ROWS, *chinese.ROWS)
_CLASSES = tuple({**english.CLASSES, **chinese.CLASSES}.items())
_ASIDE = frozenset(
    [
        "you",
        "used",
        "using",
        "combined",
        "use",
        "set",
        "specify",
        "provide",
        "select",
        "choosing",
        "enabling",
        "and",
        "only-with",
    ]
)
_MANY = {
    "both": True,
    "all-of": True,
    "either": False,
    "any-of": False,
    "one-of": False,
    "at-least-one-of": False,
}
_CLOSERS = frozenset(
    (
        "时",
        "下",
        "后",
        "中",
        "情况下",
        "的情况下",
        "场景下",
        "模式下",
        "条件下",
        "的时候",
        "then",
        ",",
        ":",
        "则",
        "那么",
        "场景",
        "时候",
    )
)
_JOINTS = frozenset((",", "and", "but", "or", "also", "且", "并且", "但", "而", "并"))
_TOGETHER = frozenset(("together", "simultaneously", "at-same-time"))
_PARTS = 8
"""Commas and conjunctions at which a clause is parted."""
_TRAILING = 2
"""Guards taken off the end of a clause."""


@cache
def reserved() -> frozenset[str]:
    """Words of the tables: alone and unmarked they are never taken for a name or value."""
    classes = {word for name, words in _CLASSES if name != "THING" for word in words.split("|")}
    return frozenset(classes.union(GUARDS, WORDS, *(words_in(row.pattern) for row in ROWS))) - {"...", ","}


@cache
def chinese_words() -> frozenset[str]:
    """What runs of Chinese characters are parted into."""
    return frozenset(word for word in reserved() | _CLOSERS if word[:1] >= "\u3400") | lexicon.CHINESE


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
    """Reads one clause. ``own`` is the row's parameter; ``normative`` tells words that oblige."""

    clause: Clause
    own: tuple[Test, ...]
    own_words: frozenset[str]
    types: Mapping[str, str]
    normative: Callable[[str], bool]
    before: tuple[Guard, ...] = ()
    """Guards of the clause before, for "otherwise"."""

    def read(self) -> Understood | None:
        """None where no row covers any part of the clause."""
        start, guards = self._leading(0)
        own = Group(self.own) if self.own else None
        return self._read(self.clause.items[start:], guards, own, deep=4)

    # -- guards --------------------------------------------------------------------------------------------------

    def _leading(self, at: int) -> tuple[int, tuple[Guard, ...]]:
        items, guards = self.clause.items, []
        if items[:1] in (["otherwise"], ["否则"]) and self.before:
            at = 2 if items[1:2] == [","] else 1
            guards = [replace(guard, word=_opposite(guard.word)) for guard in self.before]
        for _ in range(3):
            step = self._guard_at(at)
            if step is None:
                break
            guards.append(step[0])
            at = step[1]
        return at, tuple(guards)

    def _guard_at(self, at: int) -> tuple[Guard, int] | None:
        items, here = self.clause.items, at
        word = items[here] if here < len(items) and items[here] in GUARDS else ""
        here += 1 if word else 0
        here, joint = self._aside(here)
        group = self.clause.group_at(here)
        if group is None:
            return None
        closers = here + 1
        while closers < len(items) and items[closers] in _CLOSERS:
            closers += 1
        if (closers == here + 1 and word not in CONDITIONAL | NEGATIVE) or (
            not word and items[here + 1] in (",", "then")
        ):
            return None
        if closers == len(items) or (
            word not in CONDITIONAL and not word and not _is_chinese(items[here + 1])
        ):
            return None
        return Guard(word=word or "当", group=_joined(group, joint), leading=True), closers

    def _aside(self, at: int) -> tuple[int, bool | None]:
        items, joint = self.clause.items, None
        while at < len(items) and (items[at] in _ASIDE or items[at] in _MANY):
            joint = _MANY.get(items[at], joint)
            at += 1
        return at, joint

    def _trailing(self, items: Sequence[str]) -> tuple[Sequence[str], Guard] | None:
        """The guard at the end, and what stands before it."""
        if not items or not items[-1].startswith("<"):
            return None
        at, joint = len(items) - 2, None
        while at > 0 and (items[at] in _ASIDE or items[at] in _MANY):
            joint = _MANY.get(items[at], joint)
            at -= 1
        if at < 0 or items[at] not in GUARDS:
            return None
        group = self.clause.groups[int(items[-1][1:-1])]
        before = items[:at]
        if before and before[-1] == "together":
            before = before[:-1]
        return before, Guard(word=items[at], group=_joined(group, joint))

    # -- rows ----------------------------------------------------------------------------------------------------

    def _read(
        self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None, *, deep: int
    ) -> Understood | None:
        found = self._whole(items, guards, own) or self._own_words(items, guards, own)
        return found or (self._parts(items, guards, own, deep) if deep else None)

    def _whole(self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None) -> Understood | None:
        """The first row that covers these items, with up to two guards taken off their end."""
        items = _trimmed(items)
        if len(items) > 2 and items[-1] in _TOGETHER and items[-2].startswith("<") and items[-3] in GUARDS:
            items = items[:-1]
        trailing: tuple[Guard, ...] = ()
        for _ in range(_TRAILING + 1):
            if any(_unsound(guard) for guard in (*guards, *trailing)):
                return None
            found = self._row(items, (*guards, *trailing), own)
            if found is not None:
                return found
            step = self._trailing(items)
            if step is None:
                return None
            items, trailing = step[0], (step[1], *trailing)
        return None

    def _row(self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None) -> Understood | None:
        text, words = "".join(f"{item} " for item in items), frozenset(items)
        for row in ROWS:
            if any(words.isdisjoint(part) for part in needed(row.pattern, _CLASSES)):
                continue
            match = compiled(row.pattern, _CLASSES).fullmatch(text)
            if match is None:
                continue
            said = self._said(match.groupdict(), guards, own)
            drafts = tuple(row.means(said))
            if drafts:
                groups = [group for group in (said.a, said.b, *(guard.group for guard in guards)) if group]
                rest = tuple(word for group in groups for word in group.unknown)
                return Understood(drafts=drafts, rest=rest, rows=(row,), guards=guards, subject=said.a)
        return None

    def _said(self, parts: Mapping[str, str | None], guards: tuple[Guard, ...], own: Group | None) -> Reading:
        a, b, number = parts.get("A"), parts.get("B"), parts.get("N")
        return Reading(
            a=self._group(a, parts.get("A_of")) if a else own,
            b=self._group(b, parts.get("B_of")) if b else None,
            number=int(number) if number else None,
            guards=guards,
            own=a is None,
            types=self.types,
        )

    def _group(self, index: str, many: str | None) -> Group:
        return _joined(self.clause.groups[int(index)], _MANY.get(many or ""))

    def _own_words(
        self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None
    ) -> Understood | None:
        """In a parameter's own row, opening words that share one with its name: "Element binding is only …"."""
        end = 0
        while end < min(4, len(items)) and items[end] not in reserved() and items[end].isalpha():
            end += 1
        if not end or own is None or not any(_stem(item) in self.own_words for item in items[:end]):
            return None
        return self._whole(items[end:], guards, own)

    def _parts(
        self, items: Sequence[str], guards: tuple[Guard, ...], own: Group | None, deep: int
    ) -> Understood | None:
        """Two clauses joined by a comma, "and" or "but": the second may lean on the first's subject."""
        joints = [at for at, item in enumerate(items) if item in _JOINTS and 0 < at < len(items) - 1][:_PARTS]
        for at in joints:
            left, right = items[:at], items[at + 1 :]
            first = self._whole(left, guards, own) or self._own_words(left, guards, own)
            if first is not None and not _conditional(right[:2]):
                second = self._read(right, guards, first.subject or own, deep=deep - 1)
                return _both(first, second, () if second or not self._obliges(right) else right)
        for at in joints:
            left, right = items[:at], items[at + 1 :]
            if _conditional(left):
                return None
            second = self._read(right, guards, own if not _names(left) else None, deep=0)
            if second is not None:
                return _both(second, None, left if self._obliges(left) else ())
        return None

    def _obliges(self, items: Sequence[str]) -> bool:
        return self.normative(" ".join(items))


def _both(first: Understood, second: Understood | None, rest: Sequence[str]) -> Understood:
    words = (" ".join(rest),) if rest else ()
    if second is None:
        return replace(first, rest=(*first.rest, *words))
    return Understood(
        drafts=(*first.drafts, *second.drafts),
        rest=(*first.rest, *second.rest, *words),
        rows=(*first.rows, *second.rows),
        guards=first.guards,
        subject=second.subject,
    )


def _unsound(guard: Guard) -> bool:
    """An item of the guard is unknown, and leaving it out would say more than the page does."""
    return bool(guard.group.unknown) and (guard.group.joint or guard.word in NEGATIVE)


def _conditional(items: Sequence[str]) -> bool:
    """Whether these words may hold a condition: left out, it would make a rule say more than the page does."""
    return any(item in GUARDS or item in _CLOSERS - {","} for item in items)


def _names(items: Sequence[str]) -> bool:
    return any(item.startswith("<") for item in items)


def _joined(group: Group, joint: bool | None) -> Group:
    return group if joint is None else replace(group, joint=joint)


def _opposite(word: str) -> str:
    return "when" if word in NEGATIVE else "unless"


def _trimmed(items: Sequence[str]) -> Sequence[str]:
    start, end = 0, len(items)
    while start < end and items[start] in _JOINTS:
        start += 1
    while end > start and items[end - 1] in _JOINTS | {"。"}:
        end -= 1
    return items[start:end]


def _stem(word: str) -> str:
    for ending in ("ing", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _is_chinese(item: str) -> bool:
    return item[:1] >= "\u3400"
