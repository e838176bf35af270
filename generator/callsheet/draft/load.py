"""Text to spec: strict YAML, then its shape, then what the shape cannot say. Each step reports all it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, cast

from callsheet.draft import build, shape
from callsheet.draft.checks import check_letters, check_model
from callsheet.draft.finding import error
from callsheet.draft.marks import unmarked
from callsheet.draft.node import data_of, source_of
from callsheet.draft.shape import Shape
from callsheet.draft.text import decode
from callsheet.draft.tree import compose
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.spec import ModelSpec, ProviderSpec, Source
from callsheet.transports import parse_transport


def load(data: str | bytes, file: str) -> ModelSpec:
    """Read ``specs/<provider>/<model>.yaml``. ``file`` is for messages.

    Raises CallsheetError with a diagnostic (CS1xx, CS2xx: file, line, column) for each mistake.
    """
    text = decode(data, file)
    entry, source = _entry(text, file, shape.of_models())
    spec = build.model(entry, source, hashlib.sha256(unmarked(text).encode()).hexdigest()[:12])
    _stop(check_model(spec))
    return spec


def load_provider(data: str | bytes, file: str) -> ProviderSpec:
    """Read ``specs/<provider>/provider.yaml``; raises CallsheetError as ``load`` does."""
    entry, source = _entry(decode(data, file), file, shape.of_providers())
    spec = build.provider(entry, source)
    _, findings = parse_transport(spec.transport, lambda path: source.at("transport", *path))
    _stop([*findings, *_folder(spec, file)])
    return spec


def _folder(spec: ProviderSpec, file: str) -> list[Diagnostic]:
    folder = PurePosixPath(file).parent.name
    if folder in ("", spec.provider):
        return []
    message = f"provider {spec.provider!r} lies in the folder {folder!r}"
    return [error("CS212", spec.source.value("provider"), message, "call both the same")]


def _entry(text: str, file: str, wanted: Shape) -> tuple[dict[str, Any], Source]:
    root = compose(text, file)
    data, source = data_of(root), source_of(root, file)
    letters = list(check_letters(data, source))
    told = {each.where for each in letters}
    _stop([*letters, *(each for each in wanted.check(data, source) if each.where not in told)])
    return cast("dict[str, Any]", data), source


def _stop(findings: Iterable[Diagnostic]) -> None:
    found = list(findings)
    if any(each.severity is Severity.ERROR for each in found):
        raise CallsheetError(*sorted(found, key=lambda each: (str(type(each.where)), each.where, each.code)))
