"""One model's validator, from its first line to its last."""

from __future__ import annotations

from callsheet.emit.encode.python_text import Code, code, docstring, identifier, literal
from callsheet.emit.python.lines import chain, indented
from callsheet.emit.validators.context import Context
from callsheet.emit.validators.early import known
from callsheet.emit.validators.parameter import checked_lines, member_lines
from callsheet.emit.validators.rule import rule_lines
from callsheet.layers.model import Model, Parameter

REQUEST = Code("request")


def function_name(model: Model) -> Code:
    return identifier(f"validate_{model.name}")


def function_lines(context: Context) -> list[Code]:
    """``def validate_…`` with its body. Rules are printed first: what they look at decides what is fetched."""
    model = context.model
    rules = rule_lines([rule for rule in model.rules if rule.is_error], context)
    advice = _advice(context)
    required = [each for each in model.parameters if _is_stated(each) and each.required]
    others = [each for each in model.parameters if each not in required]
    body = [
        docstring(f"What is wrong with a request to {model.title}; nothing if it may be sent. {model.page}"),
        code("fields = {}", context.fields_class),
        *([code("rules = {}", context.rules_class)] if model.rules else []),
        Code("found: list[Violation] = []"),
        *(line for each in required for line in checked_lines(each, REQUEST, context)),
        *_early(required, context),
        *(line for each in others for line in member_lines(each, REQUEST, context)),
        *(_unknown(context, Code("")) if context.closed else []),
        *rules,
        *([Code("if advice:"), *indented(advice)] if advice else []),
        Code("return found"),
    ]
    signature = "def {}(request: Mapping[str, object], *, advice: bool = False) -> list[Violation]:"
    return [code(signature, function_name(model)), *indented(body)]


def _is_stated(parameter: Parameter) -> bool:
    return parameter.basis in ("documented", "elsewhere")


def _early(required: list[Parameter], context: Context) -> list[Code]:
    """Most requests to try things out are short, and then no rule can be broken."""
    errors = [rule.violation for rule in context.model.rules if rule.is_error]
    if not required or any(known(violation, context.printer.scope) is not False for violation in errors):
        return []
    test = "if len(request) == {} and not found and not advice:"
    return [code(test, literal(len(required))), Code("    return found")]


def _advice(context: Context) -> list[Code]:
    """What nobody at the provider says: rules by others, or what is ignored or forced; then limits; then unknown keys."""
    model = context.model
    lines = rule_lines([rule for rule in model.rules if not rule.is_error], context)
    for parameter in model.parameters:
        if not _is_stated(parameter):
            lines += checked_lines(parameter, REQUEST, context)
    if not context.closed:
        lines += _unknown(context, code(", {}", literal(model.unknown_keys or "inferred")))
    return lines


def _unknown(context: Context, basis: Code) -> list[Code]:
    line = code(
        "found += {}(request, {}, Field({}){})",
        context.printer.runtime("field", "unknown_keys"),
        context.keys,
        literal(""),
        basis,
    )
    return chain([([code("not {}.issuperset(request)", context.keys)], [line])])
