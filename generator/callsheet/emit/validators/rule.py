"""Lines that check cross-field rules: a plain ``if`` for each, under the switch that it shares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from callsheet.emit.encode.python_text import Code, code
from callsheet.emit.python.expression import conjuncts
from callsheet.emit.python.lines import condition, indented
from callsheet.emit.validators.context import Context
from callsheet.layers.model import Rule
from callsheet.layers.rule import All, Expr, In


def rule_lines(rules: Sequence[Rule], context: Context) -> list[Code]:
    """Rules with a common condition on one value (``hdr is True``) stand below it together."""
    lines: list[Code] = []
    rest = list(rules)
    while (switch := _commonest(rest)) is not None:
        mine = [rule for rule in rest if switch in conjuncts(rule.violation)]
        rest = [rule for rule in rest if rule not in mine]
        lines += condition("if", context.printer.conjuncts(switch))
        lines += indented(line for rule in mine for line in _lines(rule, switch, context))
    return [*lines, *(line for rule in rest for line in _lines(rule, None, context))]


def _commonest(rules: Sequence[Rule]) -> Expr | None:
    switches = Counter(part for rule in rules for part in conjuncts(rule.violation) if _is_switch(part))
    common = switches.most_common(1)
    return common[0][0] if common and common[0][1] > 1 else None


def _is_switch(expr: Expr) -> bool:
    return isinstance(expr, In) and len(expr.values) == 1


def _lines(rule: Rule, switch: Expr | None, context: Context) -> Iterator[Code]:
    rest = tuple(part for part in conjuncts(rule.violation) if part != switch)
    found = code("found.append({})", context.rule(rule.id))
    if not rest:
        yield found
        return
    yield from condition("if", context.printer.conjuncts(All(rest)))
    yield code("    {}", found)
