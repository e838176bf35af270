"""What a price depends on, in the page's words, as values of its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callsheet.extract.claims.literals import number
from callsheet.layers.facts import Json, ParameterFact

PLAIN = frozenset(
    [
        "sdr",
        "standard",
        "normal",
        "base",
        "basic",
        "default",
        "regular",
        "all",
        "any",
        "quality",
        "mode",
        "price",
        "cost",
        "off",
        "video",
        "without",
    ]
)
"""Words that stand for the case in which no switch is on."""
_ARTICLES = frozenset(("the", "a", "an", "for", "at", "in", "with", "using"))
_NOUNS = frozenset(
    (
        "model",
        "mode",
        "resolution",
        "quality",
        "option",
        "setting",
        "video",
        "videos",
        "image",
        "clip",
        "clips",
    )
)
_SPLIT = re.compile(
    r"\s*(?:\+|,|;|/|&|·|×|\band\b|\bwith\b|\bat\b|\bfor\b|\bin\b|\||\n)\s*|\s*[(（]|[)）]\s*", re.IGNORECASE
)
_SECONDS = re.compile(
    r"(?:length|duration|video)?\W*(\d+(?:\.\d+)?)\s*-?\s*(?:s|secs?|seconds?|秒)\b", re.IGNORECASE
)
_NO = re.compile(
    r"^(?:no|without|w/o|non|not)[ -]+(.+)$|^(.+?)[ -]*(?:off|disabled|= ?false)$", re.IGNORECASE
)
_ON = re.compile(r"^(.+?)[ -]*(?:on|enabled|mode|= ?true)$", re.IGNORECASE)


class Resolver:
    """Looks words up among a model's parameters: names, display names, values, switches."""

    def __init__(self, parameters: Sequence[ParameterFact]) -> None:
        self._parameters = parameters
        self._switches = {fact.name: self._words(fact) for fact in parameters if fact.type == "boolean"}

    @staticmethod
    def _words(fact: ParameterFact) -> list[str]:
        leaf = fact.name.rpartition(".")[2]
        parts = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", leaf)
        return [
            part.lower()
            for part in parts
            if part.lower() not in ("enable", "enabled", "generate", "is", "use", "with", "export", "mode")
        ] or [leaf.lower()]

    def named(self, header: str) -> ParameterFact | None:
        """The parameter that a column is named after."""
        plain = re.sub(r"[\W_]+", "", header).lower()
        for fact in self._parameters:
            leaf = re.sub(r"[\W_]+", "", fact.name.rpartition(".")[2]).lower()
            title = re.sub(r"[\W_]+", "", fact.title or "").lower()
            if plain and (
                plain in (leaf, title, f"{leaf}s")
                or (leaf == "duration" and plain in ("length", "videolength", "seconds", "时长"))
            ):
                return fact
        return None

    def conditions(self, label: str, header: str = "") -> dict[str, Json] | None:
        """``"HDR + EXR"`` as two switches; None where a part says nothing of a parameter."""
        found: dict[str, Json] = {}
        hint = self.named(header) if header else None
        for part in (piece.strip(" `*\"'") for piece in _SPLIT.split(label)):
            named = self.named(part)
            if (
                not part
                or part.lower() in PLAIN
                or (named and named.type != "boolean")
                or re.fullmatch(r"(?:length|duration|resolution|per|output)s?", part, re.IGNORECASE)
            ):
                continue
            pair = self._one(part, hint)
            if pair is None:
                return None
            found[pair[0]] = pair[1]
        return found

    def _one(self, part: str, hint: ParameterFact | None) -> tuple[str, Json] | None:
        return self._value(part, hint) or self._timed(part) or self._switch(part) or self._named_value(part)

    def _named_value(self, part: str) -> tuple[str, Json] | None:
        """``the normal motion mode``: a value among words of its parameter's name."""
        words = [word for word in re.findall(r"[\w.:-]+", part.lower()) if word not in _ARTICLES]
        hits = [
            (fact.name, value)
            for fact in self._parameters
            for value in fact.enum or ()
            if str(value).lower() in words
            and {*words} - {str(value).lower()} <= {*re.findall(r"[a-z0-9]+", fact.name.lower()), *_NOUNS}
        ]
        return hits[0] if len(hits) == 1 else None

    def _value(self, part: str, hint: ParameterFact | None) -> tuple[str, Json] | None:
        named = re.match(r"(.+?)\s*[=:]\s*(.+)$", part)
        if named and (fact := self.named(named.group(1))):
            part, hint = named.group(2).strip("`\"' "), fact
        hits = [
            (fact.name, value)
            for fact in self._parameters
            for value in fact.enum or ()
            if str(value).lower() == part.lower()
        ]
        own = [hit for hit in hits if hint and hit[0] == hint.name]
        if own or len(hits) == 1:
            return (own or hits)[0]
        if hint and hint.type in ("integer", "number") and number(part) is not None and not hint.enum:
            return hint.name, number(part)
        return None

    def _timed(self, part: str) -> tuple[str, Json] | None:
        found = _SECONDS.fullmatch(part)
        if not found:
            return None
        wanted = number(found.group(1))
        for fact in sorted(
            self._parameters,
            key=lambda one: not re.search(r"duration|seconds|length", one.name, re.IGNORECASE),
        ):
            for value in fact.enum or ():
                if number(str(value).removesuffix("s")) == wanted and re.search(
                    r"duration|seconds|length|time", fact.name, re.IGNORECASE
                ):
                    return fact.name, value
            if (
                not fact.enum
                and fact.type in ("integer", "number")
                and re.search(r"duration|seconds", fact.name, re.IGNORECASE)
            ):
                return fact.name, wanted
        return None

    def _switch(self, part: str) -> tuple[str, Json] | None:
        off, on = _NO.match(part), _ON.match(part)
        plain = (
            next(group for group in off.groups() if group) if off else on.group(1) if on else part
        ).lower()
        hits = [
            name
            for name, words in self._switches.items()
            if plain.replace(" ", "_") == name.lower() or plain in words or plain.split(" ") == words
        ]
        return (hits[0], not off) if len(hits) == 1 else None


def apart(cases: Sequence[dict[str, Json]]) -> list[dict[str, Json]]:
    """Cases that name switches, told apart: what the next larger case turns on is off here.

    SDR, HDR, HDR + EXR become {hdr: false}, {hdr: true, exr: false}, {hdr: true, exr: true}.
    """
    on = [frozenset(name for name, value in case.items() if value is True) for case in cases]
    out: list[dict[str, Json]] = []
    for case, mine in zip(cases, on, strict=True):
        larger = [other for other in on if other > mine]
        nearest = [other for other in larger if not any(another < other for another in larger)]
        out.append({**case, **{name: False for name in sorted(_all(nearest) - mine) if name not in case}})
    return out


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(name for one in sets for name in one)
