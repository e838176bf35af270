"""The shipped specs beside the real pages that they were written from, and beside older states of themselves.

The pages are other people's work and not part of this repository; without them there is nothing to compare.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from callsheet import disk, pipeline

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "../shared/pages"
pytestmark = pytest.mark.skipif(
    not (PAGES / "seeds").is_dir(), reason="the stored pages are not in ../shared/pages"
)

STORED = {
    "aimlapi/luma-ray-2.txt": "seeds/aimlapi-luma-ray-2.txt",
    "aimlapi/ray-3.2.json": "dev/aimlapi__schema-ray-3.2.openapi.json",
    "apiframe/luma-ray-flash-2.txt": "seeds/apiframe-luma-ray-flash-2.txt",
    "gmicloud/luma-ray-3-2-generate.txt": "seeds/gmicloud-luma-ray-3-2-generate.txt",
    "oxen/luma-ray-v3-2-image-to-video.md": "dev/oxen__luma-ray-v3-2-image-to-video.md",
    "oxen/luma-ray-v3-2-reframe.md": "dev/oxen__luma-ray-v3-2-reframe.md",
    "oxen/luma-ray-v3-2-text-to-video.md": "dev/oxen__luma-ray-v3-2-text-to-video.md",
    "oxen/luma-ray-v3-2-video-to-video.txt": "seeds/oxen-luma-ray-v3-2-video-to-video.txt",
    "scenario/video-luma-labs.md": "dev/scenario__video-luma-labs-2026-06-15.md",
}
Pull = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    for name, stored in STORED.items():
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PAGES / stored, tmp_path / "pages" / name)
    return tmp_path


@pytest.fixture
def pull(here: Path, call: Callable[..., Any]) -> Pull:
    return lambda *words: call(here, "pull", "--from", "pages", "--on", "2026-07-16", *words)


def test_the_shipped_specs_say_what_their_pages_say(here: Path, pull: Pull) -> None:
    before = disk.read_specs(here / "specs")
    done = pull("--write")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(STORED)} pages read; they state nothing that the specs do not" in done.stdout
    assert disk.read_specs(here / "specs") == before


def test_a_tenfold_price_is_held_then_appended_with_its_date(here: Path, pull: Pull) -> None:
    path = here / "specs/apiframe/luma-ray-flash-2.yaml"
    text = path.read_text()
    path.write_text(re.sub(r"  - since: 2026-07-16\n.*?(?=\nopen:)", "", text, flags=re.DOTALL))
    held = pull("apiframe", "--write")
    assert held.returncode == 1
    assert held.stderr.count("CH101") == 2
    assert "costs 51 credits, was 5, +920 %" in held.stderr
    assert "costs 92 credits, was 10, +820 %" in held.stderr
    done = pull("apiframe", "--write", "--confirm", "apiframe/luma-ray-flash-2", "--json")
    assert {each["effect"] for each in json.loads(done.stdout)["changes"]} == {"price"}
    provider = next(
        each
        for each in pipeline.resolved(pipeline.load(disk.read_specs(here / "specs")))
        if each.id == "apiframe"
    )
    model = next(each for each in provider.models if each.slug == "luma-ray-flash-2")
    assert [table.since for table in model.prices] == [date(2026, 5, 1), date(2026, 7, 16)]
    with pipeline.tried(provider) as trial:
        asked = [(5, date(2026, 6, 1)), (9, date(2026, 6, 1)), (5, date(2026, 8, 1)), (9, date(2026, 8, 1))]
        amounts = [trial.price(model, {"lumaParams": {"duration": d}}, on=day).amount for d, day in asked]
    assert amounts == [Decimal(5), Decimal(10), Decimal(51), Decimal(92)]


def test_a_page_that_describes_more_models_adds_their_specs(here: Path, pull: Pull) -> None:
    new = {"model_luma-ray-3-2", "model_luma-ray-3-2-edit", "model_luma-ray-3-2-reframe"}
    for name in new:
        (here / f"specs/scenario/{name}.yaml").unlink()
    done = pull("scenario", "--write", "--json")
    report = json.loads(done.stdout)
    assert {each["new"] for each in report["changes"] if each["code"] == "CV103"} == new, done.stderr
    assert report["written"]
    loaded = pipeline.load(disk.read_specs(here / "specs"))
    scenario = next(each for each in loaded if each.provider.provider == "scenario")
    assert new <= {spec.model for spec in scenario.models}
