"""What the writers of one validator share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.emit.encode.python_text import Code, code, identifier, join
from callsheet.emit.python.expression import Printer
from callsheet.emit.python.names import POSITIONS, class_names, locals_of
from callsheet.emit.scope import Scope
from callsheet.layers.model import Model, Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One model: names of its locals, of its constants, and the printer of its expressions."""

    model: Model
    names: Mapping[str, Code]
    rules: Mapping[str, Code]
    printer: Printer
    fields_class: Code
    rules_class: Code
    keys: Code
    """The constant that holds the known keys."""

    @classmethod
    def of(cls, model: Model) -> Context:
        names = locals_of(model)
        return cls(
            model=model,
            names=names,
            rules=class_names(rule.id for rule in model.rules),
            printer=Printer(Scope.of(model), names),
            fields_class=identifier(f"_{model.class_name}Fields"),
            rules_class=identifier(f"_{model.class_name}Rules"),
            keys=identifier(f"_{model.name}_keys"),
        )

    @property
    def closed(self) -> bool:
        """Whether the provider says that it refuses unknown keys."""
        return self.model.unknown_keys in ("documented", "elsewhere")

    def field(self, parameter: Parameter) -> Code:
        """The constant of a parameter: ``fields.prompt``, with its positions inside arrays."""
        constant = code("fields.{}", self.names[parameter.path])
        depth = parameter.path.count("[]")
        if not depth:
            return constant
        return code("{}.within({})", constant, join(", ", map(Code, POSITIONS[:depth])))

    def rule(self, rule_id: str) -> Code:
        return code("rules.{}", self.rules[rule_id])
