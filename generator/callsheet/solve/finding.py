"""One thing that lint has to say of a model's rules."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.place import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``Finding(code="CL105", path=("rules", "a"), message="rule a follows from b and c", …)``."""

    code: str
    severity: Severity
    path: tuple[int | str, ...]
    """``("parameters", "resolution")``, ``("rules", "hdr-not-540p")``, ``("prices", 0, "rows")``; empty: the model."""
    message: str
    hint: str = ""

    def at(self, where: Position | str) -> Diagnostic:
        """The same as a diagnostic, once somebody knows the line."""
        return Diagnostic(
            code=self.code, severity=self.severity, where=where, message=self.message, hint=self.hint
        )
