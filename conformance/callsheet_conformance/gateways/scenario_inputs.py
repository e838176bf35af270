"""A model's inputs as Scenario's catalogue tells them."""

from __future__ import annotations

from typing import Any

TYPES = {
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "file": "file",
    "object": "inputs_array",
}
LIMITS = {
    "default": "default", "minimum": "min", "maximum": "max", "min_length": "minLength", "max_length": "maxLength",
    "min_items": "minLength", "max_items": "maxLength",
}  # fmt: skip


def inputs_of(model: dict[str, Any]) -> list[dict[str, Any]]:
    """``[{"name": "prompt", "type": "string", "required": {"always": true}}, …]``."""
    return [_input(parameter) for parameter in model["parameters"] if parameter.get("role") != "model"]


def _input(parameter: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": parameter["path"].rpartition(".")[2], "type": _type(parameter)}
    for key, name in LIMITS.items():
        if parameter.get(key) is not None:
            found[name] = _number(parameter[key])
    allowed = parameter.get("enum") or parameter.get("item", {}).get("enum")
    if allowed:
        found["allowedValues"] = [_number(value) for value in allowed]
    if parameter["type"] == "file":
        found["kind"] = "video" if "video" in parameter["path"].lower() else "image"
    if parameter.get("required"):
        found["required"] = {"always": True}
    return found


def _type(parameter: dict[str, Any]) -> str:
    if parameter["type"] != "array":
        return TYPES.get(parameter["type"], "string")
    item = parameter.get("item", {}).get("type", "string")
    return {"string": "string_array", "file": "file_array", "object": "inputs_array"}.get(
        item, "number_array"
    )


def _number(value: Any) -> Any:
    """Decimals of the manifest as JSON numbers."""
    return float(value) if hasattr(value, "as_tuple") else value
