"""Expressions as Python conditions over local variables that hold effective values, None where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from callsheet.emit.encode.python_text import Code, code, identifier, join, literal
from callsheet.emit.like import like
from callsheet.emit.scope import Scope
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Scalar,
    Sent,
    Term,
    Value,
)

_OR, _AND, _NOT, _ATOM = range(4)
TRUE, FALSE = Code("True"), Code("False")


@dataclass(slots=True)
class Printer:
    """Prints the expressions of one model, and notes what they need."""

    scope: Scope
    names: Mapping[str, Code]
    values: set[str] = field(default_factory=set)
    """Paths whose effective value is looked at."""
    presence: set[str] = field(default_factory=set)
    """Paths with a default of which it matters whether they were sent."""
    imports: set[tuple[str, str]] = field(default_factory=set)
    """Runtime module and name."""
    patterns: dict[str, Code] = field(default_factory=dict)
    """LIKE patterns by the name of the constant that holds the compiled one."""

    def condition(self, expr: Expr) -> Code:
        return self._at(expr, _OR)

    def conjuncts(self, expr: Expr) -> list[Code]:
        """The parts of a conjunction, the cheapest first; a single part for anything else."""
        parts = sorted(conjuncts(expr), key=cost)
        return [self._at(part, _AND) for part in parts] if len(parts) > 1 else [self._at(expr, _OR)]

    def _at(self, expr: Expr, level: int) -> Code:
        text, own = self._print(expr)
        return text if own >= level else code("({})", text)

    def _print(self, expr: Expr) -> tuple[Code, int]:
        match expr:
            case All(of):
                return self._chain(of, " and ", _AND, TRUE)
            case Any(of):
                return self._chain(of, " or ", _OR, FALSE)
            case Not(Sent(path)):
                return self._sent(path, holds=False), _ATOM
            case Not(In(path, values)):
                return is_among(self._value(path), values, holds=False), _ATOM
            case Not(of):
                return code("not {}", self._at(of, _ATOM if isinstance(of, Count) else _NOT)), _NOT
            case Count(of, op, n):
                terms = join(" + ", (self._counted(each) for each in of)) if of else literal(0)
                return code(f"{{}} {PYTHON[op]} {{}}", terms, literal(n)), _NOT
            case _:
                return self._leaf(expr)

    def _counted(self, expr: Expr) -> Code:
        text = self._at(expr, _OR)
        return text if text.isidentifier() else code("({})", text)

    def _chain(self, of: tuple[Expr, ...], word: str, level: int, empty: Code) -> tuple[Code, int]:
        """In a disjunction a conjunction has its brackets, although Python needs none."""
        if len(of) == 1:
            return self._print(of[0])
        inner = _AND if level == _AND else _NOT
        return (join(word, (self._at(each, inner) for each in of)), level) if of else (empty, _ATOM)

    def _leaf(self, expr: Sent | In | Contains | Compare | Matches) -> tuple[Code, int]:
        match expr:
            case Sent(path):
                return self._sent(path, holds=True), _ATOM
            case In(path, values):
                return is_among(self._value(path), values), _ATOM
            case Contains(path, values):
                contains = self.runtime("values", "contains")
                return code("{}({}, {})", contains, self._value(path), literal(values)), _ATOM
            case Compare(left, op, right):
                return self._compare(left, op, right)
            case Matches(path, pattern):
                name, variable = self._pattern(pattern), self._value(path)
                return code("isinstance({}, str) and {}({}) is not None", variable, name, variable), _AND

    def _sent(self, path: str, *, holds: bool) -> Code:
        parameter = self.scope[path]
        if parameter.default is not None and parameter.default in parameter.unset:
            return code("{} != {}" if holds else "{} == {}", self._value(path), literal(parameter.default))
        if parameter.default is None:
            return code("{} is not None" if holds else "{} is None", self._value(path))
        self.presence.add(path)
        return code("{}_sent" if holds else "not {}_sent", self.names[path])

    def _value(self, path: str) -> Code:
        self.scope[path]
        self.values.add(path)
        return self.names[path]

    def _compare(self, left: Term, op: str, right: Term) -> tuple[Code, int]:
        match left, right:
            case Value(path), Constant(str() | bool() as constant) if op in ("=", "!="):
                variable = self._value(path)
                equal = is_among(variable, (constant,), holds=op == "=")
                kind = Code(type(constant).__name__)
                if op == "=":
                    return equal, _ATOM
                return code("isinstance({}, {}) and {}", variable, kind, equal), _AND
            case Value(path), Constant(constant) if not isinstance(constant, str | bool):
                is_number = self.runtime("values", "is_number")
                variable = self._value(path)
                form = f"{{}}({{}}) and {{}} {PYTHON[op]} {{}}"
                return code(form, is_number, variable, variable, literal(constant)), _AND
            case (Length(path) | Items(path)) as size, Constant(constant) if type(constant) is int:
                sized = "str" if isinstance(size, Length) else "list | tuple"
                variable = self._value(path)
                form = f"isinstance({{}}, {sized}) and len({{}}) {PYTHON[op]} {{}}"
                return code(form, variable, variable, literal(constant)), _AND
            case _:
                related = self.runtime("terms", "related")
                return code(
                    "{}({}, {}, {})", related, self._term(left), literal(op), self._term(right)
                ), _ATOM

    def _term(self, term: Term) -> Code:
        match term:
            case Value(path):
                return self._value(path)
            case Length(path):
                return code("{}({})", self.runtime("terms", "length"), self._value(path))
            case Items(path):
                return code("{}({})", self.runtime("terms", "items"), self._value(path))
            case Constant(value):
                return literal(value)
            case Arithmetic(left, op, right):
                computed = self.runtime("terms", "computed")
                return code("{}({}, {}, {})", computed, self._term(left), literal(op), self._term(right))

    def term(self, term: Term) -> Code:
        """An exact number, or None where the term is undefined."""
        return code("{}({})", self.runtime("terms", "exact"), self._term(term))

    def is_used(self, path: str) -> bool:
        """Whether a printed expression looks at the parameter, so that its local must always be bound."""
        return path in self.values or path in self.presence

    def runtime(self, module: str, name: str) -> Code:
        """A name that the generated module must import from the runtime."""
        self.imports.add((module, name))
        return identifier(name)

    def _pattern(self, pattern: str) -> Code:
        name = f"_{self.scope.model.name}_matches_{len(self.patterns) + 1}"  # models share a module
        return self.patterns.setdefault(like(pattern), identifier(name))


PYTHON = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "==", "!=": "!="}


def conjuncts(expr: Expr) -> tuple[Expr, ...]:
    """The parts of a conjunction, however nested."""
    return tuple(part for each in expr.of for part in conjuncts(each)) if isinstance(expr, All) else (expr,)


def is_among(variable: Code, values: tuple[Scalar, ...], *, holds: bool = True) -> Code:
    """Whether a variable equals one of the values, as JSON: a boolean equals no number."""
    if not values:
        return FALSE if holds else TRUE
    if any(map(_has_twin, values)) or (len(values) > 1 and any(isinstance(v, bool) for v in values)):
        return _among_twins(variable, values, holds=holds)
    if len(values) > 1:
        return code("{} in {}" if holds else "{} not in {}", variable, literal(values))
    if isinstance(values[0], bool):
        return code("{} is {}" if holds else "{} is not {}", variable, literal(values[0]))
    return code("{} == {}" if holds else "{} != {}", variable, literal(values[0]))


def _among_twins(variable: Code, values: tuple[Scalar, ...], *, holds: bool) -> Code:
    truths = [code("{} is {}", variable, literal(v)) for v in values if isinstance(v, bool)]
    others = tuple(v for v in values if not isinstance(v, bool))
    if others:
        truths.append(code("({} and not isinstance({}, bool))", is_among_plain(variable, others), variable))
    return code("({})" if holds else "(not ({}))", join(" or ", truths))


def is_among_plain(variable: Code, values: tuple[Scalar, ...]) -> Code:
    """The same by Python's equality, for values that are known not to be booleans."""
    if len(values) == 1:
        return code("{} == {}", variable, literal(values[0]))
    return code("{} in {}", variable, literal(values))


def _has_twin(value: Scalar) -> bool:
    """Whether Python takes the number for a boolean."""
    return not isinstance(value, str | bool) and value in (0, 1)


def cost(expr: Expr) -> int:
    """A rough order of how long an expression takes: identity, equality, then the rest."""
    match expr:
        case In(_, (bool(),)) | Sent() | Not(In(_, (bool(),)) | Sent()):
            return 0
        case In() | Not(In()):
            return 1
        case Not(of):
            return cost(of) + 1
        case All(of) | Any(of) | Count(of, _, _):
            return 2 + sum(map(cost, of))
        case _:
            return 9
