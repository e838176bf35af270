"""Rules that cannot be understood: which key is at fault, and what to do."""

from __future__ import annotations

import pytest
from rule_samples import BY_PATH

from callsheet.constraints import ConstraintError, condition, lower, term

RULES = [
    ({"forbid": {"hdrr": True}}, ("forbid", "hdrr"), "no parameter 'hdrr'", "did you mean 'hdr'?"),
    ({"forbid": {"hdr": 1}}, ("forbid", "hdr"), "hdr is of type boolean, 1 is not", "quote strings"),
    ({"forbid": {"images": True}}, ("forbid", "images"), "images is of type integer", "quote strings"),
    ({"forbid": {"seed": 1.5}}, ("forbid", "seed"), "seed is of type integer", ""),
    ({"forbid": {"duration": 5}}, ("forbid", "duration"), "duration is of type string", ""),
    (
        {"forbid": {"resolution": "4k"}},
        ("forbid", "resolution"),
        "never has the value '4k'",
        "540p, 720p, 1080p",
    ),
    ({"forbid": {"resolution": ["540p", "4k"]}}, ("forbid", "resolution", 1), "never has the value", ""),
    ({"forbid": {"hdr": None}}, ("forbid", "hdr"), "hdr is of type boolean", ""),
    ({"forbid": {"concepts": "pan"}}, ("forbid", "concepts"), "is an array", "contains"),
    (
        {"forbid": {"concepts": {"contains": ["zoom"]}}},
        ("forbid", "concepts", "contains", 0),
        "never has",
        "",
    ),
    ({"forbid": {"hdr": {"contains": [True]}}}, ("forbid", "hdr", "contains"), "no array", ""),
    ({"forbid": {"camera": "x"}}, ("forbid", "camera"), "is an object", "members"),
    (
        {"forbid": {"keyframes[]": 1}},
        ("forbid", "keyframes[]"),
        "inside array items",
        "test the array: {items: …} or {contains: …}",
    ),
    ({"forbid": {"hdr": {"min": 1}}}, ("forbid", "hdr", "min"), "no number", "length"),
    ({"forbid": {"hdr": {"length": {"min": 1}}}}, ("forbid", "hdr", "length"), "no string", ""),
    ({"forbid": {"hdr": {"items": {"min": 1}}}}, ("forbid", "hdr", "items"), "no array", ""),
    (
        {"forbid": {"prompt": {"length": {"least": 1}}}},
        ("forbid", "prompt", "length", "least"),
        "unknown key",
        "min, max",
    ),
    (
        {"forbid": {"prompt": {"length": {"min": -1}}}},
        ("forbid", "prompt", "length", "min"),
        "whole number",
        "",
    ),
    ({"forbid": {"prompt": {"length": {}}}}, ("forbid", "prompt", "length"), "at least one key", ""),
    ({"forbid": {"hdr": {"sent": "yes"}}}, ("forbid", "hdr", "sent"), "true or false", ""),
    ({"forbid": {"hdr": {"is": True}}}, ("forbid", "hdr", "is"), "unknown key 'is'", ""),
    ({"forbid": {"hdr": []}}, ("forbid", "hdr"), "at least 1", ""),
    ({"forbid": {"$any": {}}}, ("forbid", "$any"), "list", ""),
    ({"forbid": {"$any": [{"hdr": 1}]}}, ("forbid", "$any", 0, "hdr"), "hdr is of type", ""),
    ({"forbid": {}}, ("forbid",), "at least one key", ""),
    (
        {"forbid": {"hdr": True}, "require": {"hdr": True}, "when": {"hdr": True}},
        (),
        "2 kinds",
        "exactly one of",
    ),
    ({"when": {"hdr": True}}, (), "no kind", "exactly one of all_or_none"),
    ({"require": {"hdr": True}}, (), "requires needs 'when'", ""),
    ({"forbid": {"hdr": True}, "bases": "inferred"}, ("bases",), "unknown key 'bases'", "basis"),
    ({"forbid": {"hdr": True}, "basis": "rumour"}, ("basis",), "unknown basis", "upstream"),
    ({"forbid": {"hdr": True}, "summary": 3}, ("summary",), "text is needed", ""),
    ({"at_most_one": ["hdr"]}, ("at_most_one",), "at least 2", ""),
    ({"at_most_one": ["hdr", 3]}, ("at_most_one", 1), "mapping", ""),
    ({"at_most_one": ["hdr", "seed", "hdr"]}, ("at_most_one", 2), "named twice", ""),
    ({"exactly_one": [{"hdr": True}, {"hdr": True}]}, ("exactly_one", 1), "named twice", ""),
    ({"at_most_one": ["hdr", "hdrr"]}, ("at_most_one", 1), "no parameter", "hdr"),
    ({"allow": {"keyframes": ["a"]}, "when": {"hdr": True}}, ("allow", "keyframes"), "no enum", "forbid"),
    ({"allow": {"resolution": ["4k"]}, "when": {"hdr": True}}, ("allow", "resolution", 0), "never has", ""),
    ({"relation": {"left": "seed", "op": "<"}}, ("relation",), "left, op and right", ""),
    ({"relation": {"left": "seed", "op": "==", "right": 1}}, ("relation", "op"), "unknown order", "<="),
    ({"relation": {"left": "seed", "op": "=", "right": "prompt"}}, ("relation",), "not comparable", ""),
    (
        {"relation": {"left": "prompt", "op": "<", "right": "image"}},
        ("relation",),
        "orders numbers only",
        "length",
    ),
    ({"relation": {"left": "hdr", "op": "=", "right": 1}}, ("relation",), "a boolean and a number", ""),
    (
        {"relation": {"left": {"^": [1, 2]}, "op": "=", "right": 1}},
        ("relation", "left", "^"),
        "unknown key",
        "",
    ),
    (
        {"relation": {"left": {"+": [1, "prompt"]}, "op": "=", "right": 1}},
        ("relation", "left", "+", 1),
        "no number",
        "",
    ),
    (
        {"relation": {"left": {"+": [1, 2, 3]}, "op": "=", "right": 1}},
        ("relation", "left", "+"),
        "two terms",
        "nest",
    ),
    (
        {"relation": {"left": {"length": "seed"}, "op": "=", "right": 1}},
        ("relation", "left", "length"),
        "no string",
        "",
    ),
    (
        {"relation": {"left": {"items": "seed"}, "op": "=", "right": 1}},
        ("relation", "left", "items"),
        "no array",
        "",
    ),
    (
        {"relation": {"left": {"length": "prompt", "+": [1, 2]}, "op": "=", "right": 1}},
        ("relation", "left"),
        "one of",
        "",
    ),
    (
        {"relation": {"left": "seed", "op": "<", "right": {"/": [1, 0]}}},
        ("relation", "right", "/", 1),
        "by zero",
        "",
    ),
    (
        {"relation": {"left": {"/": ["seed", {"-": [2, 2]}]}, "op": "<", "right": 1}},
        ("relation", "left", "/", 1),
        "by zero",
        "never has a value",
    ),
    (
        {"relation": {"left": 1, "op": "<", "right": 2}},
        ("relation",),
        "decides nothing",
        "name the parameters",
    ),
    ({"relation": {"left": 3, "op": "<", "right": 2}}, ("relation",), "decides nothing", ""),
    ({"relation": {"left": "seed", "op": "<=", "right": "seed"}}, ("relation",), "decides nothing", ""),
    ({"relation": {"left": True, "op": "=", "right": 1}}, ("relation", "left"), "a number is needed", ""),
    ({"items": {"seed": [1, 2]}}, ("items", "seed"), "no array", ""),
    ({"items": {"keyframes": [2, 1]}}, ("items", "keyframes"), "no number is at least 2", ""),
    (
        {"items": {"keyframes": [None, None]}},
        ("items", "keyframes"),
        "[min, max] is needed here",
        "null leaves one end open",
    ),
    ({"items": {"keyframes": [-1, 0]}}, ("items", "keyframes", 0), "whole number from 0", ""),
    ({"items": {"keyframes": [None, 1.5]}}, ("items", "keyframes", 1), "whole number from 0", ""),
    ({"items": {"keyframes": [1, 2, 3]}}, ("items", "keyframes"), "[min, max]", ""),
    ({"sum": ["seed"], "range": [1, 2]}, ("sum",), "at least 2", ""),
    ({"sum": ["seed", "seed"], "range": [1, 2]}, ("sum", 1), "named twice", ""),
    ({"sum": ["seed", "prompt"], "range": [1, 2]}, ("sum", 1), "no number", ""),
    ({"product": ["seed", "prompt"], "range": [1, 2]}, ("product", 1), "no number", ""),
    ({"lengths": ["seed", "prompt"], "range": [1, 2]}, ("lengths", 0), "no string", ""),
    ({"lengths": ["prompt", "prompt"], "range": [1, 2]}, ("lengths", 1), "named twice", ""),
    ({"lengths": ["prompt", "image"], "range": [None, -2]}, ("range", 1), "whole number from 0", ""),
    ({"lengths": ["prompt"] * 5, "range": [1, 2]}, ("lengths",), "at most 4", ""),
    ({"ignored": [3], "when": {"hdr": True}}, ("ignored", 0), "a parameter's name is needed here", ""),
    ({"forced": {"hdr": "yes"}, "when": {"mode": "edit"}}, ("forced", "hdr"), "boolean", ""),
    ({"idl": "IF a THEN"}, ("idl",), "this is not IDL: line 1", "semicolon"),
    ({"idl": "IF nope THEN hdr;"}, ("idl",), "no parameter 'nope'", ""),
    ({"idl": "IF hdr THEN image; IF image THEN hdr;"}, ("idl",), "2 dependencies", "own rule"),
    ({"idl": "IF hdr=='x' THEN image;"}, ("idl",), "ill-typed: hdr is of type boolean", ""),
    ({"idl": "IF prompt>3 THEN image;"}, ("idl",), "ill-typed: prompt is of type string", ""),
    ({"idl": "IF seed LIKE 'a*' THEN image;"}, ("idl",), "ill-typed", ""),
    ({"idl": "IF prompt+seed>3 THEN image;"}, ("idl",), "ill-typed", ""),
    ({"idl": "IF prompt>'a' THEN image;"}, ("idl",), "compared with text by >", "=="),
    ({"idl": "prompt>image;"}, ("idl",), "not comparable", ""),
    ({"idl": 3}, ("idl",), "IDL text is needed here", ""),
]


@pytest.mark.parametrize(("raw", "path", "message", "hint"), RULES, ids=[str(rule[0]) for rule in RULES])
def test_rule(raw: dict, path: tuple, message: str, hint: str) -> None:
    with pytest.raises(ConstraintError) as caught:
        lower({"id": "r", **raw}, parameters=BY_PATH)
    assert caught.value.path == path
    assert message in caught.value.message
    assert hint in caught.value.hint
    (found,) = caught.value.diagnostics
    assert (found.code, found.severity, found.where) == ("CK101", "error", "/".join(map(str, path)))
    assert (found.message, found.hint) == (caught.value.message, caught.value.hint)


def test_condition_and_term_say_where() -> None:
    with pytest.raises(ConstraintError) as caught:
        condition({"$all": [{"hdr": True}, {"nope": 1}]}, BY_PATH)
    assert caught.value.path == ("$all", 1, "nope")
    with pytest.raises(ConstraintError) as caught:
        term({"+": [1, "nope"]}, BY_PATH)
    assert caught.value.path == ("+", 1)
