"""Flat, dotted parameters to a tree: implied parents, members below their object, items below their array."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from callsheet.layers.spec import ParameterSpec


@dataclass(slots=True, kw_only=True)
class Branch:
    """One parameter to be, with what is written of it (nothing, where it is only implied) and what is below it."""

    path: str
    spec: ParameterSpec | None = None
    members: dict[str, Branch] = field(default_factory=dict)
    """By wire name, in the order in which they come up."""
    item: Branch | None = None

    @property
    def is_required(self) -> bool:
        return self.spec is not None and self.spec.required

    def ordered(self) -> list[Branch]:
        """Members: the required ones first, each group in the order of the spec."""
        return sorted(self.members.values(), key=lambda member: not member.is_required)


def grow(specs: Iterable[ParameterSpec]) -> Branch:
    """The root: its members are the top-level parameters."""
    root = Branch(path="")
    for spec in specs:
        _hang(root, spec)
    return root


def _hang(root: Branch, spec: ParameterSpec) -> None:
    branch = root
    for segment in spec.path.split("."):
        name = segment.removesuffix("[]")
        path = f"{branch.path}.{name}" if branch.path else name
        branch = branch.members.setdefault(name, Branch(path=path))
        if segment != name:
            branch = _item(branch)
    branch.spec = spec
    if spec.items is not None:
        _item(branch).spec = spec.items


def _item(branch: Branch) -> Branch:
    if branch.item is None:
        branch.item = Branch(path=f"{branch.path}[]")
    return branch.item
