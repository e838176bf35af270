"""What a rule or condition raises when it cannot be understood; the loader turns its path into a line."""

from __future__ import annotations

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity

Step = str | int


class ConstraintError(CallsheetError):
    """``ConstraintError(("forbid", "hdrr"), "no parameter 'hdrr'", "did you mean 'hdr'?")``.

    ``path`` leads from the rule (or condition) to the key or list item at fault.
    """

    def __init__(self, path: tuple[Step, ...], message: str, hint: str = "") -> None:
        where = "/".join(map(str, path))
        super().__init__(
            Diagnostic(code="CK101", severity=Severity.ERROR, where=where, message=message, hint=hint)
        )
        self.path = path
        self.message = message
        self.hint = hint
