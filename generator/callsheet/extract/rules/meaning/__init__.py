"""What the phrasings mean: each function lowers a reading to drafts of rules, or to nothing."""

from callsheet.extract.rules.meaning.effect import (
    forced,
    ignored,
    only_used,
    overrides,
    prevails,
    replaced,
    used_where,
)
from callsheet.extract.rules.meaning.exclusion import (
    exclusive,
    forbidden,
    only,
    only_values,
    refused,
    unsupported,
)
from callsheet.extract.rules.meaning.need import at_least_one, exactly_one, must_hold, requires, together
from callsheet.extract.rules.meaning.number import (
    above,
    at_least,
    at_most,
    at_most_in_all,
    at_most_items,
    below,
    capped,
    equal,
)

__all__ = [
    "above",
    "at_least",
    "at_least_one",
    "at_most",
    "at_most_in_all",
    "at_most_items",
    "below",
    "capped",
    "equal",
    "exactly_one",
    "exclusive",
    "forbidden",
    "forced",
    "ignored",
    "must_hold",
    "only",
    "only_used",
    "only_values",
    "overrides",
    "prevails",
    "refused",
    "replaced",
    "requires",
    "together",
    "unsupported",
    "used_where",
]
