"""The names that a provider's folder offers, and the module in which each is at home."""

from __future__ import annotations

from callsheet.emit.encode.python_text import Code, identifier
from callsheet.layers.model import Provider


def exports(provider: Provider) -> dict[Code, str]:
    """Name to module, in alphabetical order."""
    homes = {identifier("PRICES"): "prices", identifier("VALIDATORS"): "validators"}
    if provider.transport:
        homes |= {identifier(f"{kind}{provider.class_name}"): "client" for kind in ("", "Async")}
    for model in provider.models:
        homes[identifier(model.class_name)] = "models"
        homes[identifier(f"price_{model.name}")] = "prices"
        homes[identifier(f"validate_{model.name}")] = "validators"
    return dict(sorted(homes.items()))
