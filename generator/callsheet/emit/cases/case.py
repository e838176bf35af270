"""One case: a request and the verdict on it."""

from __future__ import annotations

from callsheet import solve
from callsheet.layers.model import Model

Case = dict[str, object]


def case(model: Model, name: str, kind: str, request: solve.Request, **more: object) -> Case:
    """The verdict, and by whom: ``breaks`` refuse it, ``warns`` are not the provider's word, ``advises`` is advice."""
    found = solve.judge(model, request)
    return {
        "id": name,
        "kind": kind,
        **more,
        "verdict": "accepted" if found.is_valid else "refused",
        **({"breaks": found.errors} if found.errors else {}),
        **({"warns": found.warnings} if found.warnings else {}),
        **({"advises": found.advice} if found.advice else {}),
        "request": request,
    }
