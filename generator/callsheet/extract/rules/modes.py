"""Modes that a page defines by what is sent: "Extend: exactly one keyframe, `a` or `b`", "Image to video: `a` + `b`"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet.extract.rules.condition import Conjunction, Dnf, fields_of, unique
from callsheet.extract.rules.names import Names, words_of
from callsheet.extract.rules.sentence import Sentence
from callsheet.layers.facts import Json

Key = tuple[str, ...]
"""Words of a mode's name: ``("image", "to", "video")``."""

_ABOVE = re.compile(r"\b(?:modes?|scenarios?|workflows?|tasks?)\b", re.IGNORECASE)
"""Only below such a heading or introduction a title is taken for a mode's name."""
_TITLED = re.compile(r"\W*(?:\d{1,2}[.)]\W*)?([A-Za-z][^:`\n]{2,60}?)\W*:[*\s]*(\S[^\n]*(?:\n[^\n]+)?)")
_ASIDE = re.compile(r"\([^()]*(?:\)|$)")
_NAME = re.compile(r"`([\w.]+)`|\b([a-z]+(?:_[a-z0-9]+)+)\b")
_BEFORE = re.compile(
    r"\s*(?:just |only )?(?:set|provide|pass|use|supply|send|exactly one(?: [\w-]+){0,3}\s*[—–:,-]?)?\s*(?:an? |either |both )?",
    re.IGNORECASE,
)
_EACH, _ANY = ("+", "and", "&", "with"), ("and/or", "or", "/", ", or")
_LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """``prompt + (a or b)`` → parts=(("prompt",), ("a", "b"))."""

    key: Key
    parts: tuple[tuple[str, ...], ...]
    alone: bool = False
    """Whether it says "exactly one": then the others of the same stems are missing."""


def modes_of(sentences: Iterable[Sentence], names: Names) -> dict[Key, Dnf]:
    """Each mode that the page defines, as the combinations of parameters that make a request one of that mode.

    A parameter that all definitions name, or that is sent anyway, tells no mode from another.
    """
    said = [
        one for sentence in sentences if _ABOVE.search(_above(sentence)) for one in _defined(sentence, names)
    ]
    common = (
        set.intersection(*({name for part in one.parts for name in part} for one in said)) if said else set()
    )
    found: dict[Key, list[Conjunction]] = {}
    for one in said if len(said) > 1 else ():
        found.setdefault(one.key, []).extend(_cases(one, common, names))
    modes = {key: _least(cases) for key, cases in found.items() if cases and all(cases)}
    return {key: apart for key in modes if (apart := _apart(key, modes))}


def _apart(key: Key, modes: Mapping[Key, Dnf]) -> Dnf:
    """The mode's cases without those of others that send one thing more; nothing where they send several more."""
    apart: list[Conjunction] = []
    others = [case for other, cases in modes.items() if other != key for case in cases]
    for case in modes[key]:
        more = [[each for each in other if each not in case] for other in others if _holds_more(other, case)]
        if any(len(extra) > 1 for extra in more):
            return ()
        apart.append((*case, *unique([name, "unset"] for (extra,) in more for name in fields_of((extra,)))))
    return tuple(apart)


def _holds_more(other: Conjunction, case: Conjunction) -> bool:
    return len(other) > len(case) and all(literal in other for literal in case)


def _above(sentence: Sentence) -> str:
    return " ".join((*sentence.section[-1:], *sentence.lead[-1:]))


def _defined(sentence: Sentence, names: Names) -> Iterator[_Said]:
    titled = _TITLED.match(sentence.text[:_LONGEST])
    if titled is None:
        return
    key = words_of(_ASIDE.sub("", titled[1]))
    body = re.split(r"[.;](?:\s|$)", _ASIDE.sub("", titled[2]), maxsplit=1)[0].replace("\n", " ")
    parts = _parts(body, names)
    if parts and key and not names.named(titled[1]):
        yield _Said(key=key, parts=parts, alone="exactly one" in body.lower())


def _parts(body: str, names: Names) -> tuple[tuple[str, ...], ...]:
    """Parameters that go together, each with its alternatives; nothing where words stand between that say more."""
    found = [(match, names.named(match[1] or match[2], code=True)) for match in _NAME.finditer(body)]
    if not found or any(len(name) != 1 for _, name in found):
        return ()
    before, after = body[: found[0][0].start()], body[found[-1][0].end() :]
    if _BEFORE.fullmatch(before) is None or after.strip(" *,") not in ("", "only"):
        return ()
    parts = [[found[0][1][0]]]
    for (one, _), (other, name) in pairwise(found):
        between = body[one.end() : other.start()].strip().lower()
        if between in _ANY:
            parts[-1].append(name[0])
        elif between in _EACH:
            parts.append([name[0]])
        else:
            return ()
    return tuple(map(tuple, parts))


def _cases(said: _Said, common: set[str], names: Names) -> Iterator[Conjunction]:
    always = common | {name for part in said.parts for name in part if names.facts[name].required}
    parts = [part for part in said.parts if not always & set(part)]
    cases: list[Conjunction] = [()] if parts else []
    for part in parts:
        others = {other for name in part for other in names.siblings(name)} if said.alone else set()
        cases = [(*case, *_one_of(name, others)) for case in cases for name in part]
    yield from cases


def _one_of(name: str, others: set[str]) -> Conjunction:
    missing: list[Json] = [[other, "unset"] for other in sorted(others - {name})]
    return ([name, "set"], *missing)


def _least(cases: Sequence[Conjunction]) -> Dnf:
    """Without cases that ask for more than another one does."""
    kept: list[Conjunction] = []
    for case in sorted(cases, key=len):
        if not any(all(literal in case for literal in other) for other in kept):
            kept.append(case)
    return tuple(kept)


def longest(modes: Mapping[Key, Dnf], words: Sequence[str]) -> tuple[Key, int] | None:
    """The mode whose name opens these words, hyphens left out, and how many of them it takes."""
    said: list[tuple[str, int]] = [(word, at + 1) for at, word in enumerate(words) if word != "-"]
    for length in range(len(said), 0, -1):
        key = tuple(word for word, _ in said[:length])
        if key in modes:
            return key, said[length - 1][1]
    return None
