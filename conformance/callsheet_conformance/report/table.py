"""The forms of a report: one row each, chosen by the end of the file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.report.ctrf import ctrf
from callsheet_conformance.report.document import Report
from callsheet_conformance.report.junit import junit
from callsheet_conformance.report.markdown import markdown
from callsheet_conformance.report.page import page
from callsheet_conformance.report.sarif import sarif

Writer = Callable[[Report, Catalogue], str]

FORMS: Final[dict[str, Writer]] = {
    ".ctrf.json": ctrf,
    ".html": page,
    ".json": lambda report, catalogue: report.dump(),  # noqa: ARG005 - the report as it is
    ".md": markdown,
    ".sarif": sarif,
    ".xml": junit,
}
"""The first ending that fits: ``.ctrf.json`` before ``.json``."""


def form_of(path: Path) -> Writer:
    """Asked before a run that costs money, too. Raises ConformanceError for a name that says no form."""
    form = next((form for ending, form in FORMS.items() if path.name.endswith(ending)), None)
    if form is None:
        raise ConformanceError(f"{path}: the name must end in one of {', '.join(FORMS)}")
    return form


def write(report: Report, path: Path, catalogue: Catalogue) -> None:
    """Raises ConformanceError."""
    text = form_of(path)(report, catalogue)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as problem:
        raise ConformanceError(f"{path} cannot be written: {problem.strerror}") from None
