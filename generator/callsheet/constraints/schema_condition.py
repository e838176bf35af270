"""A JSON Schema over an object, as a condition in the YAML of a spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter

Raw: TypeAlias = dict[str, Json]
Condition: TypeAlias = Raw | bool
"""A condition, or True or False where it always or never holds."""
IGNORED: Final = frozenset({"$comment", "description", "examples", "title", "type"})

_NUMBERS: Final = {
    "exclusiveMaximum": "below",
    "exclusiveMinimum": "above",
    "maximum": "max",
    "minimum": "min",
}
_SIZES: Final = {
    "maxItems": ("items", "max"),
    "maxLength": ("length", "max"),
    "minItems": ("items", "min"),
    "minLength": ("length", "min"),
}


class Unreadable(Exception):  # noqa: N818  # it is caught one call up and becomes a note
    """A keyword, or a use of one, that has no counterpart here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Reads schemas about the object at ``above``; the empty path is the request."""

    parameters: Mapping[str, Parameter]
    above: str = ""

    def of(self, schema: Json) -> Condition:
        """A condition, or True or False where the schema takes everything or nothing."""
        if isinstance(schema, bool):
            return schema
        if not isinstance(schema, dict):
            raise Unreadable("a schema is an object or a boolean")
        parts = [part for key in schema if key not in IGNORED for part in self._keyword(key, schema)]
        return everything(parts)

    def _keyword(self, key: str, schema: Raw) -> Iterator[Condition]:
        value = schema[key]
        match key:
            case "required" if isinstance(value, list):
                yield from (self.sent(str(name)) for name in value if not self._asserts(str(name), schema))
            case "properties" if isinstance(value, dict):
                yield from (self._property(name, of, schema) for name, of in value.items())
            case "allOf" | "anyOf" | "oneOf" if isinstance(value, list):
                yield _JOINED[key]([self.of(each) for each in value])
            case "not":
                yield denied(self.of(value))
            case "dependentRequired" if isinstance(value, dict):
                for name, needed in value.items():
                    yield anything([denied(self.sent(name)), self.of({"required": needed})])
            case "if":
                yield from self._branches(schema)
            case "then" | "else" if "if" in schema:
                return
            case _:
                raise Unreadable(f"{key} has no counterpart")

    def _branches(self, schema: Raw) -> Iterator[Condition]:
        when = self.of(schema["if"])
        yield anything([denied(when), self.of(schema.get("then", True))])
        yield anything([when, self.of(schema.get("else", True))])

    def sent(self, name: str) -> Raw:
        return {self.path(name): {"sent": True}}

    def path(self, name: str) -> str:
        path = f"{self.above}.{name}" if self.above else name
        if path not in self.parameters:
            raise Unreadable(f"no parameter {path}")
        return path

    def _asserts(self, name: str, schema: Raw) -> bool:
        """Whether a required property's own test holds of nothing that is absent, so that it says all there is."""
        required, properties = schema.get("required"), schema.get("properties")
        if not isinstance(required, list) or not isinstance(properties, dict) or name not in required:
            return False
        parameter = self.parameters[self.path(name)]
        if parameter.members or parameter.default is not None or not isinstance(properties.get(name), dict):
            return False
        found = literal(properties[name], parameter)
        return found is not None and not (isinstance(found, dict) and "not" in found)

    def _property(self, name: str, of: Json, schema: Raw) -> Condition:
        """What a property must be if it is there; that it is there is ``required``'s business."""
        path = self.path(name)
        parameter = self.parameters[path]
        if isinstance(of, bool):
            return of or {path: {"sent": False}}
        absent: Condition = {path: {"sent": False}}
        if parameter.members and isinstance(of, dict) and {"properties", "required"} & of.keys():
            return anything([absent, Conditions(parameters=self.parameters, above=path).of(of)])
        found = literal(of, parameter)
        if found is None:
            return True
        return {path: found} if self._asserts(name, schema) else anything([absent, {path: found}])


def literal(schema: Json, parameter: Parameter) -> Json:
    """The test of one value that a schema makes; None where it takes every value of the parameter's type."""
    if not isinstance(schema, dict):
        raise Unreadable("a schema is an object or a boolean")
    tests: Raw = {}
    for key, value in schema.items():
        if key in ("const", "enum"):
            values = value if key == "enum" and isinstance(value, list) else [value]
            if len(schema.keys() - IGNORED) > 1 or any(
                isinstance(each, dict | list) or each is None for each in values
            ):
                raise Unreadable(f"{key} beside other keywords, or of what is no plain value")
            return values[0] if len(values) == 1 else values
        _add_test(tests, key, value, parameter)
    return tests or None


def _add_test(tests: Raw, key: str, value: Json, parameter: Parameter) -> None:
    if key in _NUMBERS:
        tests[_NUMBERS[key]] = value
    elif key in _SIZES:
        name, end = _SIZES[key]
        held = tests.setdefault(name, {})
        if isinstance(held, dict):
            held[end] = value
    elif key == "not":
        tests["not"] = literal(value, parameter)
    elif key == "contains" and parameter.item is not None:
        found = literal(value, parameter.item)
        tests["contains"] = found if isinstance(found, list) else [found]
    elif key == "type" and value != parameter.type:
        raise Unreadable(f"type {value} of {parameter.path}, which is {parameter.type}")
    elif key not in IGNORED:
        raise Unreadable(f"{key} has no counterpart for a value")


def denied(condition: Condition) -> Condition:
    """Not that, said in the shortest way."""
    if isinstance(condition, bool):
        return not condition
    if len(condition) == 1:
        ((key, test),) = condition.items()
        if key == "$not" and isinstance(test, dict):
            return test
        if isinstance(test, dict) and list(test) == ["sent"]:
            return {key: {"sent": not test["sent"]}}
    return {"$not": condition}


def everything(parts: list[Condition]) -> Condition:
    """All of them."""
    if False in parts:
        return False
    conditions = [part for part in parts if not isinstance(part, bool)]
    merged = {key: test for part in conditions for key, test in part.items()}
    if len(merged) == sum(map(len, conditions)):
        return merged or True
    return {"$all": list(conditions)}


def anything(parts: list[Condition]) -> Condition:
    """Any of them."""
    if True in parts:
        return True
    conditions: list[Json] = [part for part in parts if not isinstance(part, bool)]
    if len(conditions) == 1 and isinstance(conditions[0], dict):
        return conditions[0]
    return {"$any": conditions} if conditions else False


def one_of(parts: list[Condition]) -> Condition:
    """Exactly one of them."""
    alone = [[part if n == m else denied(part) for m, part in enumerate(parts)] for n in range(len(parts))]
    return anything([everything(each) for each in alone])


_JOINED: Final[dict[str, Callable[[list[Condition]], Condition]]] = {
    "allOf": everything,
    "anyOf": anything,
    "oneOf": one_of,
}
