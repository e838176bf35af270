"""What a docstring says of an argument: our summary, its limits, its default, and the rules that bind it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from callsheet.emit.clients.arguments import Argument
from callsheet.emit.encode.json_text import compact
from callsheet.emit.encode.python_text import Code, code, prose
from callsheet.layers.facts import MediaLimit
from callsheet.layers.model import Model, Parameter, Rule
from callsheet.layers.place import Place

_WIDTH = 96


def docstring_lines(model: Model, listed: list[Argument]) -> list[Code]:
    """The whole docstring of a model's method."""
    lines = [
        f"{model.title}: {model.summary}".rstrip(": "),
        "",
        *_wrapped("Checks and prices the request, and sends nothing: the request that comes back has "
                  "``submit`` and ``generate``.", ""),
        *([f"Documented at {model.page}"] if model.page else []),
        "",
        "Args:",
    ]  # fmt: skip
    for argument in listed:
        lines += _wrapped(
            f"{argument.name}: {' '.join(_sentences(argument, model))}", "    ", hanging="        "
        )
    lines += [
        "    validate: False sends also what breaks a documented rule.",
        "    extra_headers: Sent beside our own.",
        "    extra_body: Top-level fields of the body, put over our own.",
        *_rules(model),
        "",
        "Raises:",
        "    InvalidRequest: A documented limit or rule is broken.",
    ]
    return block_of(lines)


def block_of(lines: list[str]) -> list[Code]:
    """A docstring of several lines; the blanks that a line begins with are kept."""
    first, *rest = lines
    return [code('"""{}', prose(first)), *(_line(line) for line in rest), Code('"""')]


def deep(lines: list[Code], steps: int) -> list[Code]:
    """Indented, without blanks on empty lines."""
    return [code("    " * steps + "{}", line) if line else line for line in lines]


def _line(line: str) -> Code:
    depth = len(line) - len(line.lstrip())
    return code(" " * depth + "{}", prose(line))


def _wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sentences(argument: Argument, model: Model) -> Iterator[str]:
    parameter = argument.parameter
    if parameter.summary:
        yield _ended(parameter.summary)
    yield from (_ended(limit) for limit in _limits(parameter) if limit)
    if parameter.default is not None:
        yield f"Default {_plain(parameter.default)}."
    if parameter.enum and not argument.required and parameter.default is None:
        yield "No default is documented."
    if parameter.result is not None and _is_stated(parameter):
        beside = f", unless beside {' or '.join(parameter.result.unless)}" if parameter.result.unless else ""
        yield f"A saved film is held against it{beside}."
    binding = [rule.id for rule in model.rules if _binds(rule, parameter)]
    if binding:
        yield f"Bound by {', '.join(binding)}."
    for need in model.needs:
        if parameter.path in need.fields:
            yield _ended(f"Needs: {need.summary}")


def _is_stated(parameter: Parameter) -> bool:
    return parameter.basis in ("documented", "elsewhere")


def _plain(value: object) -> str:
    return value if isinstance(value, str) and value else compact(value)


def _binds(rule: Rule, parameter: Parameter) -> bool:
    return any(field == parameter.path or field.startswith(f"{parameter.path}.") for field in rule.fields)


def _rules(model: Model) -> list[str]:
    """Each rule once, with its place on the page; those that are not the gateway's own say whose they are."""
    if not model.rules:
        return []
    lines = ["", "Rules:"]
    for rule in model.rules:
        whose = {"upstream": " (upstream's)", "inferred": " (our guess)"}.get(rule.basis, "")
        place = f" [{Place.parse(rule.at).path}]" if rule.at else ""
        lines += _wrapped(f"{rule.id}{whose}: {rule.message.rstrip('.')}.{place}", "    ", hanging="        ")
    return lines


def _limits(parameter: Parameter) -> Iterator[str]:
    yield _between(parameter.min_length, parameter.max_length, "characters")
    yield _between(parameter.min_items, parameter.max_items, "items")
    yield _between(parameter.minimum, parameter.maximum, "")
    yield f"above {parameter.above}" if parameter.above is not None else ""
    yield f"below {parameter.below}" if parameter.below is not None else ""
    yield f"a {parameter.format}" if parameter.format else ""
    for limit in parameter.media:
        yield _media(limit)


def _media(limit: MediaLimit) -> str:
    if limit.values:
        return f"{limit.what}: {', '.join(limit.values)}"
    low, high = (None if bound is None else f"{bound:,.15g}" for bound in (limit.min, limit.max))
    return _between(low, high, limit.what)


def _between(low: object, high: object, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low is None:
        return f"at most {high} {unit}".rstrip()
    return (f"at least {low} {unit}" if high is None else f"{low} to {high} {unit}").rstrip()


def _ended(text: str) -> str:
    """A sentence: begun large, ended once."""
    words = text.strip().rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."
