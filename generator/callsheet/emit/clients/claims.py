"""What a model's parameters say of its result, as arguments of its offer."""

from __future__ import annotations

from callsheet.emit.encode.json_text import plain
from callsheet.emit.encode.python_text import Code, code, literal
from callsheet.emit.python.lines import call, indented, sequence
from callsheet.layers.claim import ResultClaim
from callsheet.layers.model import Model, Parameter


def claims(model: Model) -> list[tuple[Parameter, ResultClaim]]:
    """Those that the provider itself documents; a poll makes no result."""
    if model.operation != "generate":
        return []
    return [
        (each, each.result)
        for each in model.walk()
        if each.result is not None and each.basis in ("documented", "elsewhere")
    ]


def claim_lines(model: Model) -> list[Code]:
    found = claims(model)
    if not found:
        return []
    lines = [line for each, claim in found for line in _claim(each, claim)]
    return [Code("claims=("), *indented(lines), Code("),")]


def _claim(parameter: Parameter, claim: ResultClaim) -> list[Code]:
    arguments = [code("what={}", literal(claim.what)), code("path={}", literal(parameter.path))]
    if parameter.default is not None:
        arguments.append(code("default={}", literal(plain(parameter.default))))
    if claim.unless:
        arguments.append(code("unless={}", sequence([literal(path) for path in claim.unless])))
    return call(Code("Claim"), arguments, ",")
