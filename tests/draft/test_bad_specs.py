"""Each file under ``bad/`` is a spec with a mistake; its first lines are what the loader says, to the column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from callsheet.draft import CODES, load
from callsheet.draft.codes.meaning import MEANING
from callsheet.draft.codes.reading import READING
from callsheet.layers.diagnostic import CallsheetError

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
FINDING = re.compile(r"# (\d+:\d+: error CS\d+: .*)")


def expected(text: str) -> list[str]:
    found = [FINDING.fullmatch(line) for line in text.split("\n")]
    return [match.group(1) for match in found if match]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_says_what_is_wrong_and_where(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with pytest.raises(CallsheetError) as caught:
        load(text, path.name)
    said = [str(each).removeprefix(f"{path.name}:") for each in caught.value.diagnostics]
    assert said == expected(text)
    assert all(each.code in CODES for each in caught.value.diagnostics)


def test_every_reading_and_value_code_has_its_bad_spec() -> None:
    shown = {code for path in BAD for code in re.findall(r"error (CS\d+):", path.read_text(encoding="utf-8"))}
    loaded = {code for code in {**READING, **MEANING} if code.startswith(("CS1", "CS2"))}
    elsewhere = {
        "CS101": "bytes: test_text.py",
        "CS211": "needs the provider: tests/resolve",
        "CS212": "needs the folder: test_provider.py",
    }
    assert loaded - shown == set(elsewhere)
