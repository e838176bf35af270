"""The repository's own specs, resolved once and emitted in memory, and the hand-written cases beside them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from golden_cases import ROOT, Golden, goldens

from callsheet import live
from callsheet.draft import load, load_provider
from callsheet.emit import prices, validators
from callsheet.layers.file import File
from callsheet.layers.model import Model, Provider
from callsheet.resolve import resolve

RUNTIME = ROOT / "generator" / "callsheet" / "runtime"


@pytest.fixture(scope="session")
def providers() -> tuple[Provider, ...]:
    folders = sorted(path.parent for path in ROOT.glob("specs/*/provider.yaml"))
    return resolve((_provider(folder), _models(folder)) for folder in folders)


@pytest.fixture(scope="session")
def models(providers: tuple[Provider, ...]) -> dict[str, Model]:
    """By provider and slug: ``gmicloud/luma-ray-3-2-generate``."""
    return {f"{provider.id}/{model.slug}": model for provider in providers for model in provider.models}


@pytest.fixture(scope="session")
def package(providers: tuple[Provider, ...]) -> Iterator[live.Package]:
    """Validators and prices with what they need of the runtime, as they would be installed."""
    inits = ["_runtime", *(provider.id for provider in providers)]
    files = [
        *validators.emit(providers),
        *prices.emit(providers),
        File(path="video_gateways/__init__.py", text=""),
        *(File(path=f"video_gateways/{each}/__init__.py", text="") for each in inits),
        *(
            File(path=f"video_gateways/_runtime/{path.name}", text=path.read_text(encoding="utf-8"))
            for path in RUNTIME.glob("*.py")
            if path.name != "__init__.py"
        ),
    ]
    with live.package(files, "video_gateways") as emitted:
        yield emitted


@pytest.fixture(params=goldens(), ids=lambda golden: golden.name)
def golden(request: pytest.FixtureRequest) -> Golden:
    return request.param


@pytest.fixture
def model(golden: Golden, models: dict[str, Model]) -> Model:
    return models[golden.name]


def _provider(folder: Path):
    return load_provider((folder / "provider.yaml").read_bytes(), f"specs/{folder.name}/provider.yaml")


def _models(folder: Path):
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "provider.yaml":
            yield load(path.read_bytes(), f"specs/{folder.name}/{path.name}")
