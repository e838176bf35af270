"""Changes as they are made: one subject, many differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from callsheet.drift import limits, words
from callsheet.drift.shape import Shape
from callsheet.layers.change import Change, Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What all of some changes are about: ``Subject(name="gmicloud/luma-ray2")``."""

    name: str

    def change(self, code: str, effect: Effect, path: str, message: str, **rest: Any) -> Change:
        """``old`` and ``new`` may be any value of a model or of facts."""
        for side in ("old", "new"):
            if side in rest:
                rest[side] = words.plain(rest[side])
        return Change(code=code, effect=effect, subject=self.name, path=path, message=message, **rest)

    def added(self, code: str, shape: Shape) -> Change:
        effect: Effect = "breaking" if shape.required and "." not in shape.path else "additive"
        kind = "required" if shape.required else "optional"
        tail = f", one of {words.listed(shape.values)}" if shape.values else ""
        tail += f", default {words.value(shape.default)}" if shape.default is not None else ""
        message = f"{shape.path} is new: {kind} {shape.type}{tail}"
        return self.change(code, effect, f"parameters/{shape.path}", message, new=shape.path, at=shape.at)

    def removed(self, code: str, shape: Shape) -> Change:
        message = f"{shape.path} is gone"
        return self.change(code, "breaking", f"parameters/{shape.path}", message, old=shape.path, at=shape.at)

    def renamed(self, code: str, old: Shape, new: Shape) -> Change:
        message = f"{old.path} is called {new.path} now"
        path = f"parameters/{new.path}"
        return self.change(code, "breaking", path, message, old=old.path, new=new.path, at=new.at)

    def stepped(self, codes: dict[str, str], old: Shape, new: Shape) -> Iterator[Change]:
        """``codes`` by the key of each step; bounds and formats share ``limit``."""
        for step in limits.steps(old, new):
            code = codes.get(step.key) or codes["limit"]
            path, message = f"parameters/{new.path}/{step.key}", f"{new.path}: {step.message}"
            yield self.change(code, step.effect, path, message, old=step.old, new=step.new, at=new.at)
