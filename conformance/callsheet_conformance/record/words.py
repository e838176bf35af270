"""What may stand in a recording as it was: names and values that are documented anyway, and plain words.

Everything else is replaced, so a secret has to be a documented word to get through.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

LONGEST: Final = 60
"""Longer strings are replaced even where they are known, to keep recordings small."""
_PLAIN: Final = frozenset(Path(__file__).with_name("plain_words.txt").read_text("utf-8").split())
_TOKEN: Final = re.compile(r"[A-Za-z0-9_.:/+-]+")
_ALIAS: Final = re.compile(r"(?:base|id|text|key|opaque|number)-[0-9a-f-]{6,40}\Z")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z _-]{0,31}\Z")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def alias(kind: str, text: str) -> str:
    """``id-3f2a9c81d0``; an alias stays what it is, so that scrubbing twice changes nothing."""
    return text if _ALIAS.match(text) else f"{kind}-{digest(text)}"


class Vocabulary:
    """Strings that are documented: of a manifest and of the requests that the suite makes of it."""

    def __init__(self, *sources: Any) -> None:
        self._known = frozenset(text for source in sources for text in _strings(source))
        self._tokens = _PLAIN | {t.lower() for text in self._known for t in _TOKEN.findall(text)[:40]}

    def value(self, value: Any) -> Any:
        """JSON of a request with what is not known replaced, at any depth."""
        if isinstance(value, Mapping):
            return {self._key(key): self.value(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(item) for item in value]
        if isinstance(value, str):
            return value if len(value) <= LONGEST and value in self._known else alias("text", value)
        if isinstance(value, bool) or value is None or abs(value) < 10**9:
            return value
        return alias("number", str(value))

    def _key(self, key: str) -> str:
        return key if key in self._known else alias("key", key)

    def sentence(self, text: str) -> str:
        """A message with every token replaced that is neither plain nor documented."""
        return _TOKEN.sub(self._token, text[:2000])[:400]

    def _token(self, found: re.Match[str]) -> str:
        token = found[0]
        core = token.strip(".:/+-").lower()
        short = core.isdecimal() and len(core) <= 4
        return token if short or core in self._tokens or not core else "…"


@cache
def is_word(text: str) -> bool:
    """Whether it looks like a status word: letters, blanks, hyphens, underscores."""
    return _WORD.match(text) is not None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
