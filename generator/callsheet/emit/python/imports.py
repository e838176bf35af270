"""Imports from the runtime that lies beside the providers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from callsheet.emit.encode.python_text import Code, code, identifier, join


def runtime_imports(names: Iterable[tuple[str, str]]) -> list[Code]:
    """``from .._runtime.values import is_array, is_object``, from pairs of module and name."""
    return [
        code(
            "from .._runtime.{} import {}",
            identifier(module),
            join(", ", (identifier(name) for _, name in group)),
        )
        for module, group in groupby(sorted(names), key=lambda pair: pair[0])
    ]
