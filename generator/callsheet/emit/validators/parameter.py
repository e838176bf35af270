"""Lines that fetch one parameter, check its limits, and leave its effective value where a rule looks at it."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.emit.encode.python_text import Code, code, literal
from callsheet.emit.python.expression import is_among
from callsheet.emit.python.lines import Branch, chain, indented
from callsheet.emit.python.names import POSITIONS
from callsheet.emit.scope import wire_key
from callsheet.emit.validators.checks import KINDS, Check, checks
from callsheet.emit.validators.context import Context
from callsheet.layers.model import Parameter


def checked_lines(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Fetch and check; the local then holds the effective value, None where there is none."""
    name, key = context.names[parameter.path], literal(wire_key(parameter))
    before = _bound_below(parameter, context)
    if not parameter.required:
        fetch = [code("{} = {}.get({})", name, container, key), *_noted(parameter, context)]
        return [*before, *fetch, *_cases(parameter, code("if {} in {}:", key, container), context)]
    missing = [_found(parameter, Code("missing()"), context), *_unbound(parameter, context)]
    return [
        *before,
        Code("try:"),
        code("    {} = {}[{}]", name, container, key),
        Code("except KeyError:"),
        *indented(missing),
        Code("else:"),
        *indented([*_noted(parameter, context), *_cases(parameter, None, context)]),
    ]


def fetched_lines(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Fetch the effective values that rules look at, of the parameter and what is below it, and check nothing."""
    if not any(context.is_used(each.path) for each in _tree(parameter)):
        return []
    name, key = context.names[parameter.path], literal(wire_key(parameter))
    below = [line for member in parameter.members for line in fetched_lines(member, name, context)]
    lines = _bound_below(parameter, context)
    lines += [code("{} = {}.get({})", name, container, key), *_noted(parameter, context)]
    if parameter.unset:
        lines += chain([([marker], _absent(parameter, context)) for marker in _marker(parameter, name)])
    if default := _default(parameter, context):
        lines += chain([([code("{} is None", name)], default)])
    if below:
        lines += [code("if {}({}):", context.runtime("values", "is_object"), name), *indented(below)]
    return lines


def _tree(parameter: Parameter) -> Iterator[Parameter]:
    yield parameter
    for member in parameter.members:
        yield from _tree(member)


def _cases(parameter: Parameter, if_sent: Code | None, context: Context) -> list[Code]:
    """Null, unset markers, the wrong type, then the limits. ``if_sent``: the line that tells null from absent."""
    name = context.names[parameter.path]
    said = Code("missing()") if parameter.nullable else _wrong_type(parameter, name)
    null = [_found(parameter, said, context)]
    if if_sent is not None:
        null = [] if parameter.nullable else [if_sent, *indented(null)]
    unset = [_found(parameter, Code("missing()"), context)] if parameter.required else []
    unset += _absent(parameter, context)
    branches: list[Branch] = [([code("{} is None", name)], [*null, *_default(parameter, context)])]
    branches += [([marker], unset) for marker in _marker(parameter, name)]
    return _typed(parameter, branches, context)


def item_lines(item: Parameter, context: Context) -> list[Code]:
    """The checks of an array's item, which the loop has bound."""
    name = context.names[item.path]
    return _typed(item, [([code("{} is None", name)], [])] if item.nullable else [], context)


def _typed(parameter: Parameter, branches: list[Branch], context: Context) -> list[Code]:
    name = context.names[parameter.path]
    kind, *limits = checks(parameter, name, code("{}.allowed", context.field(parameter)))
    context.printer.imports.update(each for check in (kind, *limits) for each in check.imports)
    branches.append((kind.wrong, [_found(parameter, kind.violation, context)]))
    if len(limits) == 1 and not parameter.item and not parameter.members:
        return chain([*branches, (limits[0].wrong, [_found(parameter, limits[0].violation, context)])])
    inside = [line for check in limits for line in _limit(parameter, check, context)]
    return chain(branches, [*inside, *_items(parameter, context), *_members(parameter, context)])


def _limit(parameter: Parameter, check: Check, context: Context) -> list[Code]:
    return chain([(check.wrong, [_found(parameter, check.violation, context)])])


def _items(parameter: Parameter, context: Context) -> list[Code]:
    if parameter.item is None:
        return []
    name, item = context.names[parameter.path], context.names[parameter.item.path]
    position = Code(POSITIONS[parameter.path.count("[]")])
    return [
        code("for {}, {} in enumerate({}):", position, item, name),
        *indented(item_lines(parameter.item, context)),
    ]


def _members(parameter: Parameter, context: Context) -> list[Code]:
    name = context.names[parameter.path]
    lines = [line for member in parameter.members for line in member_lines(member, name, context)]
    if parameter.members and context.closed:
        lines.append(_unknown(parameter, name, context))
    return lines


def member_lines(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Check what the provider states; of anything else only fetch what rules need."""
    stated = parameter.basis in ("documented", "elsewhere")
    return (checked_lines if stated else fetched_lines)(parameter, container, context)


def _unknown(parameter: Parameter, name: Code, context: Context) -> Code:
    keys = literal(tuple(wire_key(each) for each in parameter.members))
    function = context.runtime("field", "unknown_keys")
    return code("found += {}({}, {}, {})", function, name, keys, context.field(parameter))


def _bound_below(parameter: Parameter, context: Context) -> list[Code]:
    """The values that all below an object of the request have where it was not sent."""
    if "." in parameter.path:
        return []
    below = [each for each in _tree(parameter) if each is not parameter]
    values = [
        code("{}: object = {}", context.names[each.path], literal(each.default))
        for each in below
        if context.is_used(each.path)
    ]
    presence = [each for each in below if each.path in context.printer.presence]
    return [*values, *(code("{}_sent = False", context.names[each.path]) for each in presence)]


def _noted(parameter: Parameter, context: Context) -> Iterator[Code]:
    if parameter.path in context.printer.presence:
        name = context.names[parameter.path]
        yield code("{}_sent = {} is not None", name, name)


def _unbound(parameter: Parameter, context: Context) -> list[Code]:
    """The same where the local has no value yet."""
    if not context.is_used(parameter.path):
        return []
    return [
        code("{} = {}", context.names[parameter.path], literal(parameter.default)),
        *_presence(parameter, context),
    ]


def _presence(parameter: Parameter, context: Context) -> list[Code]:
    name = context.names[parameter.path]
    return [code("{}_sent = False", name)] if parameter.path in context.printer.presence else []


def _absent(parameter: Parameter, context: Context) -> list[Code]:
    """What a rule sees of a parameter that was not sent."""
    name = context.names[parameter.path]
    is_there = parameter.unset == (parameter.default,)  # the only marker is the default
    used = context.is_used(parameter.path) and not is_there
    value = [code("{} = {}", name, literal(parameter.default))] if used else []
    return [*value, *_presence(parameter, context)]


def _default(parameter: Parameter, context: Context) -> list[Code]:
    """The default in the place of None, where a rule sees it."""
    if parameter.default is None or not context.is_used(parameter.path):
        return []
    return [code("{} = {}", context.names[parameter.path], literal(parameter.default))]


def _marker(parameter: Parameter, name: Code) -> list[Code]:
    return [is_among(name, parameter.unset)] if parameter.unset else []


def _wrong_type(parameter: Parameter, name: Code) -> Code:
    return code("wrong_type({}, {})", name, literal(KINDS[parameter.type]))


def _found(parameter: Parameter, violation: Code, context: Context) -> Code:
    return code("found.append({}.{})", context.field(parameter), violation)
