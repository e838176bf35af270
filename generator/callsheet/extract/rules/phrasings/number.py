"""Numbers of two parameters, and numbers of items."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
    Row(
        pattern="[A] MUST be (less|smaller|lower|shorter|fewer than / below / < / strictly less than) B",
        means=m.below,
        example=Ex(text="min_scale must be less than max_scale.", rules=("forbid: min_scale>=max_scale",)),
    ),
    Row(
        pattern="[A] (cannot exceed / cannot be greater|larger|more|higher|longer than / MUST be less than or equal to / MUST be <=|≤) B",
        means=m.at_most,
        example=Ex(text="min_scale must not exceed max_scale.", rules=("forbid: min_scale>max_scale",)),
    ),
    Row(
        pattern="[A] MUST be (greater|larger|more|higher|longer than / above / > / strictly greater than) B",
        means=m.above,
        example=Ex(
            text="Must be greater than `min_scale`.", row="max_scale", rules=("forbid: max_scale<=min_scale",)
        ),
    ),
    Row(
        pattern="[A] (cannot be less|smaller|lower than / MUST be greater than or equal to / MUST be at-least|>=|≥) B",
        means=m.at_least,
        example=Ex(text="max_scale cannot be less than min_scale.", rules=("forbid: max_scale<min_scale",)),
    ),
    Row(
        pattern="[A] MUST (equal|match / be equal|identical to / be same as) B",
        means=m.equal,
        example=Ex(text="width must equal height.", rules=("forbid: width!=height",)),
    ),
    Row(
        pattern="A [BE] limited|capped|restricted to B",
        means=m.capped,
        example=Ex(
            text="When using 1080p, the duration is limited to 5 seconds.",
            rules=("forbid: resolution=1080p, duration=10s",),
        ),
    ),
    Row(
        pattern="maximum A for|with|in|at C BE B",
        means=m.capped,
        example=Ex(
            text="The maximum duration for 1080p is 5s.",
            rules=("forbid: resolution=1080p, duration=10s",),
        ),
    ),
    Row(
        pattern="(sum|total|combined [total] [number|count] of) A (cannot exceed / BE limited to / MUST be at-most) N",
        means=m.at_most_in_all,
        example=Ex(
            text="The total number of references and sounds must not exceed 4.",
            rules=("forbid: sum(items(references), items(sounds))>4",),
        ),
    ),
    Row(
        pattern="[supports|accepts|allows] up-to|at-most|maximum|no-more-than N A [BE ABLE / can be GIVEN]",
        means=m.at_most_items,
        example=Ex(
            text="In `turbo` mode, up to 2 references are allowed.",
            rules=("forbid: mode=turbo, items(references)>2",),
        ),
    ),
    Row(
        pattern="[A] [supports|accepts|allows] up-to|at-most|maximum|no-more-than N [THING] [BE ABLE / can be GIVEN]",
        means=m.at_most_items,
        example=Ex(
            text="Up to 3 items when `mode` is `fast`.",
            row="references",
            rules=("forbid: mode=fast, items(references)>3",),
        ),
    ),
    Row(
        pattern="[node|request|call|api|it|generation|task|error] (returns|raises|return error|errors|exception / is rejected / fails|fail|occurs|occur)",
        means=m.refused,
        example=Ex(
            text='If you set `duration` to "10s" and enable `loop`, the request fails.',
            rules=("forbid: duration=10s, loop=true",),
        ),
    ),
)
