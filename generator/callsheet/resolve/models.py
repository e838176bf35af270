"""One model: its spec and the page's address to what emitters see."""

from __future__ import annotations

from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.model import Model
from callsheet.layers.spec import ModelSpec, ProviderSpec
from callsheet.resolve import names
from callsheet.resolve.parameters import parameters_of
from callsheet.resolve.rules import Lowering


def model_of(spec: ModelSpec, provider: ProviderSpec) -> tuple[Model, list[Diagnostic]]:
    """The model as far as it can be resolved, and what is wrong with it."""
    parameters, clashes = parameters_of(spec)
    known = {each.path: each for top in parameters for each in top.walk()}
    lowering = Lowering(parameters=known)
    model = Model(
        provider=provider.provider,
        id=spec.model,
        slug=names.slug(spec.model),
        name=names.method(spec.model),
        class_name=names.class_name(spec.model),
        title=spec.title or spec.model,
        summary=spec.summary,
        parameters=parameters,
        rules=tuple(rule for each in spec.rules if (rule := lowering.rule(each))),
        needs=tuple(need for each in spec.needs if (need := lowering.need(each))),
        prices=tuple(lowering.table(each) for each in sorted(spec.prices, key=lambda price: price.since)),
        capabilities=spec.capabilities,
        operation=spec.operation,
        unknown_keys=spec.unknown_keys,
        open=spec.open,
        page=provider.pages[spec.page].url if spec.page in provider.pages else "",
        source=spec.source.file,
        digest=spec.digest,
    )
    return model, [*_page(spec, provider), *clashes, *lowering.findings]


def _page(spec: ModelSpec, provider: ProviderSpec) -> list[Diagnostic]:
    if spec.page in provider.pages:
        return []
    known = ", ".join(sorted(provider.pages)) or "none yet"
    return [
        Diagnostic(
            code="CS211",
            severity=Severity.ERROR,
            where=spec.source.value("page"),
            message=f"{provider.provider} has no page {spec.page!r}",
            hint=f"its pages: {known}",
        )
    ]
