"""``video_gateways/<provider>/models.py``: pydantic models of requests, by datamodel-code-generator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.encode.python_text import Code, code, docstring, identifier, join
from callsheet.emit.header import python_header, sources_of
from callsheet.emit.models.generate import generated_classes
from callsheet.emit.models.schema import Definitions
from callsheet.emit.template import render
from callsheet.layers.file import File
from callsheet.layers.model import Provider
from callsheet.runtime.request_model import RequestModel

_NAMES = {
    "UNSET": "UNSET as UNSET",
    "Omittable": "Omittable",
    "RequestModel": "RequestModel",
    "enforces": "enforces",
}
"""What classes of requests take from the runtime; the mark of what is left out is for callers too."""


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        yield File(path=f"video_gateways/{provider.id}/models.py", text=_module(provider))


def _module(provider: Provider) -> str:
    definitions = Definitions.of(provider, frozenset(dir(RequestModel)))
    validators = {definitions.classes[f"{m.id} "]: identifier(f"validate_{m.name}") for m in provider.models}
    imports, classes = generated_classes(definitions, validators)
    return render(
        "models",
        "module.py",
        Code,
        header=python_header([sources_of(provider)]),
        docstring=docstring(
            f"Requests to {provider.title} as pydantic models that hold every limit and rule."
        ),
        imports=imports,
        names=join(", ", (code(how) for name, how in _NAMES.items() if name in classes)),
        validators=[code("    {},", name) for name in sorted(validators.values())],
        classes=classes,
    )
