"""``show``, ``check``, ``price``, ``lint``, ``explain``: what users see, and the exit codes that scripts use."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

RAY = "gmicloud/luma-ray-3-2-generate"
GOOD = {"model": "luma-ray-3-2-generate", "prompt": "a tram", "duration": "10s"}
BAD = {**GOOD, "hdr": True, "resolution": "540p"}


def test_check_names_each_broken_rule_with_place_and_fix(callsheet: Run) -> None:
    done = callsheet("check", RAY, json.dumps(BAD))
    assert done.returncode == 1
    said = done.stdout
    assert re.findall(r"✗ ([\w-]+):", said) == ["hdr-not-540p", "hdr-not-10s"]
    assert "set resolution to 720p or 1080p" in said
    assert "page: Constraints/2" in said


def test_check_takes_words_files_and_standard_input(callsheet: Run, project) -> None:
    words = ("model=luma-ray-3-2-generate", "prompt=a tram", "duration=10s", "hdr=true", "resolution=540p")
    (project / "bad.json").write_text(json.dumps(BAD))
    found = [
        json.loads(callsheet("check", RAY, *words, "--json").stdout),
        json.loads(callsheet("check", RAY, "bad.json", "--json").stdout),
        json.loads(callsheet("check", RAY, "-", "--json", stdin=json.dumps(BAD)).stdout),
    ]
    assert found[0] == found[1] == found[2]
    assert found[0]["valid"] is False
    assert [violation["rule"] for violation in found[0]["violations"] if violation["error"]] == [
        "hdr-not-540p",
        "hdr-not-10s",
    ]
    assert found[0]["needs"][0]["id"] == "hdr-access"


def test_a_valid_request_is_fine(callsheet: Run) -> None:
    done = callsheet("check", RAY, json.dumps(GOOD))
    assert done.returncode == 0
    assert "valid" in done.stdout


def test_the_model_is_named_once(callsheet: Run) -> None:
    """As with a client: who names the model on the command line need not name it in the request as well."""
    without = {name: value for name, value in GOOD.items() if name != "model"}
    assert callsheet("check", RAY, json.dumps(without)).returncode == 0
    assert json.loads(callsheet("price", RAY, "prompt=x", "--json").stdout)["amount"] == "0.30"
    other = callsheet("check", RAY, json.dumps({**GOOD, "model": "luma-ray-3-2-edit"}), "--json")
    assert [each["rule"] for each in json.loads(other.stdout)["violations"]] == ["model:enum"]


def test_what_no_encoding_can_print_is_escaped(callsheet: Run) -> None:
    request = '{"prompt": "x", "resolution": "\\ud800"}'
    assert "resolution:enum" in callsheet("check", RAY, request).stdout
    (found,) = json.loads(callsheet("check", RAY, request, "--json").stdout)["violations"]
    assert "\ud800" in found["message"]


def test_words_that_cannot_be_meant_are_refused(callsheet: Run, project) -> None:
    (project / "latin.json").write_bytes('{"prompt": "caf\xe9"}'.encode("latin-1"))
    twice = callsheet("check", RAY, "prompt=x", "hdr=true", "hdr=false")
    assert twice.returncode == 2
    assert "hdr has a value already" in twice.stderr
    latin = callsheet("check", RAY, "latin.json")
    assert latin.returncode == 2
    assert "utf-8" in latin.stderr
    nested = callsheet("check", RAY, "prompt=x", "hdr=" + "[" * 100_000)
    assert nested.returncode == 1
    assert "hdr:type" in nested.stdout


@pytest.mark.parametrize("request_", ['{"a": 1, "a": 2}', '{"a": NaN}', "[1]", "{", "no-such-file.json"])
def test_what_is_no_request_is_refused_in_words(callsheet: Run, request_: str) -> None:
    done = callsheet("check", RAY, request_)
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_an_unknown_key_is_advice_where_nobody_documents_its_refusal(callsheet: Run) -> None:
    request = json.dumps({**GOOD, "durration": "5s"})
    assert callsheet("check", RAY, request).returncode == 0
    strict = callsheet("check", RAY, request, "--strict")
    assert strict.returncode == 1
    assert "durration" in strict.stdout


@pytest.mark.parametrize(
    ("request_", "amount"),
    [
        (GOOD, "0.60"),
        ({**GOOD, "duration": "5s"}, "0.30"),
        ({**GOOD, "duration": "5s", "hdr": True, "exr_export": True, "resolution": "1080p"}, "8.40"),
    ],
)
def test_prices(callsheet: Run, request_: dict[str, object], amount: str) -> None:
    done = callsheet("price", RAY, json.dumps(request_), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["amount"] == amount


def test_the_price_of_an_earlier_day(callsheet: Run) -> None:
    words = (
        "price",
        "apiframe/luma-ray-flash-2",
        "model=luma-ray-flash-2",
        "prompt=x",
        "lumaParams.duration=9",
        "--json",
    )
    assert json.loads(callsheet(*words).stdout)["amount"] == "92"
    assert json.loads(callsheet(*words, "--on", "2026-06-01").stdout)["amount"] == "10"


def test_an_unknown_price_is_no_price(callsheet: Run) -> None:
    done = callsheet("price", "aimlapi/luma-ray-2", "model=luma/ray-2", "prompt=x", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["amount"] is None


def test_a_refused_request_has_no_price(callsheet: Run) -> None:
    done = callsheet("price", RAY, json.dumps(BAD))
    assert done.returncode == 1
    assert "hdr-not-540p" in done.stderr


def test_models_are_found_by_name_and_mistakes_are_helped(callsheet: Run) -> None:
    assert callsheet("show", "luma-ray-3-2-generate").returncode == 0
    several = callsheet("show", "luma-ray-2")
    assert several.returncode == 3
    assert "aimlapi/luma-ray-2" in several.stderr
    unknown = callsheet("show", "luma-ray-3-2-genrate")
    assert unknown.returncode == 3
    assert RAY in unknown.stderr


def test_show_fits_a_hundred_columns(callsheet: Run) -> None:
    for words in (("show",), ("show", RAY), ("show", "scenario/model_luma-ray-3-2-edit")):
        assert max(len(line) for line in callsheet(*words).stdout.splitlines()) <= 100


def test_lint_finds_nothing_wrong_and_every_code_is_explained(callsheet: Run) -> None:
    done = callsheet("lint", "--notes", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert [each for each in found if each["severity"] == "error"] == []
    listed = json.loads(callsheet("explain", "--json").stdout)
    assert {each["code"] for each in found} <= set(listed)
    assert "CS" in callsheet("explain", "CS101").stdout
    assert callsheet("explain", "XX999").returncode == 2


def test_usage_errors_are_exit_2(callsheet: Run) -> None:
    assert callsheet("check").returncode == 2
    assert callsheet("no-such-command").returncode == 2
    assert callsheet("--help").returncode == 0
