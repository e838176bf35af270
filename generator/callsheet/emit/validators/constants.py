"""The constants of a validator: its fields with their places, and its rules as the violations that they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet.emit.encode.python_text import Code, code, docstring, join, literal
from callsheet.emit.python.lines import WIDTH, call, filled, indented, sequence
from callsheet.emit.scope import wire_key
from callsheet.emit.validators.checks import MOST_INLINE
from callsheet.emit.validators.context import Context
from callsheet.layers.model import Fix, Parameter, Rule


def fields_class(context: Context) -> list[Code]:
    title = f"Parameters of {context.model.title}, with their places on the page."
    lines = [code("class {}:", context.fields_class), code("    {}", docstring(title)), Code("")]
    return [*lines, *indented(line for each in context.model.walk() for line in _field(each, context))]


def rules_class(context: Context) -> list[Code]:
    title = f"Rules of {context.model.title}, each as what is said of a request that breaks it."
    lines = [code("class {}:", context.rules_class), code("    {}", docstring(title)), Code("")]
    return [*lines, *indented(line for each in context.model.rules for line in _rule(each, context))]


def _field(parameter: Parameter, context: Context) -> Iterator[Code]:
    name = context.names[parameter.path]
    yield from _constant(parameter, context)
    if len(parameter.enum) > MOST_INLINE:
        yield code("{}_values = frozenset({}.allowed)", name, name)
    if parameter.members and context.closed:
        keys = join(", ", (literal(wire_key(each)) for each in parameter.members))
        yield code("{}_keys = frozenset({{{}}})", name, keys)


def _constant(parameter: Parameter, context: Context) -> Iterator[Code]:
    arguments = [literal(parameter.path), *_place(parameter)]
    head = code("{} = Field", context.names[parameter.path])
    if not parameter.enum:
        return iter(call(head, arguments))
    values = code("allowed={}", literal(parameter.enum))
    if len(values) <= WIDTH - 12:
        return iter(call(head, [*arguments, values]))
    return _wide(head, arguments, [literal(each) for each in parameter.enum])


def _wide(head: Code, arguments: Sequence[Code], values: Sequence[Code]) -> Iterator[Code]:
    yield code("{}(", head)
    yield from indented(code("{},", each) for each in arguments)
    yield Code("    allowed=(")
    yield from indented(filled(values), 2)
    yield Code("    ),")
    yield Code(")")


def _place(noun: Parameter | Rule) -> list[Code]:
    place = [code("at={}", literal(noun.at))] if noun.at else []
    return [*place, *([code("basis={}", literal(noun.basis))] if noun.basis != "documented" else [])]


def _rule(rule: Rule, context: Context) -> Iterator[Code]:
    yield code("{} = Violation(", context.rules[rule.id])
    for name, value in (("rule", rule.id), ("fields", rule.fields), ("message", rule.message)):
        yield code("    {}={},", Code(name), literal(value))
    if rule.fixes:
        yield Code("    fixes=(")
        yield from (code("        {},", _fix(fix)) for fix in rule.fixes)
        yield Code("    ),")
    yield from (code("    {},", each) for each in _place(rule))
    if rule.effect != "refused":
        yield code("    effect={},", literal(rule.effect))
    yield Code(")")


def _fix(fix: Fix) -> Code:
    values = [code("values={}", literal(fix.values))] if fix.values else []
    path, action = code("path={}", literal(fix.path)), code("action={}", literal(fix.action))
    return code("Fix{}", sequence([path, action, *values]))


def known_keys(context: Context) -> list[Code]:
    keys = [literal(wire_key(each)) for each in context.model.parameters]
    short = code("{} = frozenset({{{}}})", context.keys, join(", ", keys))
    if len(short) <= WIDTH:
        return [short]
    return [
        code("{} = frozenset(", context.keys),
        Code("    {"),
        *indented(filled(keys), 2),
        Code("    }"),
        Code(")"),
    ]
