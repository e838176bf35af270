"""The JSON Schema that the model generator reads: one definition for each object, in names that are safe already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from callsheet.emit.encode.json_text import plain
from callsheet.emit.models.tokens import Tokens
from callsheet.emit.python.names import KEYWORDS, distinct
from callsheet.emit.scope import wire_key
from callsheet.layers.model import Model, Parameter, Provider

_LIMITS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "above": "exclusiveMinimum",
    "below": "exclusiveMaximum",
    "step": "multipleOf",
    "min_length": "minLength",
    "max_length": "maxLength",
    "min_items": "minItems",
    "max_items": "maxItems",
}


_ANNOTATIONS = frozenset({"bool", "dict", "float", "int", "list", "str"})
"""What the annotations of a class look up: a field of that name would hide it from those beside it."""


@dataclass(slots=True)
class Definitions:
    """``$defs`` by class name, the inner objects first, and the fields' names by what they are called on the wire."""

    classes: Mapping[str, str]
    """Class name by model id and path."""
    taken: frozenset[str] = frozenset()
    """What a model's class already has, which no field may hide."""
    tokens: Tokens = field(default_factory=Tokens)
    schemas: dict[str, object] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    """Stand-in of a key to the field's name."""

    @classmethod
    def of(cls, provider: Provider, taken: frozenset[str]) -> Definitions:
        definitions = cls(classes=_class_names(provider), taken=taken)
        for model in provider.models:
            definitions.add(model)
        return definitions

    def add(self, model: Model) -> None:
        about = f"A request to {model.title}. {model.page}"
        name = self.classes[f"{model.id} "]
        self.schemas[name] = self._object(model, model.parameters, about)

    def _object(self, model: Model, members: tuple[Parameter, ...], about: str) -> dict[str, object]:
        names = distinct(
            {member.path: member.name for member in members}, KEYWORDS | _ANNOTATIONS | self.taken
        )
        keys = {member.path: self._key(wire_key(member), names[member.path]) for member in members}
        stated = [member for member in members if member.required and _is_stated(member)]
        return {
            "type": "object",
            "description": self.tokens.doc(about),
            "properties": {keys[member.path]: self._parameter(model, member) for member in members},
            "required": [keys[member.path] for member in stated],
            **({"additionalProperties": False} if model.unknown_keys in ("documented", "elsewhere") else {}),
        }

    def _key(self, wire: str, name: str) -> str:
        if wire == name:
            return name
        token = str(self.tokens.text(wire))
        self.aliases[token] = name
        return token

    def _parameter(self, model: Model, parameter: Parameter) -> dict[str, object]:
        place = f"[{parameter.at.partition('#')[0]}]" if parameter.at else ""
        about = " ".join(part for part in (parameter.summary, place) if part)
        notes: dict[str, object] = {"description": self.tokens.doc(about)} if about else {}
        if not _is_stated(parameter):
            return notes  # nobody at the provider says what it may be: anything may
        if parameter.default is not None:
            notes["default"] = self.tokens.text(plain(parameter.default))
        return {**self._values(model, parameter), **notes}

    def _values(self, model: Model, parameter: Parameter) -> dict[str, object]:
        if parameter.members:
            name = self.classes[f"{model.id} {parameter.path}"]
            self.schemas[name] = self._object(model, parameter.members, f"{parameter.path} of {model.title}.")
            reference: dict[str, object] = {"$ref": f"#/$defs/{name}"}
            return {"anyOf": [reference, {"type": "null"}]} if parameter.nullable else reference
        kind = "string" if parameter.type == "file" else parameter.type
        schema: dict[str, object] = {"type": [kind, "null"] if parameter.nullable else kind}
        if parameter.enum:
            schema["enum"] = [self.tokens.text(plain(each)) for each in (*parameter.enum, *parameter.unset)]
            schema["enum"] += [None] if parameter.nullable else []  # type: ignore[operator]  # the list of before
        if parameter.item:
            schema["items"] = self._values(model, parameter.item)
        if not parameter.unset:
            limits = {keyword: getattr(parameter, name) for name, keyword in _LIMITS.items()}
            schema |= {keyword: plain(limit) for keyword, limit in limits.items() if limit is not None}
        return schema


def _is_stated(parameter: Parameter) -> bool:
    return parameter.basis in ("documented", "elsewhere")


def _class_names(provider: Provider) -> Mapping[str, str]:
    wishes = {f"{model.id} ": model.class_name for model in provider.models}
    for model in provider.models:
        for each in model.walk():
            words = each.path.replace("[]", " item").replace(".", " ").replace("_", " ").split()
            wishes[f"{model.id} {each.path}"] = model.class_name + "".join(
                w[:1].upper() + w[1:] for w in words
            )
    return distinct(wishes)
