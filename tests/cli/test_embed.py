"""``embed``: a gateway's client inside another project, which has httpx and pydantic and nothing of ours."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bare_environment import make

SPECS = Path(__file__).parents[2] / "specs"
PACKAGE = "myapp.gateways"

USE = """
import importlib.util, json
import httpx
from myapp.gateways.apiframe import Apiframe, LumaRayFlash2, price_luma_ray_flash_2, validate_luma_ray_flash_2

request = {"model": "luma-ray-flash-2", "prompt": "a tram", "lumaParams": {"duration": 9}}
price = price_luma_ray_flash_2(request)
broken = [each.rule for each in validate_luma_ray_flash_2({**request, "lumaParams": {"duration": 7}})]

def answer(asked):
    if asked.method == "POST":
        return httpx.Response(202, json={"jobId": "j1", "status": "QUEUED"})
    video = {"videoUrl": "https://cdn.example.com/a.mp4"}
    return httpx.Response(200, json={"id": "j1", "status": "COMPLETED", "result": video})

with Apiframe(api_key="k", http=httpx.Client(transport=httpx.MockTransport(answer))) as client:
    job = client.luma_ray_flash_2(prompt="a tram", duration=9).submit()
print(json.dumps({
    "price": str(price.amount), "broken": broken, "job": job.id, "module": LumaRayFlash2.__module__,
    "ours": [name for name in ("callsheet", "video_gateways", "click", "z3") if importlib.util.find_spec(name)],
}))
"""


def embed(into: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("callsheet"), "embed", *words, "--into", into]
    return subprocess.run(
        [*command, "--package", PACKAGE, "--specs", SPECS], capture_output=True, text=True, check=False
    )


def changes(done: subprocess.CompletedProcess[str]) -> set[tuple[str, str]]:
    assert done.returncode in (0, 1), done.stderr
    return {(each["what"], each["path"]) for each in json.loads(done.stdout)["changes"]}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """``src`` of a project with a package of its own."""
    package = tmp_path / "src" / "myapp"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""An application."""\n')
    return tmp_path / "src"


def test_it_works_and_is_clean_where_only_httpx_and_pydantic_are(source: Path, tmp_path: Path) -> None:
    done = embed(source, "apiframe")
    assert done.returncode == 0, done.stderr
    assert "from myapp.gateways.apiframe import Apiframe" in done.stdout
    python = make(tmp_path / "bare", "httpx", "pydantic")
    used = subprocess.run([python, "-c", USE], cwd=source, capture_output=True, text=True, check=False)
    assert used.returncode == 0, used.stderr
    assert json.loads(used.stdout) == {
        "price": "92",
        "broken": ["lumaParams.duration:enum"],
        "job": "j1",
        "module": "myapp.gateways.apiframe.models",
        "ours": [],
    }
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", python]
    typed = subprocess.run(
        [*mypy, "--cache-dir", tmp_path / "cache", "-p", "myapp"],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert typed.returncode == 0, typed.stdout


def test_the_command_that_mends_can_be_run_as_it_is_told(tmp_path: Path) -> None:
    """Also in a folder whose name a shell or a markup would read otherwise."""
    source = tmp_path / "my [bold]src"
    source.mkdir()
    stale = embed(source, "apiframe", "--check")
    assert stale.returncode == 1, stale.stderr
    assert f"{source / 'myapp' / 'gateways'} is stale" in stale.stdout
    _, _, again = stale.stdout.strip().partition("Mend it with: ")
    words = ["--into", str(source), "--package", PACKAGE, "--specs", str(SPECS)]
    assert shlex.split(again) == ["callsheet", "embed", "apiframe", *words]


def test_the_way_out_of_an_edited_file_can_be_run_as_it_is_told(source: Path) -> None:
    embed(source, "apiframe")
    client, note = (source / "myapp" / "gateways" / path for path in ("apiframe/client.py", "notes.txt"))
    whole = client.read_text()
    client.write_text(whole + "\nMINE = 1\n")
    note.write_text("mine")
    stale = embed(source, "--check")
    assert stale.returncode == 1
    assert f"Not written by embed, move away: {note}." in stale.stdout
    assert f"move the edits to files of your own: {client}." in stale.stdout
    note.unlink()
    _, _, again = embed(source, "--check").stdout.strip().partition("Then mend it with: ")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    assert subprocess.run(
        ["sh", "-ec", again], env={**os.environ, "PATH": path}, check=True, capture_output=True
    )
    assert client.read_text() == whole
    assert embed(source, "--check").returncode == 0


def test_it_is_run_again_to_update_and_keeps_what_is_there(source: Path) -> None:
    root = source / "myapp" / "gateways"
    embed(source, "apiframe")
    assert changes(embed(source, "--json")) == set()
    assert embed(source, "--check").returncode == 0
    added = changes(embed(source, "oxen", "--json"))
    assert {path.split("/")[0] for what, path in added if what == "added"} == {"oxen"}
    assert {path for what, path in added if what == "changed"} == {"FILES.sha256", "__init__.py"}
    (root / "oxen" / "client.py").unlink()
    stale = embed(source, "--check")
    assert stale.returncode == 1
    assert "Mend it with: callsheet embed" in stale.stdout
    assert changes(embed(source, "--json")) == {("added", "oxen/client.py")}
    for path in (root / "oxen").iterdir():
        path.unlink()
    assert ("removed", "oxen/client.py") not in changes(embed(source, "--json"))
    assert not (root / "oxen").exists() or not any((root / "oxen").iterdir())


def test_the_header_says_how_it_is_mended(source: Path) -> None:
    embed(source, "apiframe")
    root = source / "myapp" / "gateways"
    first = (root / "apiframe" / "client.py").read_text().splitlines()[0]
    assert first == "# Generated by callsheet from specs/apiframe; change that and run: callsheet embed"
    assert not [path for path in root.rglob("*.py") if "callsheet build" in path.read_text()]


def test_nothing_that_it_did_not_write_is_lost(source: Path) -> None:
    root = source / "myapp" / "gateways"
    root.mkdir()
    (root / "__init__.py").write_text("MINE = 1\n")
    refused = embed(source, "apiframe")
    assert refused.returncode == 3
    assert "CD108" in refused.stderr
    assert [path.name for path in root.iterdir()] == ["__init__.py"]
    (root / "__init__.py").unlink()
    embed(source, "apiframe")
    client = root / "apiframe" / "client.py"
    whole = client.read_text()
    client.write_text(whole + "\nMINE = 1\n")
    edited = embed(source)
    assert edited.returncode == 3
    assert "apiframe/client.py: error CD112: was edited since it was written" in edited.stderr
    assert client.read_text().endswith("MINE = 1\n")
    client.write_text(whole)
    assert embed(source).returncode == 0
    (root / "notes.txt").write_text("mine")
    assert "CD108" in embed(source, "oxen").stderr
    assert (root / "notes.txt").exists()
    assert not (root / "oxen").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name a gateway"),
        (("nobody",), "no gateway is called 'nobody'; there are aimlapi"),
        (("oxen", "--package", "json.clients"), "json is a module of Python's own"),
        (("oxen", "--package", "my-app"), "'my-app' is no name of a package"),
        (("oxen", "--package", "myapp.class"), "'class' is no name of a package"),
        (("oxen", "--package", "../up"), "is no name of a package"),
    ],
)
def test_what_cannot_be_meant_is_told(source: Path, words: tuple[str, ...], says: str) -> None:
    command = [Path(sys.executable).with_name("callsheet"), "embed", "--package", PACKAGE, "--into", source]
    done = subprocess.run([*command, "--specs", SPECS, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert [path.name for path in (source / "myapp").iterdir()] == ["__init__.py"]
