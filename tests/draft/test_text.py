"""What is refused before any YAML is read."""

from __future__ import annotations

import time

import pytest

from callsheet.draft import load
from callsheet.layers.diagnostic import CallsheetError

GOOD = "model: m\npage: p\nparameters:\n  a: {type: string}\n"


def first(data: str | bytes) -> str:
    with pytest.raises(CallsheetError) as caught:
        load(data, "f.yaml")
    return str(caught.value.diagnostics[0])


def test_bytes_and_text_and_either_line_end_load_alike() -> None:
    spec = load(GOOD, "f.yaml")
    assert load(GOOD.encode(), "f.yaml") == spec
    assert load(GOOD.replace("\n", "\r\n").encode(), "f.yaml").digest == spec.digest


def test_bytes_that_are_no_utf8_are_placed() -> None:
    assert first(b"model: m\npage: \xff\n").startswith("f.yaml:2:7: error CS101")
    assert first(GOOD.encode("utf-16")).startswith("f.yaml:1:1: error CS101")


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\0", "U+0000"),
        ("\x1b", "U+001B"),
        ("\t", "U+0009"),
        ("\r", "U+000D"),
        ("\x85", "U+0085"),
        ("\u00a0", "U+00A0 NO-BREAK SPACE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ud800", "U+D800"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\ufffd", "U+FFFD REPLACEMENT CHARACTER"),
        ("\uffff", "U+FFFF"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_characters_that_cannot_be_seen_are_refused(char: str, name: str) -> None:
    said = first(GOOD.replace("type: string", f'type: "str{char}ing"'))
    assert said.startswith(f"f.yaml:4:17: error CS102: {name} is not allowed")


HOSTILE = {
    "too large": "x\n" * (1 << 19) + "x",
    "one line": GOOD + "#" * 20_000,
    "items": "a: [" + "1,\n " * 200_000,
    "lists": "[\n" * 100_000,
    "mappings": "{a:\n" * 100_000,
    "block lists": ("- " * 2_000 + "\n") * 50,
    "block keys": "? \n" * 100_000,
    "anchors": "- &a 1\n" * 100_000,
    "folded quotes": "a: '" + "y\n " * 150_000,
    "escapes": 'a: "' + ("\\n" * 2_000 + "\n") * 100,
    "block scalar": "a: |\n" + " x\n" * 150_000,
    "comments": "# c\n" * 200_000,
    "tags": ("!" * 9_000 + "\n") * 50,
    "percents": "%" * 9_000,
    "colons": (":" * 9_000 + "\n") * 50,
    "parameters": GOOD + "".join(f"  p{n}: {{type: string}}\n" for n in range(4_000)) * 2,
    "equal keys": GOOD + "  a: {type: string}\n" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_end_soon(text: str) -> None:
    started = time.process_time()
    assert "error CS1" in first(text)
    assert time.process_time() - started < 10, (
        "ten times what the slowest takes: growth is told, not a busy machine"
    )
