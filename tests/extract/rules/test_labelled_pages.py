"""The real pages with labels made by hand, where they are at hand: how many rules are found, and that none is lost."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from callsheet.extract import assemble, extract, label
from callsheet.extract.rules import Claims, Sentence, Vocabulary, claim, covered
from callsheet.extract.rules.normative import is_normative
from callsheet.layers.document import Page
from callsheet.read import read

PAGES = Path(__file__).resolve().parents[3].parent / "shared" / "pages"
pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason="the labelled pages are not beside this repository"
)


def _page(labels: Path) -> Page:
    name = labels.name.removesuffix(".json")
    seed = name.startswith("seeds__")
    path = PAGES / ("seeds" if seed else "dev") / name.removeprefix("seeds__")
    return Page(name=name, data=path.read_bytes())


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", PAGES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _tally(only: str) -> dict[str, int]:
    scorer = _scorer()
    names = ("param_truth", "param_found", "param_hit", "param_exact", "rule_truth", "rule_found", "rule_hit",
             "price_truth", "price_found", "price_hit")  # fmt: skip
    tally = dict.fromkeys(names, 0)
    for labels in sorted((PAGES / "labels").glob(f"{only}*.json")):
        facts = label(extract(read(_page(labels))))
        scorer.score_page(json.loads(labels.read_text()), facts, tally, lambda _: None)
    return tally


@pytest.mark.parametrize(("only", "precision"), [("seeds__", 1.0), ("", 0.95)])
def test_rules_found_on_labelled_pages(only: str, precision: float) -> None:
    tally = _tally(only)
    assert tally["rule_hit"] / tally["rule_found"] >= precision
    assert tally["rule_hit"] / tally["rule_truth"] >= 0.75


def _sentences(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Sentence, Vocabulary]]:
    """All that the pages' extraction hands to the reading of rules."""
    seen: list[tuple[Sequence[Sentence], Vocabulary]] = []

    def spied(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> Claims:
        seen.append((sentences, vocabulary))
        return claim(sentences, vocabulary)

    monkeypatch.setattr(assemble, "claim", spied)
    for labels in sorted((PAGES / "labels").glob("*.json")):
        extract(read(_page(labels)))
    for sentences, vocabulary in seen:
        optional = tuple(replace(fact, required=False) for fact in vocabulary.parameters)
        for sentence in sentences:
            yield sentence, replace(vocabulary, parameters=optional)


def test_no_normative_sentence_is_neither_understood_nor_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one, and with no limits to hide behind, each yields a rule or stands in the unclaimed list."""
    given = list(_sentences(monkeypatch))
    monkeypatch.setattr(covered, "is_limit", lambda *_: False)
    normative = 0
    for sentence, vocabulary in given:
        claims = claim([replace(sentence, claims=())], vocabulary)
        normative += claims.normative
        assert (claims.normative > 0) <= bool(claims.rules or claims.unclaimed), sentence.at
        if any(is_normative(part) for part in sentence.text.splitlines() if len(part.split()) > 4):
            assert claims.normative > 0, sentence.at
    assert normative > 100
