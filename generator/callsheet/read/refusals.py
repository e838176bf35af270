"""Why a page is not read: one row a reason. Raised as CallsheetError, never guessed around."""

from __future__ import annotations

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity

REFUSALS: dict[str, tuple[str, str]] = {
    "CR101": ("the page is empty", "fetch it again, or give the page's Markdown version"),
    "CR102": ("the page is too large: {detail}", "give one page, not a whole site in one file"),
    "CR103": ("the page is not text in a known encoding: {detail}", "save it as UTF-8"),
    "CR104": ("the page is garbled: {detail}", "fetch it again; this is not what its author wrote"),
    "CR105": ("the page is behind a login: {detail}", "sign in, save the page, and read the file"),
    "CR106": ("the page is cut short: {detail}", "fetch the whole page; facts after the cut would be lost"),
    "CR107": (
        "the page is nested too deeply: {detail}",
        "no documentation page needs this; give another version of it",
    ),
    "CR108": ("this is no documentation page: {detail}", "check the address; the page may have moved"),
    "CR109": ("the page says it is a schema and cannot be parsed: {detail}", "give valid JSON or YAML"),
    "CR110": ("a table or the number of tables is out of bounds: {detail}", "give one page, not a data dump"),
}


def refusal(page: str, code: str, detail: str = "") -> CallsheetError:
    """Make the exception for one reason, with the page's name in it."""
    message, hint = REFUSALS[code]
    return CallsheetError(
        Diagnostic(
            code=code, severity=Severity.ERROR, where=page, message=message.format(detail=detail), hint=hint
        )
    )
