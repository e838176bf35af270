"""Lines that fetch one parameter, check its limits, and leave its effective value where a rule looks at it."""

from __future__ import annotations

from callsheet.emit.encode.python_text import Code, code, literal
from callsheet.emit.python.fetch import absent, bound_below, default, fetched, markers, noted, unbound
from callsheet.emit.python.lines import Branch, chain, indented
from callsheet.emit.python.names import POSITIONS
from callsheet.emit.scope import wire_key
from callsheet.emit.validators.checks import KINDS, Check, checks
from callsheet.emit.validators.context import Context
from callsheet.layers.model import Parameter


def checked_lines(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Fetch and check; the local then holds the effective value, None where there is none."""
    name, key = context.names[parameter.path], literal(wire_key(parameter))
    before = bound_below(parameter, context.printer)
    if parameter.required:
        return [*before, *_required(parameter, container, context)]
    if parameter.default is None:
        return [*before, *_seldom(parameter, container, context)]
    fetch = [code("{} = {}.get({})", name, container, key), *noted(parameter, context.printer)]
    return [*before, *fetch, *_cases(parameter, code("if {} in {}:", key, container), context)]


def _required(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Asked for by ``in``: a dict with ``__missing__`` would make up what is not there, and nobody would send it."""
    name, key = context.names[parameter.path], literal(wire_key(parameter))
    fetch = [code("{} = {}[{}]", name, container, key), *noted(parameter, context.printer)]
    there = [*fetch, *_cases(parameter, None, context)]
    missing = [_found(parameter, Code("missing()"), context), *unbound(parameter, context.printer)]
    return chain([([code("{} in {}", key, container)], there)], missing)


def _seldom(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Without a default it is mostly not sent: asking first is the shorter way then, and the longer one otherwise."""
    name, key = context.names[parameter.path], literal(wire_key(parameter))
    there = [code("{} = {}[{}]", name, container, key), *_cases(parameter, None, context)]
    return chain([([code("{} in {}", key, container)], there)], unbound(parameter, context.printer))


def _cases(parameter: Parameter, if_sent: Code | None, context: Context) -> list[Code]:
    """Null, unset markers, the wrong type, then the limits. ``if_sent``: the line that tells null from absent."""
    name = context.names[parameter.path]
    missing = [_found(parameter, Code("missing()"), context)] if parameter.required else []
    branches: list[Branch] = []
    if parameter.nullable or if_sent is not None or default(parameter, context.printer):
        null = missing if parameter.nullable else [_found(parameter, _wrong_type(parameter, name), context)]
        null = [if_sent, *indented(null)] if if_sent is not None and not parameter.nullable else null
        branches.append(([code("{} is None", name)], [*null, *default(parameter, context.printer)]))
    unset = [*missing, *absent(parameter, context.printer)]
    branches += [([marker], unset) for marker in markers(parameter, name)]
    return _typed(parameter, branches, context)


def item_lines(item: Parameter, context: Context) -> list[Code]:
    """The checks of an array's item, which the loop has bound."""
    name = context.names[item.path]
    return _typed(item, [([code("{} is None", name)], [])] if item.nullable else [], context)


def _typed(parameter: Parameter, branches: list[Branch], context: Context) -> list[Code]:
    name = context.names[parameter.path]
    kind, *limits = checks(parameter, name, code("fields.{}_values", name))
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
        lines += _unknown(parameter, name, context)
    return lines


def member_lines(parameter: Parameter, container: Code, context: Context) -> list[Code]:
    """Check what the provider states; of anything else only fetch what rules need."""
    stated = parameter.basis in ("documented", "elsewhere")
    return (
        checked_lines(parameter, container, context)
        if stated
        else fetched(parameter, container, context.printer)
    )


def _unknown(parameter: Parameter, name: Code, context: Context) -> list[Code]:
    keys = code("fields.{}_keys", context.names[parameter.path])
    function = context.printer.runtime("field", "unknown_keys")
    line = code("found += {}({}, {}, {})", function, name, keys, context.field(parameter))
    return chain([([code("not {}.issuperset({})", keys, name)], [line])])


def _wrong_type(parameter: Parameter, name: Code) -> Code:
    return code("wrong_type({}, {})", name, literal(KINDS[parameter.type]))


def _found(parameter: Parameter, violation: Code, context: Context) -> Code:
    return code("found.append({}.{})", context.field(parameter), violation)
