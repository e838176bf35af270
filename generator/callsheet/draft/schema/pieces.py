"""JSON Schema of what several entries share, and in words what each pattern asks for."""

from __future__ import annotations

from typing import Final, TypeAlias

from callsheet.layers.facts import Json

Schema: TypeAlias = dict[str, Json]

ID: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
SEGMENT: Final = r"[A-Za-z_][A-Za-z0-9_-]{0,63}(\[\])?"
PATH: Final = rf"^{SEGMENT}(\.{SEGMENT}){{0,15}}$"
MODEL: Final = r"^((DELETE|GET|PATCH|POST|PUT) /)?[A-Za-z0-9][A-Za-z0-9_:-]*([./][A-Za-z0-9_:-]+)*$"
PROVIDER: Final = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
CAPABILITY: Final = "^[a-z0-9]+([_-][a-z0-9]+)*$"
MEANING: Final = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
CLASS: Final = "^[A-Z][A-Za-z0-9]*$"
LINE: Final = r"^\S([^\n\t]*\S)?$"
AMOUNT: Final = r"^(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?$"
UNIT: Final = "^[A-Za-z][A-Za-z0-9 _-]*$"
URL: Final = "^https://[a-z0-9.-]+(/[^\\s]*)?$"
DAY: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

WORDS: Final[dict[str, str]] = {
    AMOUNT: 'an exact amount in quotes, such as "0.15"',
    CAPABILITY: "a lower-case word such as txt2video",
    CLASS: "a class name such as GmiCloud",
    DAY: "a date such as 2026-06-17",
    ID: "a kebab-case id such as hdr-not-540p",
    LINE: "one line of text, without spaces around it",
    MODEL: "a model id (letters, digits, . _ : - and single slashes) or an operation such as GET /v2/jobs",
    MEANING: "a word such as first_frame",
    PATH: "a parameter path such as lumaParams.duration or keyframes[].index: ASCII letters, digits, _ and -",
    PROVIDER: "a folder name of lower-case letters, digits and _",
    UNIT: "a unit such as USD or credits",
    URL: "an https address without user, port or spaces",
}
"""What a pattern asks for; messages quote it."""

SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
NUMBER: Final[Schema] = {"type": "number"}
CONDITION: Final[Schema] = {"$ref": "#/$defs/condition", "minProperties": 1}


def word(pattern: str, description: str = "", *, longest: int = 128) -> Schema:
    """A string of one line that fits a pattern."""
    return described(
        {"type": "string", "minLength": 1, "maxLength": longest, "pattern": pattern}, description
    )


def day(description: str) -> Schema:
    return {**word(DAY, description), "format": "date"}


def line(description: str = "") -> Schema:
    return word(LINE, description, longest=500)


def described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema


def entry(properties: Schema, *required: str) -> Schema:
    """A mapping with these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def listed(of: Schema, description: str = "") -> Schema:
    return described({"type": "array", "items": of, "minItems": 1}, description)


def pair(of: str, description: str) -> Schema:
    """``[min, max]``; null leaves an end open."""
    each: Schema = {"type": [of, "null"], **({"minimum": 0} if of == "integer" else {})}
    return {"type": "array", "items": each, "minItems": 2, "maxItems": 2, "description": description}


BASIS: Final[Schema] = {
    "enum": ["documented", "elsewhere", "upstream", "inferred"],
    "description": "Who says so: this page, another page of the provider, the model's maker, or our conclusion.",
}
STATED: Final[Schema] = {
    "at": line("Place on the page: headings and row or number, then # and the digest of the text there."),
    "basis": BASIS,
    "page_says": {
        "type": "object",
        "minProperties": 1,
        "description": "What the page says for each key, where we differ.",
    },
    "because": line("Why we differ or conclude."),
}
SUMMARY: Final[Schema] = line("One line in our own words.")
