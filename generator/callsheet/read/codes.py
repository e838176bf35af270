"""CR1xx: why a page cannot be read."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

CODES: Final[dict[str, Code]] = {
    "CR101": Code(
        title="empty page",
        text="There is nothing in it, or nothing but blanks. Fetch it again, or give the page's Markdown version.",
        example="a file of no bytes",
    ),
    "CR102": Code(
        title="page too large, or in a form that is not read",
        text="A page of documentation is small. Give one page, not a whole site in one file; give YAML schemas as JSON.",
        example="a dump of a whole site",
    ),
    "CR103": Code(
        title="not text in a known encoding",
        text="Pages are UTF-8, or what they themselves declare. Save the page as UTF-8.",
        example="a PDF",
    ),
    "CR104": Code(
        title="garbled page",
        text="Replacement or control characters say that a program has spoilt the text. Fetch the page again.",
        example="a page decoded in the wrong encoding and saved",
    ),
    "CR105": Code(
        title="page behind a login",
        text="The page asks to sign in and states nothing else. Sign in, save the page, and read the file.",
        example="a sign-in form in the place of the page",
    ),
    "CR106": Code(
        title="page cut short",
        text=(
            "The page ends in the middle of a row, a block of code or a mark, or says itself that it was cut. Facts "
            "after the cut would be lost without a word, so nothing is read of it."
        ),
        example="a table whose last row has no end",
    ),
    "CR107": Code(
        title="nested too deeply",
        text="More than 200 levels; no documentation page needs them, and many programs lose what is below.",
        example="a hostile HTML page",
    ),
    "CR108": Code(
        title="no documentation page",
        text="An error page, an empty shell that a script fills in the browser, or data of another kind.",
        example="a page that says 404 and little else",
    ),
    "CR109": Code(
        title="schema that cannot be parsed",
        text="The page is, or embeds, an OpenAPI description or a JSON Schema that is not valid JSON or plain YAML.",
        example="a JSON file with a comma too many",
    ),
    "CR110": Code(
        title="table out of bounds",
        text="More rows, columns or tables than a page of documentation has.",
        example="a table of a million cells",
    ),
    "CR111": Code(
        title="schema that unfolds without end",
        text="References of the description lead to one another so that it unfolds to more nodes than any request has.",
        example="a schema whose properties each refer to all the others",
    ),
}
