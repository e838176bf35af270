"""The transports of the shipped gateways, as the emitter writes them, over the runtime of this repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from callsheet.draft import load_provider
from callsheet.emit import clients
from callsheet.resolve import resolve
from callsheet.runtime.transport import Transport

ROOT = Path(__file__).parents[2]


@cache
def transports() -> dict[str, Transport]:
    """By provider's id."""
    found = {}
    for path in sorted(ROOT.glob("specs/*/provider.yaml")):
        spec = load_provider(path.read_bytes(), f"specs/{path.parent.name}/{path.name}")
        (provider,) = resolve([(spec, [])])
        text = next(file.text for file in clients.emit([provider]) if file.path.endswith("transport.py"))
        names: dict[str, Transport] = {}
        exec(compile(text.replace("from .._runtime.", "from callsheet.runtime."), str(path), "exec"), names)
        found[provider.id] = names["TRANSPORT"]
    return found
