"""``video_gateways/<provider>/validators.py``: every limit and rule as straight-line code, standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.encode.python_text import Code, code, docstring, literal
from callsheet.emit.header import python_header, sources_of
from callsheet.emit.python.imports import runtime_imports
from callsheet.emit.template import render
from callsheet.emit.validators.constants import fields_class, known_keys, rules_class
from callsheet.emit.validators.context import Context
from callsheet.emit.validators.function import function_lines, function_name
from callsheet.layers.file import File
from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Provider


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        yield File(path=f"video_gateways/{provider.id}/validators.py", text=_module(provider))


def _module(provider: Provider) -> str:
    contexts = [Context.of(model) for model in provider.models]
    blocks = [block for context in contexts for block in _blocks(context)]
    imports = {name for context in contexts for name in context.printer.imports}
    formats = sorted({p.format for model in provider.models for p in model.walk() if p.format})
    return render(
        "validators",
        "module.py",
        Code,
        header=python_header([sources_of(provider)]),
        docstring=docstring(
            f"Limits and rules of {provider.title}: what is wrong with a request, before it is sent."
        ),
        imports=runtime_imports({*imports, ("field", "Field"), ("violation", "Violation")} | _fix(provider)),
        patterns=[_format(name) for name in formats] + [p for c in contexts for p in _patterns(c)],
        blocks=blocks,
        names=[(literal(model.id), function_name(model)) for model in provider.models],
    )


def _blocks(context: Context) -> Iterable[list[Code]]:
    function = function_lines(context)  # first: it notes which names and imports are needed
    yield fields_class(context)
    if context.model.rules:
        yield rules_class(context)
    yield known_keys(context)
    yield function


def _fix(provider: Provider) -> set[tuple[str, str]]:
    return {("violation", "Fix") for model in provider.models for rule in model.rules if rule.fixes}


def _format(name: str) -> Code:
    return code(
        "is_{}: Final[Callable[[str], re.Match[str] | None]] = re.compile({}).fullmatch",
        Code(name.replace("-", "_")),
        literal(PATTERNS[name]),
    )


def _patterns(context: Context) -> Iterable[Code]:
    for pattern, name in context.printer.patterns.items():
        yield code("{} = re.compile({}).fullmatch", name, literal(pattern))
