"""The words for states of a job, in two versions; their order says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from callsheet.drift.made import Subject
from callsheet.layers.change import Change
from callsheet.layers.model import Provider


def statuses(subject: Subject, old: Provider, new: Provider) -> Iterator[Change]:
    """A word that is the only one to go and to come with one meaning has another name now."""
    before, now = _vocabulary(old), _vocabulary(new)
    gone, fresh = [w for w in before if w not in now], [w for w in now if w not in before]
    for word in list(gone):
        twin = _twin(before[word], [before[w] for w in gone], {w: now[w] for w in fresh})
        if twin:
            gone.remove(word)
            fresh.remove(twin)
            message = f"status {word} is called {twin} now"
            yield subject.change("CV151", "breaking", f"statuses/{twin}", message, old=word, new=twin)
    for word in fresh:
        message = f"status {word} is new: {now[word]}"
        yield subject.change("CV152", "additive", f"statuses/{word}", message, new=word)
    for word in gone:
        message = f"status {word} is gone: it meant {before[word]}"
        yield subject.change("CV153", "breaking", f"statuses/{word}", message, old=word)
    for word in (each for each in now if each in before and before[each] != now[each]):
        message = f"status {word} means {now[word]} now, was {before[word]}"
        yield subject.change(
            "CV154", "breaking", f"statuses/{word}", message, old=before[word], new=now[word]
        )


def _twin(meaning: str, gone: list[str], fresh: dict[str, str]) -> str:
    twins = [word for word, means in fresh.items() if means == meaning]
    return twins[0] if len(twins) == 1 and gone.count(meaning) == 1 else ""


def _vocabulary(provider: Provider) -> dict[str, str]:
    found: Any = provider.transport.get("statuses", [])
    return {each["word"]: each["means"] for each in found}
