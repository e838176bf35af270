"""``video_gateways/<provider>/prices.py``: what a request costs and why, in exact decimals, standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.encode.python_text import Code, docstring, literal
from callsheet.emit.header import python_header, sources_of
from callsheet.emit.prices.function import PriceModule, function_name, model_functions
from callsheet.emit.python.imports import runtime_imports
from callsheet.emit.template import render
from callsheet.layers.file import File
from callsheet.layers.model import Provider


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        yield File(path=f"video_gateways/{provider.id}/prices.py", text=_module(provider))


def _module(provider: Provider) -> str:
    module = PriceModule()
    functions = [lines for model in provider.models for lines in model_functions(model, module)]
    return render(
        "prices",
        "module.py",
        Code,
        header=python_header([sources_of(provider)]),
        docstring=docstring(
            f"Prices of {provider.title}, as documented: what a request costs, before it is sent."
        ),
        decimal=[Code("from decimal import Decimal")] if module.has_amounts else [],
        imports=runtime_imports(module.imports),
        patterns=module.patterns,
        functions=functions,
        names=[(literal(model.id), function_name(model)) for model in provider.models],
    )
