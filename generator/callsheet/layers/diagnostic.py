"""Problems as values: a stable code, where, what, and what to do."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from callsheet.layers.place import Position


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. ``where`` is a position in a spec, or the name of a page or model and a place in it.

    ``specs/gmicloud/luma-ray-3-2-generate.yaml:31:15: error CS104: duplicate key 'hdr' (remove one)``
    """

    code: str
    severity: Severity
    where: Position | str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.where}: {self.severity} {self.code}: {self.message}{tail}"


class CallsheetError(Exception):
    """Root of this package's exceptions: raised only for "cannot go on", with the findings that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics
