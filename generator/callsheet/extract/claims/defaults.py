"""What the gateway uses when nothing is sent, in words: "(default: 5)", "Defaults to `auto`", "默认为 `5`"."""

from __future__ import annotations

import re

from callsheet.extract.claims.found import LONGEST, Found
from callsheet.extract.claims.literals import bare
from callsheet.extract.words.marks import EMPTY_STRING

PHRASES = (
    r"\bdefaults? values?\s*(?:is|to|are|of|:|：|=)?",  # Default value: `"720p"`
    r"\bdefaults? (?:is|to be|to|of)\b\s*:?",  # Defaults to 16:9; default is png
    r"\bdefaults?\s*[:：=]",  # (default: 5)
    r"\bby default,? (?:it is|this is|it's|is|set to|uses?|it uses)",  # By default, it is match_input_image
    r"\bif (?:not (?:specified|provided|set|given)|omitted|unset|unspecified|left (?:empty|blank|unset)),? (?:it )?(?:the )?(?:default(?:s to| is)|uses?|is)",
    r"[(（,;]\s*default(?=\s+[^\s,.)]+\s*(?:[,.)）]|$))",  # (bool, default True)
    r"(?:默认值?|缺省值?|預設值?|预设值?)\s*(?:为|是|取|：|:|=)?",  # 默认为 `5`
    r"(?:デフォルト(?:値)?(?:は|：|:)|기본값(?:은|:)?|(?:valor )?por defecto\s*[:=]?|par défaut\s*[:=]?|по умолчанию\s*[:—-]?|standardmäßig\s*:?)",
)  # fmt: skip
_VALUE = (
    r"\s*(`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”|'[^'\n]*'|‘[^’\n]*’|\[[^\[\]\n]*\]|\{[^{}\n]*\}"
    r"|(?:an )?empty string|空字符串|[^\s,，;；()（）。]+)"
)
_COMPILED = tuple(re.compile(f"(?:{phrase}){_VALUE}", re.IGNORECASE) for phrase in PHRASES)
_ENDS = re.compile(
    r"\s*(?:[.,;!?)\]}。，；！）|]|$|\n|[-–—(（]|\b(?:if|when|and|for|which|unless|in|seconds?|characters?|px|frames?|fps|sec|s)\b|[\u4e00-\u9fff])"
)
_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "random",
        "randomly",
        "same",
        "original",
        "model",
        "current",
        "value",
        "behavior",
        "behaviour",
        "whatever",
        "your",
        "input",
        "it",
        "automatic",
        "depends",
        "based",
    ]
)


_NO_VALUE = re.compile(
    r".*(?:范围|range)|(?=.*[\u4e00-\u9fff])(?:使用|由|随|按|与|和|同|跟|根据|自|不|沿用|取|采用|保持|.{7})"
)
"""Words after "default" that tell what happens, and name no value: "默认使用原声"."""


def find_default(text: str) -> Found[str] | None:
    """The default as it is written, or None. Bare words count only where the sentence ends after them."""
    for pattern in _COMPILED if len(text) <= LONGEST else ():
        for found in pattern.finditer(text):
            said = found.group(1)
            marked = (
                said[0] in "`\"“'‘[{" or said.lower() in EMPTY_STRING or said.lower().endswith("empty string")
            )
            plain = said if marked else said.rstrip(".!?:：")
            if not plain or (
                not marked
                and (plain.lower() in _WORDS or (not _ENDS.match(text, found.end()) and plain == said))
            ):
                continue
            if not marked and _NO_VALUE.match(plain):
                continue
            return Found(
                value="``" if plain.lower().endswith("empty string") else plain,
                words=found.group().strip(" (（,"),
            )
    return None


def same_default(first: str, second: str) -> bool:
    """Whether two cells give one default."""
    return bare(first).strip("\"'") == bare(second).strip("\"'")
