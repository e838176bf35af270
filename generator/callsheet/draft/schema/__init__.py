"""JSON Schema (2020-12) of the files under ``specs/``: what the loader checks with, and what editors use."""

from __future__ import annotations

from typing import Final

from callsheet.draft.schema.parameter import PARAMETER
from callsheet.draft.schema.pieces import (
    BASIS,
    CAPABILITY,
    CLASS,
    MODEL,
    PATH,
    PROVIDER,
    SUMMARY,
    URL,
    Schema,
    day,
    described,
    entry,
    line,
    listed,
    word,
)
from callsheet.draft.schema.price import PRICE
from callsheet.draft.schema.rule import NEED, definitions, rule

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_WAIVER: Final[Schema] = entry(
    {"at": line("Place of the sentence."), "because": line("Why it is no rule.")}, "at", "because"
)
_PAGE: Final[Schema] = entry(
    {"url": word(URL, longest=500), "checked": day("When a person last compared it.")}, "url"
)


def schema() -> Schema:
    """Of ``specs/<provider>/<model>.yaml``."""
    model = entry(
        {
            "model": word(MODEL, "The id on the wire."),
            "title": line(),
            "page": word("^[A-Za-z0-9][A-Za-z0-9._-]*$", "A key of the provider's pages."),
            "summary": SUMMARY,
            "capabilities": listed(word(CAPABILITY)),
            "operation": {"enum": ["generate", "poll"]},
            "unknown_keys": described(BASIS, "Who says that unknown keys are refused."),
            "parameters": {
                "type": "object",
                "propertyNames": {"pattern": PATH, "maxLength": 256},
                "additionalProperties": {"$ref": "#/$defs/parameter"},
            },
            "rules": listed({"$ref": "#/$defs/rule"}),
            "needs": listed(NEED, "True only of an account; reported, never checked."),
            "prices": listed(PRICE, "Appended with a date, never edited."),
            "waivers": listed(_WAIVER, "Normative sentences that are no rule."),
            "open": listed(line(), "What nobody knows."),
        },
        "model",
        "page",
        "parameters",
    )
    return {
        "$schema": _DIALECT,
        "title": "A model of a gateway",
        **model,
        "$defs": {**definitions(), "parameter": PARAMETER, "rule": rule()},
    }


def provider_schema() -> Schema:
    """Of ``specs/<provider>/provider.yaml``, save for what is in its transport."""
    provider = entry(
        {
            "provider": word(PROVIDER, "The folder's name."),
            "title": line(),
            "client": word(CLASS, "Class name of the client, where the title does not tell it.", longest=64),
            "pages": {
                "type": "object",
                "propertyNames": {"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "maxLength": 128},
                "additionalProperties": {"anyOf": [word(URL, longest=500), _PAGE]},
            },
            "transport": {"type": "object", "description": "How to talk to it."},
        },
        "provider",
        "title",
        "pages",
        "transport",
    )
    return {"$schema": _DIALECT, "title": "A gateway", **provider}
