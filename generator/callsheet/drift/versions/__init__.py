"""Model × Model → changes for callers: asked of the solver where requests are concerned, of the nouns elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from callsheet.drift.made import Subject
from callsheet.drift.pairing import by_key, by_likeness
from callsheet.drift.versions.history import history
from callsheet.drift.versions.parameters import parameters
from callsheet.drift.versions.rules import rules
from callsheet.drift.versions.skeleton import ordered, skeleton
from callsheet.drift.versions.transport import transport
from callsheet.layers.change import Change
from callsheet.layers.model import Model, Provider

__all__ = ["compare_models", "compare_providers"]

_LEAST = 0.7
"""Share of equal parameters from which on a model counts as renamed."""


def compare_providers(old: Iterable[Provider], new: Iterable[Provider]) -> tuple[Change, ...]:
    """In order of provider and model. Raises SolveError where the solver gives up."""
    pairs = by_key(old, new, lambda each: each.id)
    return tuple(
        sorted(
            (
                *(_provider(each, "CV101", "is new") for each in pairs.new),
                *(_provider(each, "CV102", "is gone") for each in pairs.gone),
                *(change for a, b in pairs.both for change in _models(a.models, b.models)),
                *(change for a, b in pairs.both for change in transport(a, b)),
            ),
            key=lambda change: change.subject,
        )
    )


def _provider(provider: Provider, code: str, what: str) -> Change:
    is_new = code == "CV101"
    message = f"provider {provider.id} {what}, with {len(provider.models)} models"
    return Subject(name=provider.id).change(code, "additive" if is_new else "breaking", "provider", message)


def _models(old: Sequence[Model], new: Sequence[Model]) -> Iterator[Change]:
    same = by_key(old, new, lambda each: each.id)
    rest = by_likeness(same.gone, same.new, _likeness, _LEAST)
    for each in rest.new:
        yield _subject(each).change("CV103", "additive", "model", f"model {each.id} is new", new=each.id)
    for each in rest.gone:
        yield _subject(each).change("CV104", "breaking", "model", f"model {each.id} is gone", old=each.id)
    for a, b in rest.both:
        message = f"model {a.id} is called {b.id} now"
        yield _subject(b).change("CV105", "breaking", "model", message, old=a.id, new=b.id)
    for a, b in (*same.both, *rest.both):
        yield from compare_models(a, b)


def _likeness(old: Model, new: Model) -> float:
    mine, other = skeleton(old).at_path(), skeleton(new).at_path()
    every = mine.keys() | other.keys()
    plain = [path for path in every if path in mine and mine[path].role != "model"]
    shared = sum(mine.get(path) == other.get(path) for path in plain)
    return shared / max(1, len(every) - 1)


def compare_models(old: Model, new: Model) -> tuple[Change, ...]:
    """Two versions of one model: equal but for words and places gives one cosmetic change, equal gives nothing."""
    if old == new:
        return ()
    # The solver is loaded where something differs.
    from callsheet.drift.versions.both import Both  # noqa: PLC0415
    from callsheet.drift.versions.callers import callers  # noqa: PLC0415
    from callsheet.drift.versions.costs import costs  # noqa: PLC0415
    from callsheet.drift.versions.defaults import shown_defaults  # noqa: PLC0415
    from callsheet.drift.versions.fields import shown_fields  # noqa: PLC0415

    subject = _subject(new)
    before, now = skeleton(old), skeleton(new)
    if before == now:
        message = "only words, places or the reasons given differ"
        return (subject.change("CV140", "cosmetic", "text", message),) if ordered(old) != ordered(new) else ()
    both = Both(old, new)
    fields = tuple(shown_fields(parameters(subject, old, new), both))
    named = shown_defaults(fields, old, new, both)
    moved = tuple(costs(subject, old, new, both))
    return (
        *callers(subject, old, new, named),
        *rules(subject, old, new),
        *moved,
        *history(subject, old, new, is_told=bool(moved)),
    )


def _subject(model: Model) -> Subject:
    return Subject(name=f"{model.provider}/{model.slug}")
