"""The table of constraint kinds: one file and one row each, in alphabetical order."""

from __future__ import annotations

from typing import Final

from callsheet.constraints.kind import Kind
from callsheet.constraints.kinds import (
    all_or_none,
    allowed_values,
    forbid,
    forced,
    idl,
    ignored,
    item_count,
    lengths,
    only_one,
    or_,
    product,
    relation,
    requires,
    sum_,
    zero_or_one,
)

KINDS: Final[dict[str, Kind]] = {
    "all or none": all_or_none.KIND,
    "allowed values": allowed_values.KIND,
    "forbid": forbid.KIND,
    "forced": forced.KIND,
    "idl": idl.KIND,
    "ignored": ignored.KIND,
    "item count": item_count.KIND,
    "lengths": lengths.KIND,
    "only one": only_one.KIND,
    "or": or_.KIND,
    "product": product.KIND,
    "relation": relation.KIND,
    "requires": requires.KIND,
    "sum": sum_.KIND,
    "zero or one": zero_or_one.KIND,
}
