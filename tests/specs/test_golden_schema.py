"""The emitted JSON Schema gives every hand-written case its verdict."""

from __future__ import annotations

import jsonschema_rs
from golden_cases import Golden

from callsheet.emit.schemas.request import inexpressible, request_schema
from callsheet.layers.model import Model


def test_verdicts(golden: Golden, model: Model) -> None:
    validator = jsonschema_rs.Draft202012Validator(request_schema(model), validate_formats=True)
    left_out = {rule for rule, _ in inexpressible(model)}
    for case in golden.cases:
        expected = case.is_valid or (not case.limits and case.breaks <= left_out)
        assert validator.is_valid(dict(case.request)) is expected, case
