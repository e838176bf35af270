"""Specs to models: the only place that sorts, and that makes names. Same specs in any order, same result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.model import Model, Provider
from callsheet.layers.spec import ModelSpec, ProviderSpec
from callsheet.resolve import names, reserved
from callsheet.resolve.clash import clashes
from callsheet.resolve.models import model_of
from callsheet.resolve.names import slug

__all__ = ["resolve", "slug"]


def resolve(specs: Iterable[tuple[ProviderSpec, Iterable[ModelSpec]]]) -> tuple[Provider, ...]:
    """Each gateway with its models, sorted by id.

    Raises CallsheetError with everything that is wrong in all of them, each with file, line and column.
    """
    ordered = sorted(specs, key=lambda pair: (pair[0].provider, pair[0].source.file))
    findings: list[Diagnostic] = list(_provider_clashes([provider for provider, _ in ordered]))
    providers = tuple(_provider(spec, models, findings) for spec, models in ordered)
    if findings:
        raise CallsheetError(
            *sorted(set(findings), key=lambda each: (str(each.where), each.code, each.message))
        )
    return providers


def _provider(spec: ProviderSpec, models: Iterable[ModelSpec], findings: list[Diagnostic]) -> Provider:
    ordered = sorted(models, key=lambda model: (model.model.lower(), model.model, model.source.file))
    resolved: list[Model] = []
    for each in ordered:
        model, found = model_of(each, spec)
        resolved.append(model)
        findings.extend(found)
    findings.extend([*_module(spec), *_model_clashes(ordered)])
    return Provider(
        id=spec.provider,
        title=spec.title,
        class_name=spec.client or names.client(spec.provider, spec.title),
        models=tuple(resolved),
        transport=spec.transport,
        source=spec.source.file,
    )


def _module(spec: ProviderSpec) -> list[Diagnostic]:
    if not reserved.is_module(spec.provider):
        return []
    message = f"a package cannot be called {spec.provider!r}"
    hint = "Python or a tool would take it for its own"
    where = spec.source.value("provider")
    return [Diagnostic(code="CS305", severity=Severity.ERROR, where=where, message=message, hint=hint)]


def _model_clashes(specs: Sequence[ModelSpec]) -> Iterable[Diagnostic]:
    """File names are compared without case; methods and classes are Python names."""
    at = [(spec.model, spec.source.value("model")) for spec in specs]
    yield from clashes("CS302", "model", [(names.slug(id_), id_, where) for id_, where in at])
    yield from clashes("CS303", "model", [(names.method(id_), id_, where) for id_, where in at])
    yield from clashes("CS304", "model", [(names.class_name(id_), id_, where) for id_, where in at])


def _provider_clashes(specs: Sequence[ProviderSpec]) -> Iterable[Diagnostic]:
    named = [(spec.provider, spec.provider, spec.source.value("provider")) for spec in specs]
    yield from clashes("CS306", "provider", named)
    classes = [
        (spec.client or names.client(spec.provider, spec.title), spec.provider, spec.source.value("provider"))
        for spec in specs
    ]
    yield from clashes("CS307", "provider", classes)
