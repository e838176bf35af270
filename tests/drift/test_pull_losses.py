"""What ``callsheet pull`` does where pages say less than they did, or where it cannot keep them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from small import KITE_PAGE, page, specs, swapped

Run = Callable[..., Any]
SPEC = "specs/acme/kite.yaml"


def test_a_parameter_that_is_renamed_in_the_spec_is_followed(settled: Path, pull: Run) -> None:
    page(settled, swapped(KITE_PAGE, ("| `size` |", "| `extent` |"), ("- `size`", "- `extent`")))
    path = settled / "specs/acme/kite.yaml"
    path.write_text(re.sub(r"\bsize\b", "extent", path.read_text()))
    done = pull("--write")
    assert (done.returncode, done.stderr) == (0, "")
    assert "extent: place on the page noted" in done.stdout


def test_a_page_without_its_prices_is_told_until_somebody_settles_it(settled: Path, pull: Run) -> None:
    text = (settled / SPEC).read_text()
    (settled / SPEC).write_text(
        swapped(text, ('"5"}', '"5", at: "Credit cost/5"}'), ('"10"}', '"10", at: "Credit cost/9"}'))
    )
    assert pull("--write").returncode == 0
    page(settled, KITE_PAGE[: KITE_PAGE.index("## Credit cost")])
    before = specs(settled)
    for _ in range(2):
        done = pull("--write")
        assert done.returncode == 1
        assert "CU113" in done.stderr
    marked = specs(settled)
    assert marked.pop(SPEC).replace("  # conflict: CU113", "") == before.pop(SPEC)
    assert marked == before


def test_prices_that_are_gone_are_told_where_no_place_was_noted(settled: Path, pull: Run) -> None:
    page(settled, KITE_PAGE[: KITE_PAGE.index("## Credit cost")])
    done = pull("--write")
    assert done.returncode == 1
    assert "all 2 prices are gone" in done.stdout


def test_a_cache_that_cannot_be_written_is_told_and_stops_nothing(here: Path, pull: Run) -> None:
    (here / ".callsheet").mkdir()
    (here / ".callsheet/pages").write_text("in the way")
    done = pull("--write")
    assert done.returncode == 0
    assert "warning CD110" in done.stderr
    assert "place on the page noted" in done.stdout
    assert 'at: "' in (here / SPEC).read_text()
    again = pull("--write", "--json")
    assert (again.returncode, json.loads(again.stdout)["changes"]) == (0, [])


def test_a_name_is_known_again_behind_the_model_s_id(here: Path, pull: Run) -> None:
    more = ("  prompt:", '  model: {type: string, required: true, enum: ["kite"], role: model}\n  prompt:')
    image = ("  tail:", "  end_image: {type: string, format: uri}\n  tail:")
    (here / SPEC).write_text(swapped((here / SPEC).read_text(), more, image))
    rows = ("| `prompt` |", "| `model` | string | Yes | | `kite` | Which. |\n| `prompt` |")
    last = ("| `tail` |", "| `end_image` | string | No | | | The last picture. Format: uri. |\n| `tail` |")
    page(here, swapped(KITE_PAGE, rows, last))
    assert pull("--write").returncode == 0
    page(here, swapped(KITE_PAGE, rows, last, ("end_image", "last_image")))
    assert "kite: end_image seems to be called last_image now" in pull("--write").stderr
