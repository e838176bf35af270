"""How a gateway is talked to, in two versions: paths, statuses, places in answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from callsheet.drift import words
from callsheet.drift.made import Subject
from callsheet.layers.change import Change, Effect
from callsheet.layers.model import Provider

_WORDS: Final = frozenset({"at", "basis", "because"})


def transport(old: Provider, new: Provider) -> Iterator[Change]:
    """Statuses by their word; everything else leaf by leaf."""
    subject = Subject(name=new.id)
    yield from _statuses(subject, _vocabulary(old), _vocabulary(new))
    before, now = dict(_leaves(old.transport)), dict(_leaves(new.transport))
    for path in [*now, *(path for path in before if path not in now)]:
        if before.get(path) == now.get(path):
            continue
        message = f"{path} is {words.value(now.get(path))} now, was {words.value(before.get(path))}"
        effect: Effect = "additive" if path not in before else "breaking"
        yield subject.change(
            "CV150",
            effect,
            f"transport/{path}",
            message,
            old=before.get(path),
            new=now.get(path),
        )


def _vocabulary(provider: Provider) -> dict[str, str]:
    found: Any = provider.transport.get("statuses", [])
    return {each["word"]: each["means"] for each in found}


def _statuses(subject: Subject, before: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    gone, new = [w for w in before if w not in now], [w for w in now if w not in before]
    for word in list(gone):
        twin = next((each for each in new if now[each] == before[word]), None)
        if twin is not None and [before[w] for w in gone].count(before[word]) == 1:
            gone.remove(word)
            new.remove(twin)
            message = f"status {word} is called {twin} now"
            yield subject.change("CV151", "breaking", f"statuses/{twin}", message, old=word, new=twin)
    for word in new:
        message = f"status {word} is new: {now[word]}"
        yield subject.change("CV152", "additive", f"statuses/{word}", message, new=word)
    for word in gone:
        message = f"status {word} is gone: it meant {before[word]}"
        yield subject.change("CV153", "breaking", f"statuses/{word}", message, old=word)
    for word in before.keys() & now.keys():
        if before[word] != now[word]:
            message = f"status {word} means {now[word]} now, was {before[word]}"
            yield subject.change("CV154", "breaking", f"statuses/{word}", message)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """``("submit/path", "/queue")``, without words, and without statuses."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _WORDS and (path or key != "statuses"):
                yield from _leaves(each, f"{path}/{key}".lstrip("/"))
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for number, each in enumerate(value):
            yield from _leaves(each, f"{path}/{number}")
    else:
        yield path, value
