"""Closed lists of values: in a column of their own, after an introduction, or as all that a cell says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callsheet.extract.claims.found import LONGEST, Found
from callsheet.extract.claims.lists import Listed, read_list, value_like
from callsheet.extract.words.marks import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Words before a list. A strong one takes any items; a weak one only marked or value-like ones."""

    pattern: str
    strong: bool
    example: str


INTRODUCTIONS = (
    Introduction(pattern=r"(?:must be |should be |can be |is |as )?(?:exactly )?\bone of(?: the following)?(?: (?:allowed |supported |valid )?(?:values|options|strings))?", strong=True, example="One of: 540p, 720p."),
    Introduction(pattern=r"\b(?:possible|allowed|available|accepted|acceptable|valid|supported|permitted|legal|enum|selectable)[ -](?:string |enum )?(?:values?|options?|choices|inputs?|settings)(?: (?:are|is|include|for this \w+ are))?", strong=True, example="Possible values: `5`, `9`"),
    Introduction(pattern=r"\b(?:options|choices|enum|enumeration|allowed|accepts one of|select one|values)(?: are| is)?(?=\s*[:：])", strong=True, example='Options: `"720p"`, `"1080p"`'),
    Introduction(pattern=r"\b(?:choose|select|pick)(?: one)?(?: from| between| among)?(?=\s*[:：]|\s+(?:from|between|among))(?: from| between| among)?", strong=True, example="Choose from `low`, `high`."),
    Introduction(pattern=r"(?:可选值|可选范围|参数范围|枚举值|可选项|可用选项|可选参数|取值为|取值有|取值|可选的值|可设置为|可选|支持的值|支持选项|有效值|允许值)(?:范围)?(?:有|包括|如下|为|是)?(?!的)", strong=True, example="可选值：`16:9`、`9:16`"),
    Introduction(pattern=r"(?:指定できる値|選択肢|使用可能な値|가능한 값|허용 값|valores (?:posibles|permitidos)|valeurs (?:possibles|autorisées)|mögliche werte|erlaubte werte|допустимые значения|варианты)", strong=True, example="選択肢: `a`、`b`"),
    Introduction(pattern=r"\b(?:can be|could be|may be|must be|should be|has to be|either|accepts?|supports?|supported|support for|allows?|set to|takes|available in|available as|values? (?:are|is)|is)(?: (?:set to|either|any of))?(?: (?:the )?(?:values|formats|resolutions|ratios|aspect ratios|durations|sizes|modes|types|lengths|styles|qualities))?", strong=False, example="Accepts `png` or `jpeg`."),
    Introduction(pattern=r"\b(?:supported|available|allowed|valid) [a-z]+(?: [a-z]+)?(?: are| is| include)?(?=\s*[:：])", strong=False, example="Supported resolutions: 720p, 1080p"),
    Introduction(pattern=r"(?:支持|仅支持|可以是|可为|必须为|只能为|只能是|支持的)(?:设置)?", strong=False, example="支持 `mp3`、`wav`"),
    Introduction(pattern=r"(?=`[^`\n]{1,80}`\s*\|\s*`)", strong=False, example="The mode (`fast` | `fine`)"),
    Introduction(pattern=r"(?<!\d)[:：]|[:：](?!\d)", strong=False, example='Aspect ratio: "16:9", "9:16"'),
)  # fmt: skip
_COMPILED = tuple(
    (re.compile(rf"(?:{row.pattern})(?:\s*[:：])?[ \t]*\n?", re.IGNORECASE), row.strong)
    for row in INTRODUCTIONS
)
_INCOMPLETE = re.compile(
    r"(?:such as|e\.g\.|for example|for instance|like|including|例如|比如|如|示例|如下|example|examples|eg|see|note)[\s:：,(]*$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"`[^`\n]+`(?: (?:parameter|field|value|option))?\s*$")
"""The list is another parameter's: "then `audio_source` must be `file` or `youtube`"."""
_SPLIT_SPAN = re.compile(r"\s*[,，、|/;]\s*")
_ONLY = re.compile(r"(?:values?|options?|enum|choices|可选值|枚举值|one of)\s*[:：][^:：]*$", re.IGNORECASE)
"""A single value is a closed list only right after a label."""
_AFTER = re.compile(
    r"\s*(?:[.;!?。；！,，)）\]}|]|$|\n|[-–—] |\b(?:by default|default|in |for |as |when|if )|默认|缺省|其中|分别)",
    re.IGNORECASE,
)

_HAN = re.compile(r"[\u4e00-\u9fff]")
_INTERVAL = re.compile(r"[`\])）]*\s*(?:范围内|之间|区间|以内)")
"""``[3, 15] 范围内``: two numbers that are the ends of a range, whatever introduces them."""
_BLANKS = re.compile(
    r"(?:\b(?:values?|options?|enum|choices)|可选值|枚举值)\s*[:：][ \t]*((?=[^\n,;`\"]*\d)(?:[\w./:x-]*\d[\w./:x-]*)(?:[ \t]+[\w./:x-]*\d[\w./:x-]*){0,40})[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
"""Values with nothing but blanks between them, or one alone: ``Enum values: v1 v1-5 v2``; each has a digit."""
_NO_VALUE = re.compile(
    r"\.(?:jpe?g|png|webp|gif|bmp|tiff?|heic|mp4|mov|avi|mkv|webm|mp3|wav|flac|aac|m4a|ogg)\b|<[^<>]+>|data:",
    re.IGNORECASE,
)
"""Endings of files, placeholders and schemes: what the thing is like, not what to write."""
_TITLED = re.compile(r"[\u4e00-\u9fff].*[：:]|(?:列表|如下|参考)$")
"""An unmarked item that is a sentence, or speaks of a list elsewhere."""
_FEWEST = 2
_FIRST = re.compile(r"[^.。！!?？\n]*")
"""A lone colon introduces values only where a cell begins with it: "Aspect ratio: 16:9, 9:16"."""


def find_enum(text: str, *, whole: bool = False) -> tuple[Found[tuple[str, ...]] | None, bool]:
    """The first closed list in a text, and whether one was announced and lost.

    ``whole``: the text is a cell that should hold nothing but the list.
    """
    if len(text) > LONGEST:
        return None, False
    if whole:
        found = _whole(text)
        if found:
            return found, False
    plain = _BLANKS.search(text)
    if plain:
        values = tuple(dict.fromkeys(plain.group(1).split()))
        return Found(value=values, words=plain.group().strip()), False
    lost = False
    first = _FIRST.match(text)
    for number, (pattern, strong) in enumerate(_COMPILED):
        lone_colon = number == len(_COMPILED) - 1
        for intro in pattern.finditer(text, 0, first.end() if lone_colon and first else len(text)):
            before = text[max(0, intro.start() - 60) : intro.start()]
            if _INCOMPLETE.search(before[-24:]) or (not strong and _OTHER.search(before)):
                continue
            listed = read_list(text, intro.end())
            if strong and not listed.items and _announced(text, intro):
                lost = True
            titled = intro.group().rstrip().endswith((":", "："))
            if _sound(text, listed, strong=strong) and (titled or not _worded(listed)):
                words = text[intro.start() : listed.end]
                return Found(value=_split(listed.items), words=words.strip()), False
    return None, lost


def _announced(text: str, intro: re.Match[str]) -> bool:
    """Whether "Possible values:" with nothing after it, or only the next label."""
    rest = text[intro.end() :].strip()
    return intro.group().rstrip().endswith((":", "：")) and (
        not rest or bool(re.match(r"[A-Z][\w ]{0,30}:", rest))
    )


def _sound(text: str, listed: Listed, *, strong: bool) -> bool:
    items = listed.items
    if not items or listed.open or any(len(item) > 120 or _NO_VALUE.match(item) for item in items):
        return False
    if _brackets_a_range(text, listed):
        return False
    split = _split(items)
    if listed.marked == len(items) and (
        len(split) > 1
        or (strong and text[: listed.end].rstrip().endswith("`") and _ONLY.search(text[: listed.end]))
    ):
        return bool(_AFTER.match(text, listed.end)) or strong
    if len(split) < 2:
        return False
    if any(_TITLED.search(item) for item in items):
        return False
    ends = bool(_AFTER.match(text, listed.end))
    return ends and (strong or all(value_like(item) for item in items))


def _worded(listed: Listed) -> bool:
    """Whether unmarked items are Chinese words: without a colon before them "可选" means that one may leave it out."""
    return listed.marked < len(listed.items) and any(_HAN.search(item) for item in listed.items)


def _brackets_a_range(text: str, listed: Listed) -> bool:
    """``[0.5, 2]`` of two numbers is an interval where the page speaks of a range, and so is ``1-4``."""
    if len(listed.items) == 1 and re.search(r"\d\s*(?:-|–|~|to|至|到|\.\.)\s*-?\d", listed.items[0]):
        return True
    before = text[max(0, listed.end - 60) : listed.end]
    split = _split(listed.items)
    if len(split) == 2 and _numbers(split) and _INTERVAL.match(text, listed.end):
        return True
    if (
        len(split) != 2
        or not _numbers(split)
        or not re.search(r"范围|\brange\b|\bbetween\b|区间|取值(?=\s*[`\[])", before, re.IGNORECASE)
    ):
        return False
    low, high = (float(item.strip("[]()")) for item in split)
    return "可选" not in before or high - low != 1


def _numbers(items: tuple[str, ...]) -> bool:
    return all(re.fullmatch(r"[\[(]?-?\d+(?:\.\d+)?[\])]?", item) for item in items)


def _split(items: tuple[str, ...]) -> tuple[str, ...]:
    """One code span may hold a whole list: ```mp3, wav```, ```["a", "b"]```."""
    if len(items) != 1 or not re.search(r"[,，、|]", items[0]):
        return tuple(dict.fromkeys(items))
    inner = items[0].strip("[]{}() ")
    parts = [part.strip("\"'“” ") for part in _SPLIT_SPAN.split(inner)]
    return (
        tuple(dict.fromkeys(part for part in parts if part))
        if all(0 < len(part) < 80 for part in parts)
        else items
    )


def _whole(text: str) -> Found[tuple[str, ...]] | None:
    """A cell that is a list: ``"fill"⏎"select"``, ``5, 9``, ``mp3 | wav``."""
    plain = text.strip()
    listed = read_list(plain, 0)
    items = _split(listed.items)
    if not items or listed.open or plain.strip("`").lower() in NOTHING or _brackets_a_range(plain, listed):
        return None
    rest = plain[listed.end :].strip(" .。)]}\n")
    marked = listed.marked == len(listed.items)
    bare = all(value_like(item) for item in items) or (
        len(items) > 1 and not rest and all(" " not in item for item in items)
    )
    ends = not rest or bool(_AFTER.match(plain, listed.end))
    if ends and (marked or (bare and len(items) > 1)):
        return Found(value=items, words=plain[: listed.end])
    return None


def solely_values(text: str) -> bool:
    """Whether a description is nothing but values: ``480p, 720p``."""
    plain = text.strip().rstrip(".。")
    listed = read_list(plain, 0) if len(plain) < 400 else None
    if listed is None or listed.open or len(listed.items) < 2 or plain[listed.end :].strip():
        return False
    return listed.marked == len(listed.items) or all(value_like(item) for item in listed.items)


def leads_with_values(text: str) -> bool:
    """Whether a description begins with values in quotes and a sentence ends after them: ``"a", "b". Fast.``."""
    listed = read_list(text, 0) if text.startswith('"') else None
    if listed is None or listed.open or len(listed.items) < _FEWEST or listed.marked != len(listed.items):
        return False
    return bool(re.match(r"\.?\s*(?:$|\n)|\.\s", text[listed.end :]))
