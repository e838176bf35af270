"""What is generated from the shipped specs, without a build."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from callsheet import live
from callsheet.draft import load, load_provider
from callsheet.emit import clients, package, prices, validators
from callsheet.layers.file import File
from callsheet.layers.model import Provider
from callsheet.resolve import resolve

ROOT = Path(__file__).parents[2]


@cache
def providers() -> tuple[Provider, ...]:
    folders = sorted(path.parent for path in ROOT.glob("specs/*/provider.yaml"))
    return resolve((_provider(folder), _models(folder)) for folder in folders)


@cache
def files() -> tuple[File, ...]:
    """Clients and all that they import; the pydantic models are not needed for a call."""
    emitters = (clients, package, prices, validators)
    return tuple(file for emitter in emitters for file in emitter.emit(providers()))


def emitted_package() -> AbstractContextManager[live.Package]:
    return live.package(files(), "video_gateways")


def written_package(folder: Path) -> None:
    """The same on a disk, for another process."""
    for file in files():
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")


def _provider(folder: Path):
    return load_provider((folder / "provider.yaml").read_bytes(), f"specs/{folder.name}/provider.yaml")


def _models(folder: Path):
    return [
        load(path.read_bytes(), f"specs/{folder.name}/{path.name}")
        for path in sorted(folder.glob("*.yaml"))
        if path.name != "provider.yaml"
    ]
