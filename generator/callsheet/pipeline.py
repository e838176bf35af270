"""The whole machine on one page. Nothing here touches disk or network.

url ─fetch→ Page ─read→ Document ─extract→ Facts ─draft→ specs/*.yaml ─resolve→ Provider ─emit→ File[] ─disk→ generated/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from callsheet import draft, emit, extract, read, resolve, solve
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page
from callsheet.layers.facts import Facts
from callsheet.layers.file import File
from callsheet.layers.model import Model, Provider
from callsheet.layers.spec import ModelSpec, ProviderSpec
from callsheet.trial import Trial, trial

T = TypeVar("T")

PROVIDER_FILE = "provider.yaml"
TRIED = ("package", "prices", "validators")
"""The emitters whose files validate and price a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specs:
    """One gateway's specs, as loaded."""

    provider: ProviderSpec
    models: tuple[ModelSpec, ...]


def facts(page: Page) -> Facts:
    """What a page states. Raises CallsheetError where it is no page to read."""
    return extract.extract(read.read(page))


def load(texts: Mapping[str, str]) -> tuple[Specs, ...]:
    """Load ``specs/<provider>/<file>.yaml`` texts by path, reporting what is wrong in all of them at once."""
    faults: list[Diagnostic] = []
    folders: dict[str, dict[str, str]] = {}
    for path, text in sorted(texts.items()):
        folders.setdefault(path.rsplit("/", 1)[0], {})[path] = text
    loaded = [_folder(folder, files, faults) for folder, files in folders.items()]
    if faults:
        raise CallsheetError(*faults)
    return tuple(specs for specs in loaded if specs is not None)


def _folder(folder: str, files: Mapping[str, str], faults: list[Diagnostic]) -> Specs | None:
    path = f"{folder}/{PROVIDER_FILE}"
    if path not in files:
        message = f"there is no {PROVIDER_FILE} beside the models"
        faults.append(Diagnostic(code="CS301", severity=Severity.ERROR, where=folder, message=message))
    models = [
        _kept(lambda name=name: draft.load(files[name], name), faults) for name in files if name != path
    ]
    provider = _kept(lambda: draft.load_provider(files[path], path), faults) if path in files else None
    if provider is None:
        return None
    return Specs(provider=provider, models=tuple(model for model in models if model is not None))


def _kept(call: Callable[[], T], faults: list[Diagnostic]) -> T | None:
    try:
        return call()
    except CallsheetError as error:
        faults.extend(error.diagnostics)
        return None


def resolved(specs: Iterable[Specs]) -> tuple[Provider, ...]:
    """Specs as models; raises CallsheetError for what does not resolve, and for prices with a hole or an overlap."""
    loaded = tuple(specs)
    providers = resolve.resolve((each.provider, each.models) for each in loaded)
    sources = {(each.provider.provider, model.model): model for each in loaded for model in each.models}
    faults = [
        found
        for provider in providers
        for model in provider.models
        for found in price_faults(model, sources[provider.id, model.id])
    ]
    if faults:
        raise CallsheetError(*faults)
    return providers


def price_faults(model: Model, spec: ModelSpec) -> Iterable[Diagnostic]:
    """Where a price table is no function of the valid requests, each with a request that shows it."""
    for fault in solve.price_faults(model):
        yield Diagnostic(
            code=fault.code,
            severity=Severity.ERROR,
            where=spec.source.at("prices", *fault.path),
            message=fault.message,
            hint=fault.hint,
        )


def build(providers: Iterable[Provider]) -> tuple[File, ...]:
    """Everything that is generated, with paths below the output folder."""
    return tuple(emit.emit(tuple(providers)))


@contextmanager
def tried(provider: Provider) -> Iterator[Trial]:
    """A gateway's validators and prices, emitted and run without a build."""
    files = (file for name in TRIED for file in emit.EMITTERS[name]((provider,)))
    with trial(provider, files) as running:
        yield running
