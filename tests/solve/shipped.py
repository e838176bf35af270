"""The models of specs/, resolved once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from callsheet.draft import load, load_provider
from callsheet.layers.model import Model, Provider
from callsheet.resolve import resolve

ROOT = Path(__file__).parents[2]


@cache
def shipped_providers() -> tuple[Provider, ...]:
    folders = sorted(path.parent for path in ROOT.glob("specs/*/provider.yaml"))
    return resolve((_provider(folder), _models(folder)) for folder in folders)


@cache
def shipped_models() -> tuple[Model, ...]:
    return tuple(model for provider in shipped_providers() for model in provider.models)


def _provider(folder: Path):
    path = folder / "provider.yaml"
    return load_provider(path.read_bytes(), str(path.relative_to(ROOT)))


def _models(folder: Path):
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != "provider.yaml")
    return [load(path.read_bytes(), str(path.relative_to(ROOT))) for path in paths]
