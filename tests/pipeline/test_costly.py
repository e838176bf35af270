"""What the solver answered is remembered under the question, and losing the memory changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callsheet import costly, disk, pipeline
from callsheet.layers.file import File
from callsheet.layers.model import Provider

SPECS = Path(__file__).parents[2] / "specs"


@pytest.fixture(scope="module")
def providers() -> tuple[Provider, ...]:
    texts = {
        path: text for path, text in disk.read_specs(SPECS).items() if path.startswith("specs/apiframe/")
    }
    return pipeline.resolved(pipeline.load(texts))


def emitted(providers: tuple[Provider, ...], folder: Path) -> list[File]:
    return list(costly.remembering(folder)(providers, "cases"))


def test_remembered_or_not_the_files_are_the_same(providers, tmp_path: Path, monkeypatch) -> None:
    now = list(pipeline.emit_now(providers, "cases"))
    assert emitted(providers, tmp_path) == now
    monkeypatch.setattr(
        costly, "_emit_all", lambda missing, _: [] if not missing else pytest.fail("asked again")
    )
    assert emitted(providers, tmp_path) == now


def test_a_spoilt_memory_is_asked_again(providers, tmp_path: Path) -> None:
    now = emitted(providers, tmp_path)
    for path in tmp_path.iterdir():
        path.write_text("{")
    assert emitted(providers, tmp_path) == now
    assert all(json.loads(path.read_text()) for path in tmp_path.iterdir())


def test_another_model_is_another_question(providers, tmp_path: Path) -> None:
    emitted(providers[:1], tmp_path)
    assert len(list(tmp_path.iterdir())) == len(providers[0].models)
