"""A published analyser's own tests, answered by ours; the suite lies beside the repository and is not part of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import z3

from callsheet import solve
from callsheet.constraints import ConstraintError
from callsheet.constraints.idl import operation
from callsheet.constraints.idl.names import path_of
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.solve.render import Renderer
from callsheet.solve.wishes import wishes

SUITE = Path(__file__).parents[2] / "../shared/suites/idl/cases.jsonl"

DISPUTED = {
    "idl-0035": "its expected answer depends on what an earlier step of the same test left behind",
    "idl-0449": "expects an invalid request where no dependency can be broken, unlike every other such case",
}


def model_of(parameters: list[dict], dependencies: list[str]) -> Model:
    found = operation.parameters(parameters)
    return Model(
        provider="suite", id="suite", slug="suite", name="suite", class_name="Suite", title="", summary="",
        parameters=found, rules=operation.rules(dependencies, found), unknown_keys="documented",
    )  # fmt: skip


def typed(parameter: Parameter | None, text: str) -> Json:
    """What a query string says, as JSON of the parameter's type."""
    if parameter is None or parameter.type in ("string", "file"):
        return text
    if parameter.type in ("array", "object"):
        return [text] if parameter.type == "array" else {}
    try:
        return json.loads(text)
    except ValueError:
        return text


def request_of(model: Model, written: dict[str, str]) -> dict[str, Json]:
    known = model.at_path()
    return {path_of(name): typed(known.get(path_of(name)), text) for name, text in written.items()}


def answer(model: Model, analysis: str, args: dict) -> object:
    program = solve.Program(model)
    if "request" in args:
        request = request_of(model, args["request"])
        if analysis == "isValidRequest":
            return solve.judge(model, request).is_valid
        return set(request) <= set(model.at_path()) and isinstance(solve.complete(model, request), dict)
    if args.get("generator") == "RandomInvalidRequest":
        broken = invalid_request(program)
        return broken if broken is None else solve.judge(model, broken).is_valid
    return ANALYSES[analysis](program, args)


def invalid_request(program: solve.Program) -> solve.Request | None:
    """One that breaks a dependency and no limit; None where no dependency can be broken."""
    limits = [name for name in program.names() if ":" in name]
    broken = z3.Or([program.denied(rule.id) for rule in program.model.rules])
    found = program.settled(wishes(program.model, program.space), broken, names=limits)
    return None if found is None else Renderer(program.model, program.space, found).request()


def is_dead(program: solve.Program, args: dict) -> bool:
    return path_of(args["parameter"]) in {each.uses[0].path for each in solve.dead_parameters(program)}


def is_false_optional(program: solve.Program, args: dict) -> bool:
    return path_of(args["parameter"]) in {each.uses[0].path for each in solve.false_optional(program)}


def makes_sense(program: solve.Program, _: dict) -> bool:
    found = solve.valid_request(program)
    return found is not None and not solve.dead_parameters(program) and not solve.false_optional(program)


def generates(program: solve.Program, _: dict) -> bool:
    found = solve.valid_request(program)
    return found is not None and solve.judge(program.model, found).is_valid


def all_of_them(program: solve.Program, _: dict) -> list:
    found = [
        {key: json.dumps(value).strip('"') for key, value in each.items()}
        for each in solve.valid_requests(program)
    ]
    assert len(found) == solve.count_valid(program)
    return sorted(found, key=json.dumps)


ANALYSES = {
    "RandomInvalidRequest": lambda program, _: invalid_request(program),
    "allRequests": all_of_them,
    "isConsistent": generates,
    "isDeadParameter": is_dead,
    "isFalseOptional": is_false_optional,
    "isValidIDL": makes_sense,
    "isValidPartialRequest": generates,
    "isValidRequest": generates,
    "numberOfRequests": lambda program, _: solve.count_valid(program),
}


def outcome(case: dict) -> tuple[str, object]:
    """``right``, ``wrong`` or ``refused``, and what was said."""
    domains = case["domain_override"] if isinstance(case["domain_override"], dict) else {}
    listed = [
        {**p, **({"enum": domains[p["name"]]} if p["name"] in domains else {})} for p in case["parameters"]
    ]
    try:
        model = model_of(listed, case["idl"])
    except ConstraintError as error:
        return "refused", error.message
    expected = case["expected"]
    if isinstance(expected, list):
        expected = sorted(expected, key=json.dumps)
    said = answer(model, case["analysis"], case["args"])
    return ("right" if said == expected else "wrong"), said


@pytest.mark.skipif(not SUITE.exists(), reason="the shared suite suites/idl is not beside the repository")
def test_the_suite() -> None:
    cases = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    found = {case["id"]: outcome(case) for case in cases}
    assert {name for name, (verdict, _) in found.items() if verdict == "wrong"} == set(DISPUTED)
    reasons = Counter(
        str(said).partition(":")[0].partition("'")[0]
        for verdict, said in found.values()
        if verdict == "refused"
    )
    assert reasons == {"ill-typed": 11, "no parameter ": 3}
    assert Counter(verdict for verdict, _ in found.values()) == {"right": 433, "refused": 14, "wrong": 2}


TWO = [
    {"name": "city", "type": "string", "enum": ["oslo", "rome"]},
    {"name": "zip", "type": "string"},
    {"name": "exact", "type": "boolean"},
]


@pytest.mark.parametrize(
    ("idl", "analysis", "args", "expected"),
    [
        (["OnlyOne(city, zip);"], "numberOfRequests", {}, 9),
        (["IF zip THEN exact==true;"], "numberOfRequests", {}, 12),
        (["IF zip THEN NOT zip;"], "isDeadParameter", {"parameter": "zip"}, True),
        (["Or(zip, zip);"], "isFalseOptional", {"parameter": "zip"}, True),
        (["Or(zip, city);"], "isFalseOptional", {"parameter": "zip"}, False),
        (["IF city THEN zip;", "IF zip THEN NOT city;"], "isValidIDL", {}, False),
        (["IF city THEN zip;"], "isValidIDL", {}, True),
        (["IF city=='oslo' THEN zip;"], "isValidRequest", {"request": {"city": "oslo"}}, False),
        (["IF city=='oslo' THEN zip;"], "isValidPartialRequest", {"request": {"city": "oslo"}}, True),
        (["IF city THEN zip;", "NOT Or(zip, exact);"], "isValidPartialRequest", {"request": {"city": "oslo"}}, False),
    ],
)  # fmt: skip
def test_questions_of_our_own(idl: list[str], analysis: str, args: dict, expected: object) -> None:
    assert answer(model_of(TWO, idl), analysis, args) == expected
