"""``callsheet pull``: what pages state that specs do not; three-way, all or nothing, and held back where it looks wrong."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from small import KITE, KITE_PAGE, page, specs, swapped

from callsheet import disk, pipeline
from callsheet.layers.document import Page
from callsheet.pulling import Pulled, Wanted, plan

Run = Callable[..., Any]
SPEC = "specs/acme/kite.yaml"


def test_places_are_noted_and_then_there_is_nothing_to_say(settled: Path, pull: Run) -> None:
    assert 'at: "Parameters/size#' in (settled / SPEC).read_text()
    before = specs(settled)
    for _ in range(2):
        done = pull("--write")
        assert done.returncode == 0
        assert "1 pages read; they state nothing that the specs do not" in done.stdout
    assert specs(settled) == before


def test_the_specs_stay_until_they_are_to_be_written(settled: Path, pull: Run) -> None:
    before = specs(settled)
    page(
        settled,
        swapped(KITE_PAGE, ("| `5`, `9`", "| `5`, `9`, `12`"), ("| 9 | 10 |", "| 9 | 10 |\n| 12 | 12 |")),
    )
    done = pull()
    assert done.returncode == 1
    assert "parameters/seconds" in done.stdout
    assert "seconds: takes 12 too" in done.stdout
    assert specs(settled) == before


def test_another_wording_gives_nothing_for_callers(settled: Path, pull: Run) -> None:
    page(settled, swapped(KITE_PAGE, ("How big it flies.", "Its size in the air.")))
    found = json.loads(pull("--json").stdout)
    assert (found["changes"], found["worded"], found["version"]) == ([], ["acme/kite"], "0.1.2")
    assert pull("--markdown").stdout.startswith("Nothing changed for callers. Words or places differ in 1 of")


def test_prices_are_appended_with_their_date_and_the_past_stays(settled: Path, pull: Run) -> None:
    page(settled, swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 51 |"), ("| 9 | 10 |", "| 9 | 92 |")))
    before = specs(settled)
    held = pull("--write")
    assert held.returncode == 1
    assert "CH101" in held.stderr
    assert "+920 %" in held.stderr
    assert specs(settled) == before
    done = pull("--write", "--confirm", "acme/kite")
    assert done.returncode == 0, done.stderr
    text = (settled / SPEC).read_text()
    assert text.index("since: 2026-01-01") < text.index("since: 2026-07-16")
    assert text.count("amount:") == 4
    (provider,) = pipeline.resolved(pipeline.load(disk.read_specs(settled / "specs")))
    with pipeline.tried(provider) as trial:
        request = {"prompt": "a", "seconds": 5}
        prices = [
            trial.price(provider.models[0], request, on=date(2026, month, 20)).amount for month in (3, 8)
        ]
    assert prices == [Decimal(5), Decimal(51)]


def test_a_release_follows(settled: Path, pull: Run) -> None:
    page(settled, swapped(KITE_PAGE, ("1-300 characters", "1-200 characters")))
    assert pull("--write").returncode == 0
    newest, *_ = json.loads((settled / "specs/releases.json").read_text())
    assert (newest["version"], newest["date"]) == ("1.0.0", "2026-07-16")
    assert newest["entries"][0]["message"] == "prompt: greatest length is 200 now, was 300"
    assert newest["entries"][0]["at"].startswith("Parameters/prompt#")


def test_what_people_wrote_stays_and_the_conflict_is_told(settled: Path, pull: Run) -> None:
    path = settled / SPEC
    text = path.read_text()
    line = next(each for each in text.splitlines() if each.strip().startswith("size:"))
    ours = line.replace("at:", "page_says: {default: null}, because: We asked them., at:")
    path.write_text(text.replace(line, ours))
    page(settled, swapped(KITE_PAGE, ("| No | `small` |", "| No | `large` |")))
    done = pull("--write")
    assert done.returncode == 1
    assert "CU102" in done.stderr
    assert 'default: "small"' in path.read_text()
    assert "because: We asked them." in path.read_text()
    (marked,) = [each for each in path.read_text().splitlines() if each.endswith("# conflict: CU102")]
    assert marked.strip().startswith("size:")
    page(settled, KITE_PAGE.replace("| No | `small` |", "| No | |"))
    assert pull("--write").returncode == 0
    assert "# conflict" not in path.read_text()


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("# Kite\n\nModel ID: `kite`\n\n## Parameters\n\n| Parameter | Type | Required | Default |\n|---|---|---|---|\n| `prompt` | string | Yes | |\n", "CH102"),
        (swapped(KITE_PAGE, ("| `small`, `large` |", "| |")), "CH103"),
        ("# Welcome\n\n| Product | Use |\n|---|---|\n| Kites | fun |\n", "CH104"),
        (KITE_PAGE.replace("| 5 | 5 |", "| 5 | 7 |"), "CH101"),
        (swapped(KITE_PAGE, ("| `size` |", "| `extent` |"), ("- `size`", "- `extent`")), "CH107"),
        (swapped(KITE_PAGE, ("| seconds | Credits |", "| seconds | Credits per metre |")), "CH101"),
        ("Please sign in to continue.\n", "CH105"),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_held_back(settled: Path, pull: Run, new: str, code: str) -> None:
    before = specs(settled)
    page(settled, new)
    for _ in range(2):
        done = pull("--write")
        assert done.returncode == 1
        assert code in done.stderr
        assert specs(settled) == before
    page(settled, KITE_PAGE)
    assert pull("--write").returncode == 0


def test_specs_that_would_not_be_whole_are_not_written(settled: Path, pull: Run) -> None:
    before = specs(settled)
    page(settled, swapped(KITE_PAGE, ("| `5`, `9`", "| `5`, `9`, `12`")))
    done = pull("--write", "--confirm", "all")
    assert done.returncode == 1
    assert "CL130" in done.stderr
    assert specs(settled) == before


def test_a_price_may_move_by_a_fifth(settled: Path, pull: Run) -> None:
    page(settled, swapped(KITE_PAGE, ("| 9 | 10 |", "| 9 | 12 |")))
    assert pull("--write").returncode == 0
    page(settled, swapped(KITE_PAGE, ("| 9 | 10 |", "| 9 | 15 |")))
    assert "CH101" in pull("--write", "--on", "2026-08-16").stderr


def test_the_report_for_a_pull_request_has_no_sentence_of_the_page(settled: Path, pull: Run) -> None:
    sentence = "Never fly it near a pylon at night."
    page(
        settled, swapped(KITE_PAGE, ("## Credit cost", f"- {sentence}\n\n## Credit cost"), ("1-300", "1-200"))
    )
    body = pull("--markdown").stdout
    assert "### Breaking" in body
    assert "### Left to people" in body
    assert "### On the pages" in body
    assert sentence not in body


def test_another_endpoint_is_for_people_to_follow(settled: Path, pull: Run) -> None:
    calling = KITE_PAGE + "\n## Calling\n\n`POST /v1/kites`, then `GET /v1/kites/{id}`\n"
    page(settled, calling)
    pull("--write", "--confirm", "all")
    page(settled, calling.replace("GET /v1", "GET /v2"))
    done = pull("--write")
    assert done.returncode == 1
    assert "GET /v1/kites/{id} is gone" in done.stdout
    assert pull().returncode == 0


def test_what_no_spec_can_hold_is_told_until_it_is_written_off(settled: Path, pull: Run) -> None:
    page(settled, KITE_PAGE + "\n## Signing in\n\nSend your key in the `X-Wind-Key` header.\n")
    for words in ((), (), ("--write",)):
        done = pull(*words)
        assert done.returncode == 1
        assert "the name X-Wind-Key is new" in done.stdout
    assert pull().returncode == 0


@pytest.mark.parametrize("name", ["acne", "acme/kit", "acme/"])
def test_an_unknown_provider_or_page(pull: Run, name: str) -> None:
    done = pull(name)
    assert done.returncode == 3
    assert "CL307" in done.stderr


def test_a_model_of_another_page_is_left_to_that_page(settled: Path) -> None:
    texts = disk.read_specs(settled / "specs")
    balloon = KITE.replace("model: kite", "model: balloon").replace("page: kite", "page: balloon")
    texts["specs/acme/balloon.yaml"] = balloon
    facts = pipeline.facts(Page(name="kite.md", data=KITE_PAGE.encode()))
    (stated,) = facts.models
    both = replace(facts, models=(replace(stated, id="kite"), replace(stated, id="balloon")))
    pulled = Pulled(wanted=Wanted(provider="acme", key="kite", url=""), facts=both)
    made = plan(texts, [pulled], date(2026, 7, 16), ())
    assert [each.path for each in made.drafts["acme/kite"]] == ["specs/acme/kite.yaml"]
    assert made.texts["specs/acme/balloon.yaml"] == balloon


def test_a_page_that_is_about_another_model_now_is_held(settled: Path, pull: Run) -> None:
    path = settled / SPEC
    path.write_text(swapped(path.read_text(), ("model: kite", "model: acme/kite-1")))
    page(settled, KITE_PAGE.replace("`kite`", "`acme/kite-1`"))
    assert pull("--write").returncode == 0
    before = specs(settled)
    page(settled, swapped(KITE_PAGE, ("`kite`", "`acme/kite-2`"), ("1-300 characters", "1-200 characters")))
    done = pull("--write")
    assert done.returncode == 1
    assert "the page is about acme/kite-2 now, was about acme/kite-1" in done.stderr
    assert specs(settled) == before
    assert pull("--write", "--confirm", "acme/kite").returncode == 0
    assert pull().returncode == 0


def test_a_kill_of_the_whole_command_leaves_old_or_new(settled: Path) -> None:
    (settled / "specs/acme/balloon.yaml").write_text(
        KITE.replace("kite", "balloon").replace("per: video", "per: request")
    )
    page(settled, swapped(KITE_PAGE, ("1-300 characters", "1-200 characters")))
    (settled / "pages/acme/balloon.md").write_text(
        KITE_PAGE.replace("Kite", "Balloon").replace("`kite`", "`balloon`")
    )
    old = specs(settled)
    words = ["pull", "--from", "pages", "--on", "2026-07-16", "--write"]
    command = [str(Path(sys.executable).with_name("callsheet")), *words]
    started = time.monotonic()
    subprocess.run(command, cwd=settled, capture_output=True, check=False)
    took = time.monotonic() - started
    new = specs(settled)
    assert old.keys() | {"specs/releases.json"} == new.keys()
    for share in (0.6, 0.85, 0.95):
        shutil.rmtree(settled / "specs")
        for name, text in old.items():
            (settled / name).parent.mkdir(parents=True, exist_ok=True)
            (settled / name).write_text(text)
        process = subprocess.Popen(command, cwd=settled, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * share)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert specs(settled) in (old, new)
