"""Each case is a folder: specs, the files expected of them, and requests that are tried on what was emitted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from openapi_spec_validator import validate as validate_openapi

from callsheet import live
from callsheet.emit import EMITTERS
from callsheet.layers.file import File
from golden import CASES, compared, generated

DAY = date(2026, 7, 1)
cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def files_of() -> Callable[[Path], list[File]]:
    made = {case: generated(case) for case in CASES}
    return made.__getitem__


@cases
def test_files_are_as_expected(case, files_of) -> None:
    expected = {
        path.relative_to(case / "expected").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((case / "expected").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    made = compared(files_of(case))
    assert made.keys() == expected.keys()
    for path, text in made.items():
        assert text == expected[path], f"{path} differs; if that is meant: python tests/golden/golden.py"


@cases
def test_requests_get_their_verdicts(case, files_of) -> None:
    files = files_of(case)
    (schema,) = [json.loads(file.text) for file in files if file.path.startswith("schemas/")]
    accepts = jsonschema_rs.validator_for(schema).is_valid
    with live.package(files, "video_gateways") as modules:
        (validate,) = modules.module("acme.validators").VALIDATORS.values()
        (price,) = modules.module("acme.prices").PRICES.values()
        for row in json.loads((case / "requests.json").read_text()):
            request = row["request"]
            assert sorted({found.rule for found in validate(request)}) == row["broken"], request
            advice = {found.rule for found in validate(request, advice=True) if not found.is_error}
            assert sorted(advice) == row.get("advice", []), request
            assert accepts(request) is (row["broken"] == []), request
            if "price" in row:
                cost = price(request, DAY)
                assert row["price"] == (cost.amount and f"{cost.amount} {cost.unit}"), request


@cases
def test_openapi_is_one(case, files_of) -> None:
    (text,) = [file.text for file in files_of(case) if file.path.startswith("openapi/")]
    validate_openapi(json.loads(text))


def test_the_emitted_package_is_clean_under_strict_type_checkers(tmp_path, files_of) -> None:
    clients = [file for file in EMITTERS["clients"](_providers()) if file.path.endswith(".py")]
    for file in [*files_of(CASES[0]), *clients]:
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", "video_gateways"]
    done = subprocess.run(mypy, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _providers():
    from callsheet import disk, pipeline

    return pipeline.resolved(pipeline.load(disk.read_specs(CASES[0] / "specs")))
