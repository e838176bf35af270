"""Changes as Markdown: the body of a pull request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from callsheet.drift.effects import ORDER, told, worded
from callsheet.layers.change import Change, Effect
from callsheet.layers.facts import Json
from callsheet.layers.place import Place

TITLES: Final[dict[Effect, str]] = {
    "breaking": "Breaking",
    "price": "Prices",
    "unclear": "To be read by a person",
    "additive": "Additive",
    "cosmetic": "Words and places",
}
_LONGEST: Final = 80
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def markdown(changes: Iterable[Change], *, version: str = "") -> str:
    """One section an effect, one bullet a change, with its place and a request that shows it. Ends with a line feed."""
    every = list(changes)
    found, others = told(every), worded(every)
    if not found:
        return " ".join(["Nothing changed for callers.", *_words(others, version)]) + "\n"
    counts = ", ".join(
        f"{sum(each.effect == effect for each in found)} {effect}"
        for effect in ORDER
        if any(each.effect == effect for each in found)
    )
    head = [f"**{counts}**" + (f"; the package becomes {version}." if version else "."), ""]
    return "\n".join([*head, *(line for effect in ORDER for line in _section(effect, found))]).rstrip() + "\n"


def _words(models: list[str], version: str) -> Iterator[str]:
    if models:
        yield f"Words or places differ in {len(models)} of the models" + (
            f"; the package becomes {version}." if version else "."
        )


def bullets(title: str, rows: Iterable[tuple[str, str, str]]) -> str:
    """A section of ``(subject, message, code)``."""
    lines = [f"- {code(subject)}: {_text(message)} `{mark}`" for subject, message, mark in rows]
    return "\n".join([f"### {title}", "", *lines, ""])


def shown(witness: Mapping[str, Json]) -> str:
    """A request as JSON, its long texts cut."""
    cut = {key: _cut(value) for key, value in witness.items()}
    return json.dumps(cut, ensure_ascii=False)


def _cut(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _cut(each) for key, each in value.items()}
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}… ({len(value)} characters)"
    return value


def _section(effect: Effect, changes: list[Change]) -> Iterator[str]:
    own = [each for each in changes if each.effect == effect]
    if own:
        yield from (f"### {TITLES[effect]}", "", *(line for each in own for line in _bullet(each)), "")


def _bullet(change: Change) -> Iterator[str]:
    place = Place.parse(change.at).path
    at = f" ({_text(place)})" if place else ""
    yield f"- {code(change.subject)}: {_text(change.message)}{at} `{change.code}`"
    if change.witness is not None:
        yield f"  for example {code(shown(change.witness))}"


def _text(text: str) -> str:
    """Words that no Markdown reads as marks; one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split())).replace("@", "@\u200b")


def code(text: str) -> str:
    """A code span that holds any text: its fence is longer than any run of back-ticks inside."""
    plain = " ".join(text.split())
    longest = max((len(run) for run in re.findall(r"`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"
