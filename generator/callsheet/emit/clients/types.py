"""Annotations of arguments: allowed values as literals, objects as TypedDicts, arrays as sequences."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.emit.encode.python_text import Code, code, docstring, identifier, join, literal
from callsheet.emit.python.lines import indented
from callsheet.layers.model import Model, Parameter

_PLAIN = {
    "string": "str",
    "file": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
}


def annotation(parameter: Parameter, model: Model) -> Code:
    """``Literal["5s", "10s"]``, ``Sequence[str]``, ``LumaRay2Keyframes``."""
    if parameter.enum and all(isinstance(value, str | bool | int) for value in parameter.enum):
        return code("Literal[{}]", join(", ", map(literal, parameter.enum)))
    if parameter.type == "array":
        item = annotation(parameter.item, model) if parameter.item else Code("Json")
        return code("Sequence[{}]", item)
    if parameter.type == "object":
        return typed_dict_name(parameter, model) if parameter.members else Code("Mapping[str, Json]")
    return Code(_PLAIN[parameter.type])


def typed_dict_name(parameter: Parameter, model: Model) -> Code:
    """``LumaRay2KeyframesFrame0`` for ``keyframes.frame0``."""
    words = parameter.path.replace("[]", ".item").replace("_", ".").replace("-", ".").split(".")
    plain = "".join(
        "".join(c for c in word[:1].upper() + word[1:] if c.isascii() and c.isalnum()) for word in words
    )
    return identifier(f"{model.class_name}{plain}")


def typed_dicts(parameter: Parameter, model: Model) -> Iterator[list[Code]]:
    """The classes that an argument's annotation names, the inner ones first."""
    for child in (*parameter.members, *((parameter.item,) if parameter.item else ())):
        yield from typed_dicts(child, model)
    if parameter.type == "object" and parameter.members:
        yield _typed_dict(parameter, model)


def _typed_dict(parameter: Parameter, model: Model) -> list[Code]:
    members = [(member.path.rpartition(".")[2], _member(member, model)) for member in parameter.members]
    name = typed_dict_name(parameter, model)
    if all(_is_plain(key) for key, _ in members):
        fields = [code("{}: {}", identifier(key), kind) for key, kind in members]
        head = docstring(f"{parameter.path} of {model.title}. {parameter.summary}")
        return [
            code("class {}(TypedDict, total=False):", name),
            *indented([head]),
            Code(""),
            *indented(fields),
        ]
    pairs = join(", ", (code("{}: {}", literal(key), kind) for key, kind in members))
    return [code('{} = TypedDict("{}", {{{{{}}}}}, total=False)', name, name, pairs)]


def _member(member: Parameter, model: Model) -> Code:
    kind = annotation(member, model)
    kind = code("{} | None", kind) if member.nullable else kind
    return code("Required[{}]", kind) if member.required else kind


def _is_plain(key: str) -> bool:
    try:
        identifier(key)
    except ValueError:
        return False
    return not key.startswith("__")
