"""``video_gateways/<provider>/client.py`` and ``transport.py``: thin calls into the runtime, with full signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.clients.claims import claims
from callsheet.emit.clients.client import client_view
from callsheet.emit.clients.transport import transport_lines, transport_of
from callsheet.emit.encode.python_text import Code, docstring
from callsheet.emit.header import python_header, sources_of
from callsheet.emit.python.imports import runtime_imports
from callsheet.emit.template import render
from callsheet.layers.file import File
from callsheet.layers.model import Provider

_SHARED = ("errors", "jobs", "webhooks")
"""Modules beside the providers' folders, by which users reach into the runtime."""


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for name in _SHARED:
        text = render("clients", f"{name}.py", Code, header=python_header([]))
        yield File(path=f"video_gateways/{name}.py", text=text)
    for provider in providers:
        folder = f"video_gateways/{provider.id}"
        yield File(path=f"{folder}/client.py", text=_client(provider))
        yield File(path=f"{folder}/transport.py", text=_transport(provider))


def _client(provider: Provider) -> str:
    view = client_view(provider, transport_of(provider))
    return render(
        "clients",
        "client.py",
        Code,
        header=python_header([sources_of(provider)]),
        docstring=docstring(f"{provider.title}: one method a model, blocking and awaiting."),
        imports=runtime_imports(
            _IMPORTS | ({("asked", "Claim")} if any(map(claims, provider.models)) else set())
        ),
        view=view,
    )


_IMPORTS = {
    ("async_client", "AsyncClient"),
    ("async_request", "AsyncRequest"),
    ("configuration", "Options"),
    ("budget", "Budget"),
    ("configuration", "MaxPrice"),
    ("context", "Limits"),
    ("exchange", "Json"),
    ("plan", "Extra"),
    ("plan", "Offer"),
    ("sync_client", "Client"),
    ("sync_request", "Request"),
    ("world", "Watch"),
}


def _transport(provider: Provider) -> str:
    lines, names = transport_lines(provider)
    return render(
        "clients",
        "transport.py",
        Code,
        header=python_header([f"{sources_of(provider)}/provider.yaml"]),
        docstring=docstring(
            f"How {provider.title} is talked to: paths, statuses, errors, and where things sit."
        ),
        imports=runtime_imports(("transport", name) for name in names),
        lines=lines,
    )
