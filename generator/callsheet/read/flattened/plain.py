"""A page copied as plain text: each line a heading, a bullet, a row, a line of code, or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.read.flattened.glued import unglue
from callsheet.read.flattened.signatures import is_attribute, is_part, is_signature

_MARKDOWN = re.compile(
    r"^#{1,6} |^[ \t]*(?:```|~~~)|\]\([^()\s\u0080-\uffff]|^</?\w|<ParamField|\{%|^---$", re.MULTILINE
)
_BULLET = re.compile(r"[ \t]*[•‣▪●◦·∙*-][ \t]+")
_TITLE = re.compile(r"(?:[A-Z0-9]|[^\x00-\x7f])[^|.!?;={}<>\"\\。；！？]{1,79}")
_CODE = re.compile(
    r"[ \t]*(?:[{}\[\])]|\"[\w-]+\":|-[HdX] |--\w|curl |import |from \w+ import|const |let |var |func |print\(|console\.|"
    r"\w+(?:\.\w+)*\(|[\w.]+ ?:?= ?[\w\"'{\[(`]|[a-z_]\w*: ?[\"{\[\d`])"
)
_TRAILING = re.compile(r".*(?:[{,;\\(\[]|\}\)?;?)\s*")
_ROW = re.compile(r"(?<!\\)\|")
_CONTINUES = re.compile(r"[ \t]*(?:[a-z(,;]|\*_)")
_NEXT = re.compile(r"(?<=[.;)]) - (?=[A-Z])")
_GLUED = re.compile(r"\S.{0,120}(?:Required|Optional)(?:[A-Z].{0,200})?")
"""GitBook's parameter line, ``promptstringRequired``: what follows it is no title."""
_STRUCTURE = re.compile(
    r"(?:Authorizations|(?:(?:Header|Path|Query|Body|Request|Response) (?:parameters|params|body|schema)"
    r"|Headers?|Body|Responses?)(?: application/json)?)",
    re.IGNORECASE,
)
"""Headings that stand even right after a parameter's line."""
_RESPONSE = re.compile(r"Responses?(?: application/json)?", re.IGNORECASE)
"""The heading right after it names an outcome, so it stays within."""
_LABELLED = re.compile(r"[A-Z][\w ]{0,30}: \S+(?: \S+)?")
_STAR = re.compile(r"(?<=\w)\*(?=\w)")
"""A product, ``1280*720``; in a page without Markdown it is no emphasis."""
_METHODS = frozenset(("GET", "POST", "PUT", "DELETE", "PATCH"))
_WORDS_IN_TITLE = 12


def is_plain(text: str) -> bool:
    """Whether a page has none of Markdown's marks beyond pipe tables and bullets."""
    return not _MARKDOWN.search(text)


def from_plain(text: str) -> str:
    """The page as Markdown, each line a block of its own."""
    return unglue("\n".join(_lines(_continued(text.split("\n")))))


def _continued(lines: list[str]) -> list[str]:
    """Join a bullet that lost code spans broke over several lines, and part bullets that ran together."""
    out: list[str] = []
    bullet = False
    for line in lines:
        if bullet and line.strip() and _CONTINUES.match(line) and "|" not in line:
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
            continue
        bullet = bool(_BULLET.match(line))
        out.append(line)
    return [
        part
        for line in out
        for part in (_NEXT.sub("\n- ", line).split("\n") if _BULLET.match(line) else [line])
    ]


def _lines(lines: list[str]) -> Iterator[str]:
    code: list[str] = []
    last = ""
    for index, line in enumerate(lines):
        if _ROW.search(line) and _in_table(lines, index):
            yield from _fenced(code)
            yield line
        elif line.strip() and _is_code(line, within=bool(code)):
            code.append(line)
        elif line.strip():
            yield from _fenced(code)
            yield from ("", _marked(line, last), "")
            last = _marked(line, last)
        elif not code:
            yield ""
    yield from _fenced(code)


def _fenced(code: list[str]) -> Iterator[str]:
    if code:
        yield from ("", "```", *code, "```", "")
        code.clear()


def _in_table(lines: list[str], index: int) -> bool:
    """Whether a line with pipes is a header, a delimiter, or a row below one."""
    if set(lines[index].strip()) <= set("|-: \t"):
        return True
    if index + 1 < len(lines) and set(lines[index + 1].strip()) <= set("|-: \t") and "|" in lines[index + 1]:
        return True
    return index > 0 and bool(_ROW.search(lines[index - 1]))


def _is_code(line: str, *, within: bool) -> bool:
    if not within and is_signature(line):
        return False
    if _CODE.match(line):
        return True
    return within and bool(_TRAILING.fullmatch(line)) and not _TITLE.fullmatch(line.strip())


def _marked(line: str, last: str) -> str:
    bullet = _BULLET.match(line)
    if bullet:
        return f"{line[: len(line) - len(line.lstrip())]}- {line[bullet.end() :]}"
    if last.lstrip().startswith("- ") and line.startswith("  "):
        return line
    line = _STAR.sub(r"\\*", line.strip())
    if not last:
        return f"# {line}"
    if not _is_title(line) or (_introduces(last) and not _STRUCTURE.fullmatch(line)):
        return line
    return f"{'###' if _RESPONSE.fullmatch(last.removeprefix('## ')) else '##'} {line}"


def _introduces(last: str) -> bool:
    """Whether a line is a parameter's, so that the next describes it and is no title."""
    return (
        bool(_GLUED.fullmatch(last))
        or is_signature(last)
        or is_part(last)
        or (is_attribute(last) and last.endswith(":"))
    )


def _is_title(line: str) -> bool:
    if line.isdecimal() or line in _METHODS or _LABELLED.fullmatch(line) or is_attribute(line):
        return False
    return (
        bool(_TITLE.fullmatch(line))
        and len(line.split()) <= _WORDS_IN_TITLE
        and not line.endswith((":", "：", ","))
    )
