"""Fields of requests: added, removed, renamed, other defaults; what the solver cannot see or say by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from callsheet.drift.made import Subject
from callsheet.drift.pairing import by_key, by_likeness
from callsheet.drift.shape import LIKENESS, Shape, likeness, of_model
from callsheet.layers.change import Change
from callsheet.layers.model import Model, Parameter

CODES: Final = {
    "type": "CV113",
    "required": "CV114",
    "default": "CV115",
    "values": "CV116",
    "limit": "CV117",
    "media": "CV118",
}


def parameters(subject: Subject, old: Model, new: Model) -> tuple[Change, ...]:
    """Members and items count as fields of their own; the model's id is the model's affair."""
    before, now = _shapes(old), _shapes(new)
    same = by_key(before, now, lambda each: each.path)
    rest = by_likeness(same.gone, same.new, likeness, LIKENESS)
    return (
        *(subject.renamed("CV112", a, b) for a, b in rest.both if not _is_moved(a.path, b.path, rest.both)),
        *(subject.added("CV110", each) for each in rest.new if not _above(each.path) & _paths(rest.new)),
        *(subject.removed("CV111", each) for each in rest.gone if not _above(each.path) & _paths(rest.gone)),
        *(change for a, b in (*same.both, *rest.both) for change in subject.stepped(CODES, a, b)),
        *_python_names(subject, old, new),
    )


def _paths(shapes: Iterable[Shape]) -> set[str]:
    return {each.path for each in shapes}


def _above(path: str) -> set[str]:
    """What holds a parameter: ``{"frames", "frames[]"}`` of ``frames[].index``. It comes and goes with that."""
    steps = [found.start() for found in re.finditer(r"\[\]|\.", path)]
    return {path[:end] for end in (*steps, *(end + 2 for end in steps if path[end] == "["))} - {path}


def _is_moved(old: str, new: str, renamed: Iterable[tuple[Shape, Shape]]) -> bool:
    """Whether only what holds a parameter has another name."""
    names = {a.path: b.path for a, b in renamed}
    return any(names.get(above, "") + old[len(above) :] == new for above in _above(old) if above in names)


def _shapes(model: Model) -> list[Shape]:
    return of_model([each for each in model.walk() if each.role != "model"])


def _python_names(subject: Subject, old: Model, new: Model) -> list[Change]:
    """The generated package's own names: a caller's import or keyword that is called otherwise now."""
    theirs = new.at_path()
    found = [(p.path, p.name, theirs[p.path].name) for p in old.walk() if _has_name(p) and p.path in theirs]
    pairs = [*found, ("model", old.name, new.name), ("model", old.class_name, new.class_name)]
    return [
        subject.change("CV119", "breaking", f"names/{path}", f"Python name {a} is {b} now", old=a, new=b)
        for path, a, b in pairs
        if a != b
    ]


def _has_name(parameter: Parameter) -> bool:
    return not parameter.path.endswith("[]")
