"""``plan``: tables that fit 100 columns, JSON with everything, and exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_who_can_and_why_the_others_cannot(callsheet: Run) -> None:
    done = callsheet("plan", "duration=10s", "resolution=1080p", "hdr=true")
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 100
    words = " ".join(done.stdout.split())
    assert "1 can" in words
    assert "oxen/luma-ray-v3-2-video-to-video unknown" in words
    assert "hdr-not-10s: duration 10s is Constraints/3" in words
    assert "would do: duration=5s, or hdr=false" in words


def test_json_has_requests_prices_reasons_and_places(callsheet: Run) -> None:
    found = json.loads(
        callsheet("plan", "duration=10s", "resolution>=720p", "--on", "2026-11-01", "--json").stdout
    )
    offers = {f"{each['provider']}/{each['model']}": each for each in found["can"]}
    ray = offers["gmicloud/luma-ray-3-2-generate"]
    assert (ray["price"]["amount"], ray["price"]["since"], ray["price"]["at"]) == (
        "0.60",
        "2026-06-17",
        "Pricing/SDR#4e33c1e4e298",
    )
    assert ray["request"] == {**ray["request"], "duration": "10s", "resolution": "720p"}
    assert ray["named"] == {"duration=10s": "duration", "resolution>=720p": "resolution"}
    refused = {f"{each['provider']}/{each['model']}": each for each in found["cannot"]}
    (reason,) = refused["aimlapi/luma/ray-2"]["because"]
    assert (reason["id"], reason["message"]) == ("duration:enum", "duration is one of 5, 9")
    assert refused["aimlapi/luma/ray-2"]["instead"][0] == {
        "path": "duration",
        "values": [5, 9],
        "without": True,
    }
    assert next(iter(offers)) == "gmicloud/luma-ray-3-2-generate"


def test_exit_codes_and_hints(callsheet: Run) -> None:
    nobody = callsheet("plan", "duration=10s", "hdr=true", "--provider", "gmicloud")
    assert nobody.returncode == 1
    assert "Nobody can." in nobody.stdout
    typo = callsheet("plan", "durration=10s")
    assert typo.returncode == 2
    assert "did you mean duration" in typo.stderr
    assert callsheet("plan").returncode == 2
    together = callsheet("plan", "duration=10s resolution>=720p")
    assert together.returncode == 2
    assert "say 'resolution>=720p' as a word of its own" in together.stderr
    stranger = callsheet("plan", "duration=10s", "--provider", "nobody")
    assert stranger.returncode == 2
    assert "there are aimlapi, apiframe" in stranger.stderr


def test_what_is_not_for_a_screen_is_shown_escaped(callsheet: Run) -> None:
    done = callsheet("plan", "prompt=\x1b[2Jhello", "--provider", "oxen")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\\u001b[2Jhello" in done.stdout
