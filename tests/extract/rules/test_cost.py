"""Work grows with the text and no faster: counted in rows tried, not in seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, table

Read = Callable[..., Claims]
HOSTILE = {
    "commas": "hdr cannot, " * 30,
    "lists": "not supported with " + "hdr, loop, " * 40,
    "guards": "requires hdr when " * 25,
    "joints": "and is not and cannot or " * 30,
    "brackets": "(" * 40 + "must" + ")" * 40,
    "long": "must " * 5000,
    "glued": "hdrrequiresloop" * 200,
    "chinese": "不支持仅当" * 400,
}


def _count(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    calls = [0]
    covering = table.covering

    def counted(items: object) -> object:
        calls[0] += 1
        return covering(items)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr("callsheet.extract.rules.reading.covering", counted)
    return calls


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_clause_costs_a_bounded_number_of_attempts(
    text: str, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _count(monkeypatch)
    claims = read(text, row="seed")
    assert calls[0] < 600
    assert (claims.normative > 0) <= bool(claims.rules or claims.unclaimed)


def test_twice_the_text_is_twice_the_work(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _count(monkeypatch)
    text = "`loop` is not supported with `hdr`. The frob must grelt. "
    read(text * 20)
    once = calls[0]
    read(text * 40)
    assert calls[0] - once == 2 * once
