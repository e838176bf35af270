"""What is emitted imports, lazily: validators and prices need nothing but the standard library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import emit_samples as samples
import pytest

from callsheet.emit import models, package, prices, validators

PROBE = """
import json, sys
before = set(sys.modules)
{statement}
loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(json.dumps([sorted(loaded - set(sys.stdlib_module_names)), sorted(loaded)]))
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("emitted")
    for emitter in (models, package, prices, validators):
        for file in emitter.emit(samples.PROVIDERS):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
    return folder


def run(root: Path, statement: str) -> tuple[list[str], list[str]]:
    """Top-level modules that a statement loads: from elsewhere than the standard library, and all."""
    path = f"import sys; sys.path.insert(0, {str(root)!r})\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", path + PROBE.format(statement=statement)],
        capture_output=True,
        text=True,
        check=True,
    )
    foreign, loaded = json.loads(done.stdout)
    return foreign, loaded


@pytest.mark.parametrize("provider", [provider.id for provider in samples.PROVIDERS])
def test_validators_and_prices_need_the_standard_library_alone(root: Path, provider: str) -> None:
    statement = f"from video_gateways.{provider}.validators import VALIDATORS\nfrom video_gateways.{provider}.prices import PRICES"
    foreign, loaded = run(root, statement)
    assert foreign == ["video_gateways"]
    assert not {"asyncio", "http", "ssl", "urllib", "sqlite3"} & set(loaded)


def test_a_providers_folder_loads_what_is_asked_for(root: Path) -> None:
    foreign, _ = run(root, "from video_gateways.acme import validate_acme_everything, PRICES")
    assert foreign == ["video_gateways"]
    foreign, _ = run(root, "from video_gateways.acme import AcmeEverything")
    assert "pydantic" in foreign


def test_an_unknown_name_is_an_attribute_error(root: Path) -> None:
    statement = (
        "import video_gateways.acme as a\nassert not hasattr(a, 'Nothing')\nassert 'AcmeEverything' in dir(a)"
    )
    run(root, statement)


def test_a_folder_copied_with_the_runtime_works_alone(root: Path, tmp_path: Path) -> None:
    import shutil

    for name in ("_runtime", "acme"):
        shutil.copytree(root / "video_gateways" / name, tmp_path / "other" / name)
    statement = "from other.acme.validators import VALIDATORS\nassert VALIDATORS['acme/everything']({})"
    foreign, _ = run(tmp_path, statement)
    assert foreign == ["other"]


def test_the_runtime_is_copied_as_it_is() -> None:
    source = Path(package.__file__).parents[2] / "runtime"
    copied = {f.path.partition("_runtime/")[2]: f.text for f in package.emit([]) if "_runtime/" in f.path}
    assert {path.relative_to(source).as_posix() for path in source.rglob("*.py")} == copied.keys()
    assert all((source / path).read_text(encoding="utf-8") == text for path, text in copied.items())
