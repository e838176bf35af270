"""What the solver raises when it cannot go on."""

from __future__ import annotations

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity


class SolveError(CallsheetError):
    """z3 gave up, or a request is no JSON object: nothing is ever guessed instead."""

    def __init__(self, where: str, message: str, hint: str = "") -> None:
        super().__init__(
            Diagnostic(code="CL190", severity=Severity.ERROR, where=where, message=message, hint=hint)
        )
