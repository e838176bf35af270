"""Markdown whose lines ran together: headings, bold labels, rules and bullets in the middle of a long line."""

from __future__ import annotations

import re

_LONG = 400
_LINK = re.compile(r"\[([^\[\]]{1,120})\]\(#[^()\s]{0,200}\)")
_HEADING = re.compile(r"(?:(?<=\n)|(?<=\S) )(#{1,6}) (?=\S)")
_STARTS = re.compile(r"(?<=\S) (?=(?:- \[|- \*\*|\* \*\*|\*\*[A-Z][^*|]{0,40}:\*\*))")
_RULE = re.compile(r"(?<=[^|\s]) --- (?=[^|\s])")
_END = re.compile(r" (?=\*\*|\||!\[|- |> |\d+\. )|(?<=[.!?]) (?=[A-Z])")
_TITLE_WORDS = 8


def unrun(text: str) -> str:
    """Give headings, labels and bullets of over-long lines their own lines. Pipe tables are left to others."""
    if not any(len(line) > _LONG and _HEADING.search(line) for line in text.split("\n")):
        return text
    titles = sorted({found.group(1) for found in _LINK.finditer(text)}, key=len, reverse=True)
    return "\n".join(_line(line, titles) if len(line) > _LONG else line for line in text.split("\n"))


def _line(line: str, titles: list[str]) -> str:
    parts = _HEADING.split(_RULE.sub("\n\n---\n\n", line))
    out = [_starts(parts[0])]
    for marks, rest in zip(parts[1::2], parts[2::2], strict=True):
        title, tail = _title(rest, titles)
        out.append(f"\n\n{marks} {title}\n\n{_starts(tail)}")
    return "".join(out)


def _title(text: str, titles: list[str]) -> tuple[str, str]:
    """A heading's words and what follows: as the page's own table of contents has it, else up to the next mark."""
    for title in titles:
        if text.startswith(title):
            return title, text[len(title) :].strip()
    found = _END.search(text[:200])
    end = found.start() if found else len(" ".join(text.split(" ", _TITLE_WORDS)[:_TITLE_WORDS]))
    return text[:end], text[end:].strip()


def _starts(text: str) -> str:
    """Break before bullets and labels, outside tables."""
    return "\n\n".join(_STARTS.split(text)) if "|" not in text else _before_table(text)


def _before_table(text: str) -> str:
    at = text.index("|")
    return "\n\n".join(_STARTS.split(text[:at])) + text[at:]
