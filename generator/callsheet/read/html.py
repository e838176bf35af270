"""HTML to blocks, through lexbor (an HTML5 parser), with an explicit stack and a bound on depth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from callsheet.read import limits
from callsheet.read.builder import Builder
from callsheet.read.grid import grid_of
from callsheet.read.refusals import refusal

_DROPPED = frozenset(
    (
        "script",
        "style",
        "nav",
        "footer",
        "header",
        "aside",
        "noscript",
        "template",
        "svg",
        "button",
        "head",
        "form",
    )
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_IMPLIED = frozenset(
    ["li", "p", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup"]
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_LEVEL = re.compile(r"h([1-6])")


def read_page(builder: Builder, text: str) -> None:
    """Add the blocks of a whole page."""
    _bound_depth(builder.page, text)
    tree = LexborHTMLParser(text)
    body = tree.css_first("main") or tree.css_first("article") or tree.body
    if body is not None:
        _walk(builder, body)


def read_fragment(builder: Builder, text: str) -> None:
    """Add the blocks of a stretch of HTML inside another format. Lone tags say nothing."""
    if not re.search(r">[^<]*\w[^<]*(?:<|\Z)", re.sub(r"<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL)):
        return
    _bound_depth(builder.page, text)
    tree = LexborHTMLParser(f"<body>{text}</body>")
    if tree.body is not None:
        _walk(builder, tree.body)


def _bound_depth(page: str, text: str) -> None:
    """Refuse what is nested too deeply before a parser sees it (CR107): cheap, and blind to implied ends."""
    depth = 0
    for found in _TAG.finditer(text):
        name = found.group(2).lower()
        if name in _VOID or name in _IMPLIED:
            continue
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        if depth > limits.DEPTH:
            raise refusal(page, "CR107", f"more than {limits.DEPTH} open elements")


def _walk(builder: Builder, root: LexborNode) -> None:
    """Depth first, in reading order; runs of inline nodes become one text."""
    stack: list[Iterator[LexborNode]] = [root.iter(include_text=True)]
    run: list[str] = []
    lists = 0
    marks: list[int] = []
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            _flush(builder, run, lists)
            lists -= marks.pop() if marks else 0
            continue
        if node.tag in ("-text", "-comment") or node.tag in _INLINE:
            run.append(_inline_words(node))
            continue
        _flush(builder, run, lists)
        if not _leaf(builder, node):
            listed = node.tag in ("ul", "ol")
            lists += listed
            marks.append(int(listed))
            stack.append(node.iter(include_text=True))


def _inline_words(node: LexborNode) -> str:
    """The words of a node within a run of text; a break ends the line."""
    if node.tag == "br":
        return "\n"
    return "" if node.tag == "-comment" else words_of(node)


def _flush(builder: Builder, run: list[str], lists: int) -> None:
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(run)).strip()
    run.clear()
    if text:
        builder.text(text, "item" if lists else "paragraph", max(lists - 1, 0))


def _leaf(builder: Builder, node: LexborNode) -> bool:
    """Handle a node as a whole; False where its children are to be walked."""
    tag = node.tag or ""
    level = _LEVEL.fullmatch(tag)
    if tag in _DROPPED:
        builder.notes += (
            [f"left out <{tag}>"] if f"left out <{tag}>" not in builder.notes and tag != "head" else []
        )
    elif level:
        builder.heading(int(level.group(1)), words_of(node).strip())
    elif tag == "table":
        header, *rows = grid_of(node, words_of) or [[]]
        if rows:
            builder.table(header, rows)
    elif tag == "pre":
        builder.code("", node.text(deep=True))
    elif tag == "dl":
        for term, said in _definitions(node):
            builder.text(f"{term}: {said}", "item")
    else:
        return False
    return True


def _definitions(node: LexborNode) -> Iterator[tuple[str, str]]:
    term = ""
    for part in node.css("dt, dd"):
        words = words_of(part).strip()
        if part.tag == "dt":
            term = words
        else:
            yield term, words


def words_of(node: LexborNode) -> str:
    """The words below a node: code in backticks, ``<br>`` and paragraphs as newlines. Iterative."""
    if node.tag == "-text":
        return re.sub(r"[ \t\r\n]+", " ", node.text_content or "")
    out: list[str] = []
    stack: list[tuple[LexborNode, bool]] = [(node, False)]
    while stack:
        at, done = stack.pop()
        tag = at.tag or ""
        if tag == "-text":
            out.append(re.sub(r"[ \t\r\n]+", " ", at.text_content or ""))
        elif done or tag == "br":
            out.append("`" if tag in ("code", "kbd", "tt") else "\n")
        elif tag not in _DROPPED and tag != "-comment":
            if tag in ("code", "kbd", "tt", "p", "li", "div", "tr") and at is not node:
                out.append("`" if tag in ("code", "kbd", "tt") else "\n")
                stack.append((at, True))
            elif tag in ("code", "kbd", "tt"):
                out.append("`")
                stack.append((at, True))
            stack.extend((child, False) for child in reversed([*at.iter(include_text=True)]))
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(out).replace("``", "")).strip("\n")
