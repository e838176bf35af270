"""JSON Schema of dated price tables."""

from __future__ import annotations

from typing import Final

from callsheet.draft.schema.pieces import (
    AMOUNT,
    CONDITION,
    STATED,
    UNIT,
    Schema,
    day,
    entry,
    line,
    listed,
    word,
)

ROW: Final[Schema] = entry(
    {
        "when": CONDITION,
        "amount": word(AMOUNT, 'In quotes: "0.15".'),
        "free": line('Why it costs nothing; only and always with amount: "0".'),
        **STATED,
    },
    "amount",
)
QUANTITY: Final[Schema] = entry({"when": CONDITION, "count": {"$ref": "#/$defs/term"}, **STATED}, "count")

PRICE: Final[Schema] = {
    **entry(
        {
            "since": day("The day from which it holds."),
            "unit": word(UNIT, "USD, credits …", longest=32),
            "per": line("What one amount buys: 5s block, second, video."),
            "rows": listed(ROW, "Exactly one row holds for each valid request."),
            "quantities": listed(QUANTITY, "How many units; 1 when left out."),
            "unknown": line("Why there is no price."),
            **STATED,
        },
        "since",
    ),
    "oneOf": [{"required": ["rows"]}, {"required": ["unknown"]}],
    "dependentRequired": {"rows": ["unit", "per"], "quantities": ["rows"]},
}
