"""What a model's limits and rules imply, exactly: z3 decides, and every request it finds is judged again."""

from callsheet.solve.codes import CODES
from callsheet.solve.complete import Conflict, complete, valid_request
from callsheet.solve.count import count_valid, valid_requests
from callsheet.solve.cover import Covering, covering_set
from callsheet.solve.dead import Dead, Use, dead_pairs, dead_parameters, dead_values, false_optional
from callsheet.solve.defaults import Collision, colliding_defaults
from callsheet.solve.difference import Difference, Witness, difference
from callsheet.solve.error import SolveError
from callsheet.solve.examples import Example, examples
from callsheet.solve.finding import Finding
from callsheet.solve.implied import Implied, implied_rules
from callsheet.solve.judge import Judgement, judge
from callsheet.solve.levels import Levels
from callsheet.solve.limit_pairs import limit_pairs
from callsheet.solve.lint import lint
from callsheet.solve.nearest import Change, Nearest, nearest
from callsheet.solve.pair import NoPair, Outcome, Pair
from callsheet.solve.prices import PriceFault, price_faults
from callsheet.solve.program import Program
from callsheet.solve.requests import MISSING, Request
from callsheet.solve.rule_pairs import rule_pairs
from callsheet.solve.unknown_pairs import unknown_key_pairs

__all__ = [
    "CODES",
    "MISSING",
    "Change",
    "Collision",
    "Conflict",
    "Covering",
    "Dead",
    "Difference",
    "Example",
    "Finding",
    "Implied",
    "Judgement",
    "Levels",
    "Nearest",
    "NoPair",
    "Outcome",
    "Pair",
    "PriceFault",
    "Program",
    "Request",
    "SolveError",
    "Use",
    "Witness",
    "colliding_defaults",
    "complete",
    "count_valid",
    "covering_set",
    "dead_pairs",
    "dead_parameters",
    "dead_values",
    "difference",
    "examples",
    "false_optional",
    "implied_rules",
    "judge",
    "limit_pairs",
    "lint",
    "nearest",
    "price_faults",
    "rule_pairs",
    "unknown_key_pairs",
    "valid_request",
    "valid_requests",
]
