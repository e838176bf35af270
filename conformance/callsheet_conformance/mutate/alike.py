"""Mutants of which their form alone says that no request can tell them from the faithful gateway."""

from __future__ import annotations

from typing import Any

from callsheet_conformance.catalogue import walk
from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle_values import ABSENT, among, is_number


def alike(faithful: Data, changed: Data) -> str:
    """Why they judge and price all requests alike; empty where that is not plain from one parameter that differs."""
    if {**faithful, "parameters": ()} != {**changed, "parameters": ()}:
        return ""
    pairs = zip(walk(faithful["parameters"]), walk(changed["parameters"]), strict=True)
    differing = [(old, new) for old, new in pairs if _own(old) != _own(new)]
    if len(differing) != 1:
        return ""
    old, new = differing[0]
    keys = {key for key in {**old, **new} if old.get(key) != new.get(key)} - {"members", "item"}
    if keys == {"nullable"} and old.get("required"):
        return "null is refused as missing, where it is not refused as null"
    if keys == {"type"} and old["type"] == "integer" and _are_whole(old.get("enum")):
        return "the values that are listed are whole"
    if keys == {"default"} and not _looks(faithful, old["path"], old["default"], new.get("default", ABSENT)):
        return "no rule and no price tells these defaults apart"
    return ""


def _own(parameter: Data) -> dict[str, Any]:
    return {key: value for key, value in parameter.items() if key not in ("members", "item")}


def _are_whole(listed: Any) -> bool:
    return bool(listed) and all(is_number(each) and each == int(each) for each in listed)


def _looks(model: Data, path: str, old: Any, new: Any) -> bool:
    """Whether some condition may be true of one default and not of the other."""
    rules = [rule.get("violation") for rule in model.get("rules", ())]
    prices = [
        [each.get("when"), each.get("count")]
        for table in model.get("prices", ())
        for part in ("rows", "quantities")
        for each in table.get(part, ())
    ]
    return _differs([rules, prices], path, old, new)


def _differs(node: Any, path: str, old: Any, new: Any) -> bool:
    if isinstance(node, dict):
        tested = node.get("in")
        if isinstance(tested, list) and tested[0] == path:
            return among(old, tested[1]) != among(new, tested[1])
        return any(_differs(each, path, old, new) for key, each in node.items() if key != "sent")
    if isinstance(node, list):
        return any(_differs(each, path, old, new) for each in node)
    return bool(node == path)
