"""Constraint kinds: what a rule's YAML says, lowered to the closed language of ``layers/rule.py``.

``KINDS`` has one row a kind; ``lower`` makes a Rule, ``condition`` the expression of a need's or price's ``when``,
``term`` a quantity. All three raise ConstraintError, which knows the way to the key at fault.
"""

from callsheet.constraints.conditions import condition
from callsheet.constraints.error import ConstraintError
from callsheet.constraints.kind import Kind, Statement
from callsheet.constraints.kinds import KINDS
from callsheet.constraints.lower import lower
from callsheet.constraints.schema import definitions, rule_schema
from callsheet.constraints.terms import term

__all__ = [
    "KINDS",
    "ConstraintError",
    "Kind",
    "Statement",
    "condition",
    "definitions",
    "lower",
    "rule_schema",
    "term",
]
