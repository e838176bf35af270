"""What a model's limits and rules imply, exactly: z3 decides, and every request it finds is judged again."""

from callsheet.solve.complete import Conflict, complete, valid_request
from callsheet.solve.count import count_valid, valid_requests
from callsheet.solve.dead import Dead, Use, dead_pairs, dead_parameters, dead_values, false_optional
from callsheet.solve.defaults import Collision, colliding_defaults
from callsheet.solve.error import SolveError
from callsheet.solve.implied import Implied, implied_rules
from callsheet.solve.judge import Judgement, judge
from callsheet.solve.nearest import Change, Nearest, nearest
from callsheet.solve.prices import PriceFault, price_faults
from callsheet.solve.program import Program

__all__ = [
    "Change",
    "Collision",
    "Conflict",
    "Dead",
    "Implied",
    "Judgement",
    "Nearest",
    "PriceFault",
    "Program",
    "SolveError",
    "Use",
    "colliding_defaults",
    "complete",
    "count_valid",
    "dead_pairs",
    "dead_parameters",
    "dead_values",
    "false_optional",
    "implied_rules",
    "judge",
    "nearest",
    "price_faults",
    "valid_request",
    "valid_requests",
]
