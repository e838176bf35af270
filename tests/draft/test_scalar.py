"""Plain words: what they mean, and which must be quoted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from callsheet.draft.scalar import AmbiguousError, is_plain, read

MEANT = {
    "540p": "540p",
    "5s": "5s",
    "4k": "4k",
    "5s block": "5s block",
    "Text, image and more.": "Text, image and more.",
    "true": True,
    "false": False,
    "null": None,
    "0": 0,
    "-7": -7,
    "104857600": 104857600,
    "0.15": Decimal("0.15"),
    "-0.5": Decimal("-0.5"),
    "2.10": Decimal("2.10"),
    "2026-06-17": date(2026, 6, 17),
    "$any": "$any",
    "1.2.3-beta": "1.2.3-beta",
}
UNCLEAR = [
    "16:9",
    "9:16",
    "1:1:1",
    "21:9.5",
    "190:20:30",
    "yes",
    "Yes",
    "no",
    "NO",
    "on",
    "off",
    "y",
    "N",
    "True",
    "TRUE",
    "False",
    "Null",
    "NULL",
    "~",
    "=",
    "<<",
    "010",
    "00",
    "1e3",
    "1E3",
    "1.5e-3",
    ".5",
    "5.",
    "+1",
    "-0",
    "-0.0",
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    "1,000",
    ".inf",
    "-.INF",
    ".nan",
    "NaN",
    "inf",
    "2026-02-30",
    "2026-1-1",
    "2001-12-14t21:59:43",
    "1.0.0",
]


@pytest.mark.parametrize(("word", "meaning"), MEANT.items())
def test_reads(word: str, meaning: object) -> None:
    assert read(word) == meaning
    assert type(read(word)) is type(meaning)


@pytest.mark.parametrize("word", [*UNCLEAR, "", "2001-12-14 21:59:43"])
def test_refuses(word: str) -> None:
    with pytest.raises(AmbiguousError):
        read(word)


@given(st.from_regex(r"[-+.0-9eExXobaftnTFNyYsS_:,~=]{1,8}", fullmatch=True))
def test_what_is_taken_as_text_other_readers_take_as_text(word: str) -> None:
    """YAML 1.1 is the reader that takes most words for something else."""
    if not is_plain(word):
        return
    for version in ((1, 1), (1, 2)):
        other = YAML(typ="safe", pure=True)
        other.version = version
        try:
            loaded = other.load(f"[{word}]") if "," not in word else [word]
        except Exception:  # noqa: BLE001  a word that is no YAML at all is no danger
            return
        assert loaded in ([word], [{word.rstrip(":"): None}], [None]) or ":" in word, (version, loaded)
