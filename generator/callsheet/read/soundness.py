"""Whether a page is a whole documentation page: not a login wall, an error page, an empty shell, or cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callsheet.layers.document import Block, Code, Data, Field, Heading, Table, Text
from callsheet.read import limits
from callsheet.read.refusals import refusal

_LOGIN = re.compile(
    r"\b(?:log|sign)[ -]?in (?:to|required|with|or)\b|\bplease (?:log|sign) in\b|\bforgot (?:your )?password\b|"
    r"\baccess denied\b|\bauthentication required\b|\byou (?:must|need to) (?:be logged|log|sign)[ -]?in\b|请(?:先)?登录",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"\benable javascript\b|\bjust a moment\b|\bchecking your browser\b|\bverify (?:that )?you are (?:a )?human\b|"
    r"\bpage not found\b|\b404\b.{0,40}\bnot found\b|\bnot found\b.{0,40}\b404\b|\bthis page (?:could not|couldn.t) be found\b|"
    r"\binternal server error\b|\bbad gateway\b|\bservice unavailable\b|\bcaptcha\b|页面不存在",
    re.IGNORECASE | re.DOTALL,
)
_CUT = re.compile(
    r"\[(?:truncated|content truncated|output truncated)[^\]]{0,40}\]\s*\Z|\(truncated\)\s*\Z|…\s*\(truncated\)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_THIN = 1_500
"""Characters of prose below which a page with no table, code or parameter may be a wall or a shell."""


def refuse_unsound(page: str, text: str, blocks: Sequence[Block]) -> None:
    """Raises CallsheetError: CR105 login wall, CR106 cut short, CR108 no documentation."""
    _refuse_cut(page, text, blocks)
    prose = " ".join(block.text for block in blocks if isinstance(block, (Text, Heading)))
    if any(isinstance(block, (Table, Code, Data, Field)) for block in blocks) or len(prose) > _THIN:
        return
    wall, shell = _LOGIN.search(prose) or re.search(r"type=[\"']?password", text), _SHELL.search(prose)
    if wall:
        raise refusal(page, "CR105", "it asks to sign in and states nothing else")
    if shell:
        raise refusal(page, "CR108", f"it says {shell.group()[:60]!r} and little else")
    if not prose.strip():
        raise refusal(page, "CR108", "it has no text; perhaps a script builds it in the browser")


def refuse_long_tables(page: str, text: str) -> None:
    """Raises CallsheetError CR110 before a parser spends time on a table without end, or on tables without number."""
    run = tables = 0
    for line in text.split("\n"):
        tables += line.startswith(("|-", "| -", "| :-"))
        if tables > limits.TABLES:
            raise refusal(page, "CR110", f"more than {limits.TABLES} tables")
        run = run + 1 if line.lstrip(" \t>").startswith("|") else 0
        if run > limits.TABLE_ROWS + 2:
            raise refusal(page, "CR110", f"a table of more than {limits.TABLE_ROWS:,} rows")


def _refuse_cut(page: str, text: str, blocks: Sequence[Block]) -> None:
    if _CUT.search(text[-200:]):
        raise refusal(page, "CR106", "it ends with a mark that says so")
    if re.match(r"\s*(?:<!doctype html|<html)\b", text, re.IGNORECASE) and not re.search(
        r"</(?:html|body)\s*>", text, re.IGNORECASE
    ):
        raise refusal(page, "CR106", "its HTML does not end")
    if _open_fence(text):
        raise refusal(page, "CR106", "a block of code does not end")
    last = text.rstrip().rpartition("\n")[2]
    table = blocks[-1] if blocks else None
    if (
        isinstance(table, Table)
        and last.startswith("|")
        and not last.endswith("|")
        and len(table.header) > last.count("|") + 1
    ):
        raise refusal(page, "CR106", "it ends within a row of a table")


def _open_fence(text: str) -> bool:
    """Whether a fence that names a language stays open to the end, and holds only code."""
    fence, named, start = "", False, 0
    for found in _FENCE.finditer(text):
        mark, info = found.group(1), found.group(2).strip()
        if not fence:
            fence, named, start = mark, bool(info) and not info.startswith("--"), found.end()
        elif mark.startswith(fence) and (not info or info.startswith("--")):
            fence = ""
    return bool(fence) and named and not re.search(r"^(?:#{1,6} |\|)", text[start:], re.MULTILINE)
