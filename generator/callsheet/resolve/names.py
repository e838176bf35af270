"""Wire names to Python identifiers, class names and file names: one allow-list, ASCII letters, digits and ``_``."""

from __future__ import annotations

import re
from collections.abc import Callable

from callsheet.resolve import reserved

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+[a-z]*")


def words(text: str) -> list[str]:
    """``["start", "frame"]`` of ``startFrame``; ``["luma", "ray", "3", "2"]`` of ``luma-ray-3-2``."""
    return [word.lower() for word in _WORD.findall(text)]


def identifier(text: str, is_taken: Callable[[str], bool]) -> str:
    """``start_frame`` of ``startFrame``, ``class_`` of ``class``; letters of other alphabets are dropped."""
    name = "_".join(words(text)) or "value"
    if name[0].isdigit():
        name = f"n{name}"
    return f"{name}_" if is_taken(name) else name


def argument(text: str) -> str:
    return identifier(text, reserved.is_argument)


def method(text: str) -> str:
    return identifier(text, reserved.is_member)


def class_name(text: str) -> str:
    """``GmiCloud`` of ``GMI Cloud``, ``LumaRay32Generate`` of ``luma-ray-3-2-generate``."""
    name = "".join(word.capitalize() for word in words(text)) or "Value"
    name = f"N{name}" if name[0].isdigit() else name
    return f"{name}Model" if reserved.is_class(name) else name


def slug(text: str) -> str:
    """``luma-ray-3-2`` of ``luma/ray-3.2``: lower case, and no file name that any system keeps for itself."""
    name = re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-") or "model"
    return f"{name}-model" if reserved.is_file(name) else name


def client(provider: str, title: str) -> str:
    """Class name of a client: by the title's words where the title is the id spelled out, else by the id."""
    is_spelled_out = "".join(words(title)) == provider.replace("_", "")
    return class_name(title if is_spelled_out else provider)
