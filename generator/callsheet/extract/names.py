"""Parameter names as pages decorate them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callsheet.extract.words.marks import STARS

NAME = re.compile(
    r"[A-Za-z_$@][\w$@-]{0,80}(?:\[\d*\])?(?:\.(?:[A-Za-z_$@][\w$@-]{0,80}|\*)(?:\[\d*\])?){0,12}"
)
_NEST = re.compile(
    r"^(?:[\s\u00a0\u2003]*(?:└─*|├─*|↳|┗|╰─*|→|»|>+|--+>?|[-–—•·](?=\s)|\\_))+[\s\u00a0\u2003]*"
)
_BLANKS = re.compile(r"^[\u00a0\u2003\u3000]+")
_MARK = re.compile(r"└|├|↳|┗|╰|→|»|>|--|[-–—•·](?=\s)")
_NOTE = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]\s*$")
_WORD = re.compile(r"[\s,]+(required|optional|deprecated|必填|可选|beta|new)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSaid:
    """A name cell read: its names, whether a mark says required, its nesting, what else it says."""

    names: tuple[str, ...]
    required: bool | None = None
    depth: int = 0
    note: str = ""
    title: str | None = None


def name_of(cell: str) -> NameSaid:
    """``name_of("└─ `fps` *")`` is fps, required, at depth 1. No names where the cell holds none."""
    depth, text = _nesting(cell)
    required, note = None, ""
    text = text.strip(" \n\t\u00a0")
    lines = re.split(r"(?<!\.)\n", text)
    text, extra = lines[0].replace("\n", ""), " ".join(lines[1:])
    while True:
        word, bracket = _WORD.search(text), _NOTE.search(text)
        if word:
            note, text = f"{note} {word.group(1)}", text[: word.start()]
        elif bracket and not re.search(r"\w\[\d*\]$", text.strip("` ")):
            note, text = f"{note} {bracket.group(1)}", text[: bracket.start()]
        elif text.rstrip("` ").endswith(STARS):
            required, text = True, text.rstrip("` ").rstrip("".join(STARS)).rstrip()
        else:
            break
    note = f"{note} {extra}".strip()
    if (
        required is None
        and re.search(r"\brequired\b|必填|必选", note, re.IGNORECASE)
        and not re.search(r"\b(?:if|when|unless|not)\b", note)
    ):
        required = True
    if required is None and re.search(r"\boptional\b|可选|选填", note, re.IGNORECASE):
        required = False
    names, title = _names(text.strip())
    return NameSaid(names=names, required=required, depth=depth, note=note, title=title)


def _nesting(cell: str) -> tuple[int, str]:
    text = cell.strip(" \n\t`")
    found = _NEST.match(text) or _NEST.match(cell)
    if found:
        dashes = found.group().count("─")
        return max(len(_MARK.findall(found.group())), (dashes + 1) // 2), (
            text if _NEST.match(text) else cell
        )[found.end() :]
    blanks = _BLANKS.match(text)
    if blanks:
        return max(1, len(blanks.group()) // 4), text[blanks.end() :]
    return (1, text[1:]) if re.match(r"\.[a-z]", text) else (0, text)


def _names(text: str) -> tuple[tuple[str, ...], str | None]:
    spans = re.findall(r"`([^`]+)`", text)
    if spans and all(NAME.fullmatch(span.strip()) for span in spans):
        title = re.sub(r"`[^`]*`|[()（）:*/,]", " ", text).strip()
        joined = len(spans) == 1 or re.fullmatch(r"(?:`[^`]+`|\s|[,、/&+]|and|or|和|或)+", text)
        return (tuple(map(normal, spans)) if joined else (normal(spans[0]),)), (
            " ".join(title.split()) or None if len(spans) == 1 else None
        )
    plain = text.strip("`\"'* ").replace("`", "")
    if NAME.fullmatch(plain):
        return (normal(plain),), None
    parts = [part.strip("`\"' ") for part in re.split(r"\s*(?:,|、|/|\band\b|\bor\b|&)\s*", plain)]
    if 1 < len(parts) <= 4 and all(NAME.fullmatch(part) and not part[0].isupper() for part in parts):
        return tuple(map(normal, parts)), None
    return (), None


def normal(name: str) -> str:
    """``images[0].url`` and ``images[].url`` are one."""
    return re.sub(r"\[\d*\]", "[]", name.strip().strip("\"'")).removesuffix("[]")


def tells(name: str) -> bool:
    """Whether a word by itself looks like a name on the wire: snake_case, camelCase, dotted or all lower case."""
    return bool(re.search(r"[_.\[]|[a-z][A-Z]", name)) or name == name.lower()
