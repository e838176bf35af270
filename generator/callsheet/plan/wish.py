"""What somebody wants of a model: a value, a bound, or something that it can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

Bound: TypeAlias = Literal["=", ">=", "<="]

_WORD = re.compile(r"(?P<name>[^<>=\s]+)(?P<order>>=|<=|=)(?P<text>.*)", re.DOTALL)


class NoWish(Exception):  # noqa: N818  # the command line makes a usage error of it
    """A word that is none, or that no model knows; ``near`` are words that one does."""

    def __init__(self, message: str, near: Sequence[str] = ()) -> None:
        super().__init__(f"{message}; did you mean {' or '.join(near)}?" if near else message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """``duration>=9s``; without an order, ``img2video``, a capability."""

    name: str
    order: Bound | None = None
    text: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.order or ''}{self.text}"


def parse_wish(word: str) -> Wish:
    """``name=value``, ``name>=value``, ``name<=value`` or a capability; raises NoWish."""
    found = _WORD.fullmatch(word)
    if found is None:
        if not re.fullmatch(r"[\w-]+", word):
            raise NoWish(f"{word!r} is no name=value, name>=value, name<=value or capability")
        return Wish(name=word)
    if several := re.search(r"\s(?=[\w.-]+(>=|<=|=))", found["text"]):
        rest = found["text"][several.end() :]
        raise NoWish(f"{word!r} is more than one wish; say {rest!r} as a word of its own")
    if not found["text"]:
        raise NoWish(f"{word!r} names no value")
    return Wish(name=found["name"], order=cast("Bound", found["order"]), text=found["text"])
