"""Words that a generated name may not be, each with what it would break. Names get an underscore, files a suffix."""

from __future__ import annotations

import builtins
import keyword
import sys
from typing import Final

TYPES: Final = frozenset((
    "bool", "bytes", "callable", "classmethod", "complex", "dict", "float", "frozenset", "int",
    "list", "object", "property", "set", "slice", "staticmethod", "str", "super", "tuple", "zip",
))  # fmt: skip
"""Builtins that annotations and decorators of a class body look up: a field of that name hides them."""

CALLS: Final = frozenset((
    "abs", "all", "any", "isinstance", "iter", "len", "map", "max", "min", "next", "open", "print",
    "repr", "sorted", "sum", "vars",
))  # fmt: skip
"""Builtins that generated bodies call."""

_ARGUMENTS: Final = frozenset((
    "client", "cls", "extra_body", "extra_fields", "extra_headers", "extra_query",
    "idempotency_key", "max_price", "on_progress", "options", "request", "self", "strict",
    "timeout", "validate",
))  # fmt: skip
"""Arguments of generated methods beside the parameters."""

_IMPORTS: Final = frozenset((
    "annotated", "any_", "base64", "basemodel", "callable", "configdict", "date", "datetime",
    "decimal", "enum", "field", "hashlib", "httpx", "json", "literal", "mapping", "math",
    "operator", "optional", "pydantic", "re", "sequence", "typeddict", "typing", "union", "uuid",
    "violation", "warnings",
))  # fmt: skip
"""Names that generated modules import, as identifiers would spell them."""

_PYDANTIC: Final = frozenset((
    "construct", "copy", "fields_set", "from_orm", "json", "parse_file", "parse_obj", "parse_raw",
    "schema", "schema_json", "update_forward_refs", "validate",
))  # fmt: skip
"""Attributes of pydantic's BaseModel; everything that starts with ``model_`` is its too."""

_MEMBERS: Final = frozenset((
    "aclose", "base_url", "cancel", "close", "generate", "http", "jobs", "ledger", "list_jobs",
    "listen", "models", "price", "provider", "reconcile", "recover", "request", "resume", "submit",
    "transport", "upload", "wait", "watch", "webhook",
))  # fmt: skip
"""Attributes of a generated client beside one method a model."""

_CLASSES: Final = frozenset((
    "Annotated", "Answer", "Any", "AsyncClient", "AsyncRequest", "Auth", "BaseModel", "Budget", "Call", "ClassVar",
    "Callable", "Charge", "Claim", "Client", "ConfigDict", "Credential", "Decimal", "DryRun", "Envelope",
    "ErrorCause", "Errors", "Extra", "Field", "Final", "Fix", "Generic", "Idempotency", "Iterator",
    "Json", "Ledger", "Limits", "Listing", "Literal", "Mapping", "MaxPrice", "NotRequired", "Offer", "Omittable",
    "Option", "Optional", "Options", "Path", "Polling", "Price", "Request", "RequestModel",
    "Required", "Result", "RootModel", "Self", "Sequence", "Signature", "Stream", "TRANSPORT",
    "Transport", "TypedDict", "UNSET", "Union", "UnknownPrice", "Upload", "Violation", "Watch", "Webhooks",
))  # fmt: skip
"""Classes that generated modules import."""

_FILES: Final = frozenset(
    ["aux", "con", "nul", "prn", "index", "provider", "readme"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)
"""File names that an operating system or the output keeps for itself."""

_MODULES: Final = frozenset(
    ["conftest", "setup", "sitecustomize", "usercustomize", "video_gateways", "runtime", "tests", "docs"]
)


def is_argument(name: str) -> bool:
    """Whether a parameter may not be called so."""
    taken = TYPES | CALLS | _ARGUMENTS | _IMPORTS | _PYDANTIC
    return _is_word(name) or name in taken or name.startswith("model_")


def is_member(name: str) -> bool:
    """Whether a client's method may not be called so."""
    return _is_word(name) or name in _MEMBERS


def is_class(name: str) -> bool:
    """Whether a class may not be called so: a keyword, or what generated modules import or catch."""
    return _is_word(name) or name in _CLASSES or name in vars(builtins)


def is_file(slug: str) -> bool:
    return slug in _FILES


def is_module(name: str) -> bool:
    """Whether a provider's package may not be called so: it would be run or imported in another's place."""
    return _is_word(name) or name in _MODULES | _FILES | sys.stdlib_module_names or name.startswith("test")


def _is_word(name: str) -> bool:
    return keyword.iskeyword(name)
