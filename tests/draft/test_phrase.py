"""Rules in the literal form of a forbidden combination become the rule that a person would write, with an id."""

from __future__ import annotations

from typing import Any

import pytest

from callsheet.draft.update.ids import rule_id
from callsheet.draft.update.phrase import UnwritableError, body_of
from callsheet.layers.facts import RuleFact
from callsheet.layers.place import Place

AT = Place(path="Constraints/1", digest="0" * 12)

FORBIDDEN: list[tuple[list[Any], dict[str, Any], str]] = [
    (
        [["duration", "=", "10s"], ["hdr", "=", True]],
        {"forbid": {"duration": "10s", "hdr": True}},
        "10s-not-hdr",
    ),
    (
        [["hdr", "=", True], ["resolution", "not in", ["720p", "1080p"]]],
        {"when": {"hdr": True}, "require": {"resolution": ["720p", "1080p"]}},
        "hdr-requires-resolution-720p-or-1080p",
    ),
    (
        [["exr_export", "=", True], ["hdr", "!=", True]],
        {"when": {"exr_export": True}, "require": {"hdr": True}},
        "exr-export-requires-hdr",
    ),
    (
        [["endImage", "set"], ["image", "unset"]],
        {"when": {"endImage": {"sent": True}}, "require": {"image": {"sent": True}}},
        "end-image-requires-image",
    ),
    ([["a", "set"], ["b", "set"]], {"at_most_one": ["a", "b"]}, "a-or-b-once"),
    (
        [["a", "set"], ["b", "unset"], ["c", "unset"]],
        {"forbid": {"a": {"sent": True}, "b": {"sent": False}, "c": {"sent": False}}},
        "a-not-no-b-not-no-c",
    ),
    (
        [["mode", "in", ["x", "y"]], ["seed", "<", 3], ["steps", ">", 0.5]],
        {
            "forbid": {
                "mode": ["x", "y"],
                "seed": {"below": 3},
                "steps": {"above": __import__("decimal").Decimal("0.5")},
            }
        },
        "mode-x-or-y-not-seed-below-not-steps-above",
    ),
    (
        [["n", ">", 1], ["n", "<", 9]],
        {"forbid": {"$all": [{"n": {"above": 1}}, {"n": {"below": 9}}]}},
        "n-above-not-n-below",
    ),
    ([[["count", ["a", "b"]], ">", 1]], {"at_most_one": ["a", "b"]}, "a-or-b-once"),
    ([[["count", ["a", "b"]], "<", 1]], {"at_least_one": ["a", "b"]}, "a-or-b-needed"),
    ([[["sum", ["a", "b"]], ">", 7]], {"sum": ["a", "b"], "range": [None, 7]}, "a-and-b-together"),
    ([[["product", ["w", "h"]], "<", 9]], {"product": ["w", "h"], "range": [9, None]}, "w-and-h-together"),
    ([[["items", "k"], ">", 4]], {"items": {"k": [None, 4]}}, "k-count"),
    (
        [["mode", "=", "edit"], [["items", "k"], "<", 2]],
        {"when": {"mode": "edit"}, "items": {"k": [2, None]}},
        "k-count",
    ),
    (
        [["low", ">", {"field": "high"}]],
        {"relation": {"left": "low", "op": "<=", "right": "high"}},
        "low-against-high",
    ),
]


@pytest.mark.parametrize(("literals", "body", "id_"), FORBIDDEN)
def test_forbidden(literals: list[Any], body: dict[str, Any], id_: str) -> None:
    assert body_of(RuleFact(kind="forbid", at=AT, all=tuple(literals))) == body
    assert rule_id(body, ()) == id_


def test_ignored_and_forced() -> None:
    ignored = RuleFact(kind="ignored", at=AT, field="ratio", all=(["image", "set"],))
    assert body_of(ignored) == {"ignored": ["ratio"], "when": {"image": {"sent": True}}}
    assert rule_id(body_of(ignored), ()) == "ratio-ignored-with-image"
    forced = RuleFact(kind="forced", at=AT, field="duration", value=5, all=(["mode", "!=", "pro"],))
    assert body_of(forced) == {"forced": {"duration": 5}, "when": {"mode": {"not": "pro"}}}


def test_counts_of_items_inside_a_condition() -> None:
    more = RuleFact(kind="ignored", at=AT, field="ratio", all=([["items", "k"], ">", 4],))
    assert body_of(more)["when"] == {"k": {"items": {"min": 5}}}
    fewer = RuleFact(kind="ignored", at=AT, field="ratio", all=([["items", "k"], "<", 4],))
    assert body_of(fewer)["when"] == {"k": {"items": {"max": 3}}}


@pytest.mark.parametrize(
    "fact",
    [
        RuleFact(kind="media", at=AT, says="mask as large as image"),
        RuleFact(kind="forbid", at=AT),
        RuleFact(kind="ignored", at=AT, all=(["a", "set"],)),
        RuleFact(kind="forbid", at=AT, all=(["a", "~", 1],)),
        RuleFact(kind="forbid", at=AT, all=(["a", "="],)),
        RuleFact(kind="forbid", at=AT, all=("a",)),
        RuleFact(kind="forbid", at=AT, all=([["count", ["a", "b"]], ">", 2],)),
        RuleFact(kind="forbid", at=AT, all=([["sum", [["items", "a"], "b"]], ">", 2],)),
        RuleFact(kind="forbid", at=AT, all=(["c", "set"], [["sum", ["a", "b"]], ">", 2])),
        RuleFact(kind="forbid", at=AT, all=(["a", "=", {"field": "b"}],)),
    ],
)
def test_what_no_kind_says_is_said_so(fact: RuleFact) -> None:
    with pytest.raises(UnwritableError):
        body_of(fact)


def test_ids_are_unique_and_short() -> None:
    assert rule_id({"at_most_one": ["a", "b"]}, {"a-or-b-once", "a-or-b-once-2"}) == "a-or-b-once-3"
    long = rule_id({"forbid": {f"parameter_{n}": True for n in range(20)}}, ())
    assert len(long) <= 60
    assert not long.endswith("-")
