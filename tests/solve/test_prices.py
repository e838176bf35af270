"""Prices as functions of the valid requests, and what is cheapest."""

from __future__ import annotations

import json

from made import EXR, HDR, PROMPT, RESOLUTION, made, top

from callsheet import solve
from callsheet.layers.model import Model

ROWS = [
    ({"resolution": "540p"}, "0.10"),
    ({"resolution": "720p", "hdr": False}, "0.20"),
    ({"resolution": "720p", "hdr": True}, "0.40"),
    ({"resolution": "1080p"}, "0.80"),
]


def test_a_total_table_has_no_fault() -> None:
    assert solve.price_faults(made(RESOLUTION, HDR, rows=ROWS)) == ()


def test_what_is_refused_needs_no_price() -> None:
    rules = {"r": {"forbid": {"resolution": "1080p"}}}
    assert solve.price_faults(made(RESOLUTION, HDR, rows=ROWS[:3], rules=rules)) == ()


def test_a_hole_comes_with_the_plainest_request_in_it() -> None:
    (fault,) = solve.price_faults(made(PROMPT, RESOLUTION, HDR, rows=ROWS[:3]))
    assert (fault.code, fault.fault, fault.path) == ("CL130", "hole", (0, "rows"))
    assert fault.witness == {"prompt": "A red fox runs through fresh snow at dawn.", "resolution": "1080p"}
    assert fault.hint == f"for example {json.dumps(fault.witness)}"


def test_an_overlap_names_both_rows() -> None:
    rows = [
        ({"resolution": ["540p", "720p", "1080p"]}, "1"),
        ({"hdr": True}, "2"),
        ({"resolution": "540p", "hdr": False}, "3"),
    ]
    found = solve.price_faults(made(RESOLUTION, HDR, rows=rows))
    assert [(fault.path, fault.witness) for fault in found] == [
        ((0, "rows", 1), {"hdr": True}),
        ((0, "rows", 2), {"resolution": "540p"}),
    ]


def test_quantities_are_held_to_the_same() -> None:
    seconds = top("seconds", "integer", enum=(0, 5, 10))
    whole = [({}, "1")]
    (hole,) = solve.price_faults(made(seconds, rows=whole, quantities=[({}, "seconds")]))
    assert (hole.path, hole.witness) == ((0, "quantities"), {})
    (zero,) = solve.price_faults(
        made(
            seconds,
            rows=whole,
            quantities=[({"seconds": {"sent": True}}, "seconds"), ({"seconds": {"sent": False}}, 5)],
        )
    )
    assert zero.witness == {"seconds": 0}
    twice = solve.price_faults(made(seconds, rows=whole, quantities=[({}, 1), ({"seconds": 5}, 2)]))
    assert [(each.fault, each.path) for each in twice] == [("overlap", (0, "quantities", 1))]


def test_no_table_no_fault() -> None:
    assert solve.price_faults(made(RESOLUTION)) == ()


def cheapest() -> Model:
    rows = [({"resolution": "540p"}, "5"), ({"resolution": "720p"}, "3"), ({"resolution": "1080p"}, "1")]
    rules = {"r": {"forbid": {"resolution": "540p", "hdr": True, "exr": True}}}
    return made(
        RESOLUTION, HDR, EXR, rows=rows, rules=rules, quantities=[({"hdr": True}, 10), ({"hdr": False}, 1)]
    )


def test_of_equally_near_requests_the_cheapest_is_taken() -> None:
    found = solve.nearest(cheapest(), {"resolution": "540p", "hdr": True, "exr": True})
    assert found is not None
    assert [(change.path, change.after) for change in found.changes] in (
        [("hdr", False)],
        [("hdr", solve.MISSING)],
    )
    dear = solve.nearest(cheapest(), {"resolution": "540p", "hdr": True, "exr": True, "stray": 1})
    assert dear is not None
    assert dear.request["stray"] == 1


def test_shipped_prices_are_total(shipped: Model) -> None:
    assert solve.price_faults(shipped) == ()
