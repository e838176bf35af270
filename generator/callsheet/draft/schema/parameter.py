"""JSON Schema of one parameter."""

from __future__ import annotations

from typing import Final, get_args

from callsheet.draft.schema.pieces import (
    MEANING,
    NUMBER,
    PATH,
    SCALAR,
    STATED,
    SUMMARY,
    Schema,
    described,
    entry,
    listed,
    pair,
    word,
)
from callsheet.layers.claim import Claimed
from callsheet.layers.model import Format, Type

MEDIA: Final[Schema] = entry(
    {
        "what": {"enum": ["seconds", "bytes", "width", "height", "pixels", "fps", "formats", "ratio"]},
        "min": NUMBER,
        "max": NUMBER,
        "values": listed(word("^[A-Za-z0-9.:+-]+$")),
    },
    "what",
)

RESULT: Final[Schema] = entry(
    {
        "what": {"enum": list(get_args(Claimed))},
        "unless": listed(word(PATH), "Parameters beside which it is not known to hold, where they are sent."),
    },
    "what",
)

KEYS: Final[Schema] = {
    "type": {"enum": list(get_args(Type))},
    "required": {"type": "boolean", "description": "Must be sent; below an object, once that is sent."},
    "enum": listed(SCALAR, "All allowed values; quote strings."),
    "default": {
        "type": ["string", "number", "boolean", "array", "object"],
        "description": "What the gateway uses when nothing is sent.",
    },
    "range": pair("number", "[min, max] of a number, inclusive; null is open."),
    "above": described(NUMBER, "Exclusive lower bound."),
    "below": described(NUMBER, "Exclusive upper bound."),
    "step": {"type": "number", "exclusiveMinimum": 0, "description": "The number is a multiple of this."},
    "length": pair("integer", "[min, max] of a string, in Unicode code points."),
    "count": pair("integer", "[min, max] items of an array."),
    "unique": {"type": "boolean", "description": "No item of the array twice."},
    "items": {"$ref": "#/$defs/parameter"},
    "format": {"enum": list(get_args(Format))},
    "nullable": {"type": "boolean", "description": "null may be sent and means absent."},
    "unset": listed(SCALAR, "Values that mean absent."),
    "role": {"enum": ["model"], "description": "Carries the model's id; clients fill it in."},
    "media": listed(MEDIA, "Limits on the thing pointed at; not checkable from the request."),
    "result": described(RESULT, "What the value says of the result."),
    "means": word(MEANING, "The word that gateways share for it, where its own name is another."),
    "summary": SUMMARY,
    **STATED,
}
"""In the order in which they are written."""

PARAMETER: Final[Schema] = entry(
    {
        **KEYS,
        "page_says": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"enum": [key for key in KEYS if key not in ("page_says", "because", "basis")]},
            "description": "What the page says for each key, where we differ; null where it says nothing.",
        },
    },
    "type",
)
