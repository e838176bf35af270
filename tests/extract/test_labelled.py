"""The labelled pages beside the repository, where they are at hand: as much is read as is claimed."""

import importlib.util
import json
from pathlib import Path

import pytest

from callsheet.extract import extract, label
from callsheet.layers.document import Page
from callsheet.read import read

SHARED = Path(__file__).parents[2] / "../shared/pages"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the labelled pages are not beside the repository"
)


def page_of(name):
    plain = name.removesuffix(".json")
    return (
        SHARED / "seeds" / plain.removeprefix("seeds__")
        if plain.startswith("seeds__")
        else SHARED / "dev" / plain
    )


def tally_of(seeds):
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    keys = [f"{kind}_{part}" for kind in ("param", "rule", "price") for part in ("truth", "found", "hit")] + [
        "param_exact"
    ]
    tally = dict.fromkeys(keys, 0)
    for path in sorted((SHARED / "labels").glob("*.json")):
        if path.name.startswith("seeds__") or not seeds:
            page = page_of(path.name)
            found = label(extract(read(Page(name=page.name, data=page.read_bytes()))))
            score.score_page(
                json.loads(path.read_text()), json.loads(json.dumps(found)), tally, lambda _: None
            )
    return tally


@pytest.mark.parametrize(
    ("seeds", "recall", "precision", "exact"), [(True, 1, 1, 0.98), (False, 0.97, 0.97, 0.92)]
)
def test_score(seeds, recall, precision, exact):
    tally = tally_of(seeds)
    assert tally["param_hit"] >= recall * tally["param_truth"]
    assert tally["param_hit"] >= precision * tally["param_found"]
    assert tally["param_exact"] >= exact * tally["param_truth"]
    assert tally["price_hit"] == tally["price_truth"]
    assert tally["price_hit"] >= 0.95 * tally["price_found"]
