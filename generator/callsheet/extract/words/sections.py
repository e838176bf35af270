"""What headings announce: the request, the response, headers, errors, statuses, prices, examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

Part: TypeAlias = Literal[
    "request", "response", "headers", "errors", "statuses", "prices", "example", "related"
]

_TAIL = r"(?: (?:parameters?|params?|fields?|schema|body|format|object|structure|attributes?|details|data|payload|properties|values?|types?|shapes?|table|headers?))*"
_PARTS: tuple[tuple[Part, str], ...] = (
    ("response", rf"(?:the |api |success(?:ful)? |sync |async |final |task |job |query |status |error )*(?:responses?|outputs?|results?|returns?|return values?|response \d+){_TAIL}"),
    ("response", rf"(?:webhook|callback|notification|event)s?(?: (?:payload|body|notification|response|event|format|content|data))+{_TAIL}"),
    ("response", r"(?:响应|返回|输出|出参|回调|結果|返回结果|查询结果|レスポンス|出力|응답|respuesta|réponse|antwort|resposta|ответ).{0,8}"),
    ("headers", r"(?:http |request |response )?headers?(?: (?:parameters?|params?))?|authori[sz]ations?|authentication|请求头.{0,4}|鉴权.{0,4}|认证.{0,4}|header 参数"),
    ("errors", r"(?:common |possible )?(?:errors?|error (?:codes?|handling|responses?|messages?)|(?:http )?status codes?|limitations and errors|错误码.{0,4}|错误处理)"),
    ("statuses", r"(?:(?:request|job|task|generation|possible|processing|prediction) )*(?:status(?:es)?|states?)(?: (?:values?|flow|lifecycle|codes?|transitions?|reference))?|任务状态.{0,6}|状态说明|job lifecycle"),
    ("prices", r"(?:model |api |credit |our )*(?:pric(?:e|es|ing)|costs?|credits?|billing|rates?|charges?|fees?)(?: (?:cost|costs|calculation|table|details|rules|per .{1,20}|information|breakdown|&.{1,20}|and .{1,20}))*|models and pricing|价格.{0,8}|计费.{0,8}|定价.{0,8}|费用.{0,8}|資費|料金.{0,4}|가격|precios?|tarifs?|preise?|цены"),
    ("example", r"(?:.{0,40} )?(?:examples?|sample code|code samples?|quick ?start|usage|playground)(?: .{0,30})?|请求示例|示例.{0,10}|代码示例"),
    ("related", r"(?:related|see also|next steps|additional resources|further reading|resources|support|faq|frequently asked questions).{0,30}|相关.{0,8}"),
    ("request", rf"(?:the |api |http |create |submit |task |generation )*(?:requests?|inputs?|body|payload|query|path|form|post|arguments?|args|options|settings|configuration|request body|task submission){_TAIL}"),
    ("request", r"(?:.{0,40} )?(?:parameters?|params|inputs|arguments|参数|入参|输入参数|请求参数|请求体|输入|请求|パラメータ|リクエスト|parámetros|paramètres|parâmetros|параметры)"),
)  # fmt: skip
_COMPILED = tuple(
    (part, re.compile(rf"(?:\d+(?:\.\d+)*[.)]? )?(?:{pattern})", re.IGNORECASE)) for part, pattern in _PARTS
)

_REQUIRED = re.compile(
    r"required(?: (?:parameters?|params?|fields?|inputs?|arguments?|attributes?|body|properties))?|mandatory(?: \w+)?|必填.{0,4}|必选.{0,4}|必需.{0,4}|必須.{0,8}",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"optional(?: (?:parameters?|params?|fields?|inputs?|arguments?|attributes?|body|properties|settings|features))?|(?:advanced|additional) (?:parameters?|options|settings)|可选.{0,4}|选填.{0,4}|任意.{0,8}",
    re.IGNORECASE,
)


def part_of(headings: Sequence[str]) -> Part | None:
    """What the innermost telling heading announces: ``part_of(("Response", "Fields")) == "response"``."""
    for heading in reversed(headings):
        plain = plain_heading(heading)
        for part, pattern in _COMPILED:
            if pattern.fullmatch(plain):
                return part
    return None


def group_of(headings: Sequence[str]) -> bool | None:
    """True below "Required parameters", False below "Optional parameters", None elsewhere."""
    for heading in reversed(headings):
        plain = plain_heading(heading)
        if _REQUIRED.fullmatch(plain):
            return True
        if _OPTIONAL.fullmatch(plain):
            return False
    return None


def plain_heading(text: str) -> str:
    """A heading's words: marks, icons and closing colons gone."""
    text = re.sub(r"\bapplication/json\s*$", "", text)
    return " ".join(re.sub(r"[`*_#:：()（）\[\]✅❌🔧📝💰⚙️]+", " ", text).split())
