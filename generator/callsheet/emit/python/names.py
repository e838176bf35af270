"""Local variables: one name for each parameter of a model."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Mapping

from callsheet.emit.encode.python_text import Code, identifier
from callsheet.layers.model import Model, Parameter

POSITIONS = ("i", "j", "k", "m", "n")
"""Of nested arrays, the outermost first."""

OURS = frozenset(
    {"request", "advice", "fields", "counted", "found", "on", "quantity", "re", "rules", *POSITIONS}
)
"""What generated functions call their own."""

_RUNTIME = frozenset(
    {
        "Field",
        "Fix",
        "Mapping",
        "Violation",
        "computed",
        "contains",
        "exact",
        "has_repeats",
        "is_array",
        "is_integer",
        "is_multiple",
        "is_number",
        "is_object",
        "items",
        "length",
        "related",
        "unknown_keys",
        "is_uri",
        "is_uuid",
        "is_email",
        "is_date_time",
        "Final",
        "Callable",
        "VALIDATORS",
        "PRICES",
    }
)
KEYWORDS = frozenset(keyword.kwlist)
_RESERVED = (
    _RUNTIME | frozenset(dir(builtins)) | frozenset(keyword.softkwlist) | frozenset(keyword.kwlist) | OURS
)


def locals_of(model: Model) -> Mapping[str, Code]:
    """A name for each path: ``lumaParams.duration`` is ``luma_params_duration``."""
    return distinct({parameter.path: _joined(parameter.path, model) for parameter in model.walk()})


def _joined(path: str, model: Model) -> str:
    names: Mapping[str, Parameter] = model.at_path()
    steps = path.split(".")
    above = [".".join(steps[: i + 1]) for i in range(len(steps))]
    known = [names[each].name if each in names else each for each in above]
    return "_".join(known)


def distinct(wishes: Mapping[str, str], reserved: frozenset[str] = _RESERVED) -> dict[str, Code]:
    """An identifier for each key: what is wished as far as it is one and free, else with a mark or number."""
    taken: set[str] = set()
    return {key: _free(wish, taken, reserved) for key, wish in wishes.items()}


def _free(wish: str, taken: set[str], reserved: frozenset[str]) -> Code:
    plain = re.sub(r"[^A-Za-z0-9_]", "_", wish).strip("_") or "value"
    plain = f"p{plain}" if plain[0].isdigit() else plain
    name = f"{plain}_" if plain in reserved else plain
    number = 2
    while not taken.isdisjoint(_with_companions(name)):
        name, number = f"{plain}_{number}", number + 1
    taken |= _with_companions(name)
    return identifier(name)


def class_names(wishes: Iterable[str]) -> dict[str, Code]:
    """Attribute names for rules by id: ``hdr-not-540p`` is ``hdr_not_540p``."""
    return distinct({wish: wish.replace("-", "_") for wish in wishes})


def _with_companions(name: str) -> set[str]:
    """What stands beside a local or field: ``x_sent``, ``x_keys``, ``x_values``. Case is no difference."""
    return {name.lower(), *(f"{name}_{mark}".lower() for mark in ("sent", "keys", "values"))}
