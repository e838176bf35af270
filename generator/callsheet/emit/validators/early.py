"""Whether a rule can be broken by a request that holds nothing but what is required."""

from __future__ import annotations

from callsheet.emit.scope import Scope, paths_of
from callsheet.emit.values import COMPARISONS, among, compare, exact, matches, worth
from callsheet.layers.rule import All, Any, Compare, Contains, Count, Expr, In, Matches, Not, Sent


def known(expr: Expr, scope: Scope) -> bool | None:
    """The truth where only required parameters were sent; None where it depends on their values."""
    match expr:
        case Not(of):
            inner = known(of, scope)
            return None if inner is None else not inner
        case All(of):
            parts = [known(each, scope) for each in of]
            return False if False in parts else None if None in parts else True
        case Any(of):
            parts = [known(each, scope) for each in of]
            return True if True in parts else None if None in parts else False
        case Count(of, op, n):
            counted = [known(each, scope) for each in of]
            sure = exact(sum(part is True for part in counted))
            return None if None in counted or sure is None else COMPARISONS[op](sure, exact(n) or sure * 0)
        case _:
            return _leaf(expr, scope)


def _leaf(expr: Sent | In | Contains | Compare | Matches, scope: Scope) -> bool | None:
    paths = paths_of(expr)
    if any(scope.chains[path][0].required for path in paths if scope[path]):
        return None
    defaults = {path: scope[path].default for path in paths}
    match expr:
        case Sent():
            return False
        case In(path, values):
            return among(defaults[path], values)
        case Contains(path, values):
            items = defaults[path]
            return isinstance(items, list) and any(among(item, values) for item in items)
        case Compare(left, op, right):
            return compare(worth(left, defaults), op, worth(right, defaults))
        case Matches(path, pattern):
            return matches(defaults[path], pattern)
