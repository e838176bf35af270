"""A page's models worked into one gateway's specs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from callsheet import pipeline
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.facts import Facts, ModelFacts
from callsheet.layers.spec import ModelSpec, Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Which specs a page is for: ``Aim(provider="gmicloud", on=date(2026, 6, 17))``."""

    provider: str
    on: date
    """Dates new prices."""
    model: str | None = None
    """Only the model of this id; also the id of a model that the page leaves nameless."""
    page_key: str = ""
    """Of provider.yaml's pages; the present spec's own, or the model's slug, when empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a page makes of one spec."""

    path: str
    """``specs/<provider>/<slug>.yaml``."""
    update: Update


def draft_page(facts: Facts, texts: Mapping[str, str], aim: Aim) -> list[Drafted]:
    """One ``Drafted`` a model of the page that is aimed at; ``texts`` are the present specs, by path."""
    ours = {path: text for path, text in texts.items() if path.startswith(f"specs/{aim.provider}/")}
    present = {spec.model: spec for each in pipeline.load(ours) for spec in each.models}
    named = (replace(model, id=_id(model, aim)) for model in facts.models if model.parameters)
    return [
        _drafted(model, present.get(model.id or ""), texts, aim)
        for model in named
        if aim.model in (None, model.id)
    ]


def _drafted(model: ModelFacts, spec: ModelSpec | None, texts: Mapping[str, str], aim: Aim) -> Drafted:
    from callsheet import draft, resolve  # noqa: PLC0415  where a page is worked into specs

    slug = resolve.slug(model.id or "")
    path = spec.source.file if spec else f"specs/{aim.provider}/{slug}.yaml"
    key = aim.page_key or (spec.page if spec else "") or slug
    return Drafted(path=path, update=draft.update(texts.get(path), model, page=key, file=path, on=aim.on))


def _id(model: ModelFacts, aim: Aim) -> str:
    if model.id or aim.model:
        return model.id or aim.model or ""
    message, hint = "the page names no id for its parameters", "say which model it is about: --model ID"
    raise CallsheetError(
        Diagnostic(code="CL304", severity=Severity.ERROR, where=aim.provider, message=message, hint=hint)
    )
