"""Which sentences say what must or must not be, and what they are about when it is not two parameters."""

from __future__ import annotations

import re

_CUES = (
    r"not (?:yet |currently |be |been |a )?(?:\w+ly )?(?:support|availab|allow|compatib|permit|valid|accept|possib|combin)",
    r"not (?:yet |currently |be |been )?(?:\w+ly )?(?:used|us(?:e|ing)\b|work|appl|honou?r|affect|offered|usable)",
    r"not (?:provided with|both|for\b|with\b|when\b)",
    r"(?:does|do|is|are|will)n't|can't|mustn't|won't|can ?not|not both|neither|never",
    r"unsupported|incompatible|unavailable|disallow|prohibit|forbidden|conflict|exclude[sd]\b",
    r"requires?|required|mandatory|needs? to\b|\bneeds\b|\bmust|\bshall\b|h(?:as|ave) to\b|depends on",
    r"\bonly|solely|exclusively|(?:limited|restricted) to",
    r"at most|at least|no more than|no less than|no fewer than|exceed|exactly one|one of the two|up to \d+ .{0,40}\b(?:when|for|with|if)\b|\b(?:when|if) .{1,60}\bup to \d|\bin .{1,30} mode.{1,20}\bup to \d",
    r"do not (?:send|pass|set|specify|provide|include|combine|mix|supply|enable)|invalid (?:when|if|for|with|in)\b",
    r"maximum .{1,30} (?:for|with|in|at) .{1,40} is|an error (?:will occur|may occur|occurs)\b",
    r"reject|refus|returns? an? error|\braises? an?\b|(?:request|call|node|generation|job|task) (?:will )?fails?\b|an error is",
    r"ignor|no effect|not take effect|disregard|overrid|preceden|takes? priority|supersede|instead of|takes? effect",
    r"\b(?:when|if|for|with)\b.{1,60}\b(?:allowed|valid|supported|available|possible) (?:values|options|choices)\b",
    r"automatically (?:set|switched|changed|adjusted) to|mutually|exclusive|forced|forces|is always|locked to|unless|either .{1,60} or\b|otherwise",
    r"(?:less|greater|smaller|larger|shorter|longer) than|must match|same .{1,30} as",
)
_CHINESE = (
    r"不支持|不兼容|不允许|不可|不能|不得|无法|禁止|请勿|仅|只|必须|必填|必传|必选|必需|须|需要|需与|需配合|需搭配|需同时|需提供|需传|互斥|二选一|忽略|无效|不生效|生效|有效|"
    r"失效|至少|至多|最多|不超过|同时|优先|覆盖|强制|冲突|依赖|之和|被设置为|固定为|大于|小于|时\*{0,2}[，,]?可选|时[，,][^，,。]{1,20}(?:≤|<=)|选一|专用|优先级"
)
_NORMATIVE = re.compile("|".join((*_CUES, _CHINESE)), re.IGNORECASE)

_ACCOUNT = re.compile(
    r"\b(?:subscri\w+|plans?|tiers?|accounts?|entitle\w+|enterprise|billing|api key|whitelist\w*|support team|"
    r"organi[sz]ation|credits?)\b|套餐|订阅|账号|账户|企业|联系|白名单",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(?:\d+(?:\.\d+)? ?(?:mb|gb|kb|px|pixels?|fps|seconds?|minutes?|secs?|s|m)\b|pixels?|dimensions?|file size|megapixels?|"
    r"formats?|jpe?g|png|webp|mp4|mov|mp3|wav|aspect ratio|publicly|accessible|resolution|codec|frame rate|size|"
    r"same (?:length|duration|dimensions)|faces?|silent|transparent|alpha)\b|像素|分辨率|格式|大小|宽高|时长|比例|字符|可访问|公网",
    re.IGNORECASE,
)
_TRANSPORT = re.compile(
    r"\b(?:authori[sz]ation|bearer|header|api keys?|authenticat\w+|webhook|callback|poll\w*|http\w*|status|endpoint|"
    r"request body|content-type|rate limit\w*|url(?:s)? expire|sdk|download\w*|response|token)\b|鉴权|请求头|链接|有效期|密钥",
    re.IGNORECASE,
)

_RUN = re.compile(r"[\u3400-\u9fff]{4}")
_ATTRIBUTE = re.compile(
    r"\W*(?:\w+\W+){0,2}required(?:\W+(?:yes|no|parameters?|fields?|example)){0,2}\W*", re.IGNORECASE
)
"""A column's or a mark's word, and no sentence: ``string, required`` · ``Required parameters``."""


def is_normative(text: str) -> bool:
    """Whether a text says that something must, must not, or only so far be."""
    return _NORMATIVE.search(text) is not None and _ATTRIBUTE.fullmatch(text) is None


def is_prose(text: str) -> bool:
    """Whether a cell may hold a sentence, and not a name or value alone: Chinese is written without blanks."""
    return " " in text.strip() or _RUN.search(text) is not None


def topic(text: str) -> str:
    """``account``, ``media``, ``transport`` or nothing: what a sentence is about by its words."""
    for name, words in (("account", _ACCOUNT), ("media", _MEDIA), ("transport", _TRANSPORT)):
        if words.search(text):
            return name
    return ""
