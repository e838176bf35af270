"""The whole machine on one page. Nothing here touches disk or network.

url ─fetch→ Page ─read→ Document ─extract→ Facts ─draft→ specs/*.yaml ─resolve→ Provider ─emit→ File[] ─disk→ generated/

Each verb is loaded by the first function that needs it: most commands need few of them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from callsheet.layers.change import Change
from callsheet.layers.code import Code
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page
from callsheet.layers.facts import Facts
from callsheet.layers.file import File
from callsheet.layers.model import Model, Provider
from callsheet.layers.place import Position
from callsheet.layers.spec import ModelSpec, ProviderSpec

if TYPE_CHECKING:
    from callsheet.trial import Trial

T = TypeVar("T")

PROVIDER_FILE: Final = "provider.yaml"
TRIED: Final = ("package", "prices", "validators")
"""The emitters whose files validate and price a request."""
PACKAGED: Final = ("clients", "models", *TRIED)
"""The emitters whose files are the package."""

Emit = Callable[[tuple[Provider, ...], str], Iterable[File]]
"""How a costly emitter is run: ``emit_now``, or something that remembers and shares out the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specs:
    """One gateway's specs, as loaded."""

    provider: ProviderSpec
    models: tuple[ModelSpec, ...]


def codes() -> dict[str, Code]:
    """Every code that a diagnostic can have."""
    from callsheet import draft, drift, solve
    from callsheet.codes import OUTSIDE
    from callsheet.read.codes import CODES as READING

    return {**OUTSIDE, **READING, **draft.CODES, **solve.CODES, **drift.CODES}


def facts(page: Page) -> Facts:
    """What a page states. Raises CallsheetError where it is no page to read."""
    from callsheet import extract, read

    return extract.extract(read.read(page))


def embedded(page: Page) -> dict[str, str]:
    """Links of the schemas that a page only points at, by what it calls them; none where it is no page to read."""
    from callsheet import read

    try:
        return read.embedded(page)
    except CallsheetError:
        return {}


def label(facts: Facts) -> dict[str, Any]:
    """Facts as JSON, in the shape of hand-made labels."""
    from callsheet import extract

    return extract.label(facts)


def page_changes(old: Page, new: Page) -> tuple[Change, ...]:
    """What a page states now that it did not state before. Raises CallsheetError where either is no page to read."""
    from callsheet import drift, extract, read

    documents = read.read(old), read.read(new)
    stated = extract.extract(documents[0]), extract.extract(documents[1])
    found = drift.compare_facts(*stated)
    is_another = any(change.code == "CP104" for change in found)
    return found if is_another else (*found, *drift.mentions(*documents, stated))


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


def resolved(specs: Iterable[Specs]) -> tuple[Provider, ...]:
    """Specs as models; raises CallsheetError for what does not resolve, and for prices with a hole or an overlap."""
    from callsheet import resolve, solve

    loaded = tuple(specs)
    providers = resolve.resolve((each.provider, each.models) for each in loaded)
    faults = [
        Diagnostic(
            code=fault.code,
            severity=Severity.ERROR,
            where=spec.source.at("prices", *fault.path),
            message=fault.message,
            hint=fault.hint,
        )
        for model, spec in _pairs(providers, loaded)
        for fault in solve.price_faults(model)
    ]
    if faults:
        raise CallsheetError(*faults)
    return providers


def lint(specs: Iterable[Specs]) -> tuple[Diagnostic, ...]:
    """What a person should look at again: in the specs as written, and in what their rules imply."""
    from callsheet import draft, solve

    loaded = tuple(specs)
    written = (found for each in loaded for spec in each.models for found in draft.lint(spec))
    implied = (
        finding.at(_position(spec, finding.path))
        for model, spec in _pairs(resolved(loaded), loaded)
        for finding in solve.lint(model)
    )
    return tuple(sorted(chain(written, implied), key=_in_order_of_lines))


def _in_order_of_lines(found: Diagnostic) -> tuple[str, int, int, str, str]:
    at = found.where
    place = (at.file, at.line, at.column) if isinstance(at, Position) else (at, 0, 0)
    return (*place, found.code, found.message)


def emit_now(providers: tuple[Provider, ...], name: str) -> Iterable[File]:
    """Run one emitter here and now."""
    from callsheet import emit

    return emit.EMITTERS[name](providers)


def spec_schemas() -> tuple[File, ...]:
    """JSON Schemas of the specs themselves, for editors: paths beside the specs."""
    from callsheet import draft

    return (
        File(path="specs/schema.json", text=json.dumps(draft.schema(), indent=2, ensure_ascii=False) + "\n"),
    )


def build(providers: Iterable[Provider], costly: Emit = emit_now, releases: str = "[]") -> tuple[File, ...]:
    """Everything that is generated, with paths below the output folder. ``releases``: the text of releases.json."""
    from callsheet import drift, emit

    models = tuple(providers)
    made = (
        file for name in emit.EMITTERS for file in (costly if name in emit.COSTLY else emit_now)(models, name)
    )
    return (*made, *emit.released(drift.load_releases(releases)))


def package(providers: Iterable[Provider]) -> tuple[File, ...]:
    """The package of some gateways with paths below its own folder, so that it may be called anything."""
    from callsheet import emit

    root = f"{emit.package.ROOT}/"
    files = (file for file in emit.emit(tuple(providers), PACKAGED) if file.path.startswith(root))
    return tuple(
        File(path=file.path.removeprefix(root), text=emit.mended_by(file.text, "callsheet embed"))
        for file in files
    )


@contextmanager
def tried(provider: Provider) -> Iterator[Trial]:
    """A gateway's validators and prices, emitted and run without a build."""
    from callsheet import emit
    from callsheet.trial import trial

    with trial(provider, emit.emit((provider,), TRIED)) as running:
        yield running


@functools.lru_cache(maxsize=512)
def _load_model(text: str, path: str) -> ModelSpec:
    """Specs are loaded again for each page that speaks of them; nothing that is loaded is ever changed."""
    from callsheet import draft

    return draft.load(text, path)


def _load_provider(text: str, path: str) -> ProviderSpec:
    from callsheet import draft

    return draft.load_provider(text, path)


def _folder(folder: str, files: Mapping[str, str], faults: list[Diagnostic]) -> Specs | None:
    path = f"{folder}/{PROVIDER_FILE}"
    if path not in files:
        message = f"there is no {PROVIDER_FILE} beside the models"
        faults.append(Diagnostic(code="CS308", severity=Severity.ERROR, where=folder, message=message))
    models = [_kept(_load_model, files[name], name, faults) for name in files if name != path]
    provider = _kept(_load_provider, files[path], path, faults) if path in files else None
    if provider is None:
        return None
    return Specs(provider=provider, models=tuple(model for model in models if model is not None))


def _kept(call: Callable[[str, str], T], text: str, path: str, faults: list[Diagnostic]) -> T | None:
    try:
        return call(text, path)
    except CallsheetError as error:
        faults.extend(error.diagnostics)
        return None


def _pairs(providers: Iterable[Provider], specs: Iterable[Specs]) -> Iterator[tuple[Model, ModelSpec]]:
    written = {(each.provider.provider, model.model): model for each in specs for model in each.models}
    return ((model, written[provider.id, model.id]) for provider in providers for model in provider.models)


def _position(spec: ModelSpec, path: tuple[int | str, ...]) -> Position:
    """Of what the solver names by a rule's id or a parameter's path."""
    if len(path) > 1 and path[0] == "rules":
        numbers = {rule.id: number for number, rule in enumerate(spec.rules)}
        return spec.source.at("rules", numbers.get(str(path[1]), 0))
    return spec.source.at(*path)
