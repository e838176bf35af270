"""One of several, at most or at least."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
    Row(
        pattern="[A] [BE] mutually exclusive",
        means=m.exclusive,
        example=Ex(text="Mutually exclusive with `mask`.", row="seed", rules=("forbid: seed set, mask set",)),
        more=(
            Ex(
                text="seed, mask and audio_url are mutually exclusive.",
                rules=("forbid: count(seed, mask, audio_url)>1",),
            ),
        ),
    ),
    Row(
        pattern="(only-one-of / at-most-one-of / no-more-than-one-of) A [can|may|should BE GIVEN / BE ABLE] [TOGETHER]",
        means=m.exclusive,
        example=Ex(text="Only one of seed or mask may be provided.", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="GIVE (only-one-of / at-most-one-of) A",
        means=m.exclusive,
        example=Ex(text="Use only one of seed and mask.", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[MUST|can|may] [GIVE] [either] A [for PURPOSE] [,] [but] not both [TOGETHER]",
        means=m.exclusive,
        example=Ex(text="Use either seed or mask, but not both.", rules=("forbid: seed set, mask set",)),
        more=(
            Ex(
                text="You can use either `seed` or `mask` for guidance, but not both at the same time.",
                rules=("forbid: seed set, mask set",),
            ),
        ),
    ),
    Row(
        pattern="(GIVE / MUST GIVE) exactly-one-of A",
        means=m.exactly_one,
        example=Ex(
            text="Provide exactly one of `seed` or `mask`.",
            rules=("forbid: count(seed, mask)<1", "forbid: seed set, mask set"),
        ),
    ),
    Row(
        pattern="exactly-one-of A (BE NEEDED|GIVEN / MUST be GIVEN)",
        means=m.exactly_one,
        example=Ex(
            text="Exactly one of `seed` and `mask` must be set.",
            rules=("forbid: count(seed, mask)<1", "forbid: seed set, mask set"),
        ),
    ),
    Row(
        pattern="(at-least-one-of / one-of / either / any-of) A (BE NEEDED / MUST be GIVEN)",
        means=m.at_least_one,
        example=Ex(text="Either seed or mask must be provided.", rules=("forbid: count(seed, mask)<1",)),
        more=(
            Ex(text="At least one of `seed` or `mask` is required.", rules=("forbid: count(seed, mask)<1",)),
        ),
    ),
    Row(
        pattern="MUST GIVE either|one-of A [,] but cannot GIVE both [TOGETHER]",
        means=m.exactly_one,
        example=Ex(
            text="You must provide either seed or mask, but you cannot provide both at the same time.",
            rules=("forbid: count(seed, mask)<1", "forbid: seed set, mask set"),
        ),
    ),
    Row(
        pattern="(MUST GIVE at-least-one-of|either|one-of / GIVE at-least-one-of) A",
        means=m.at_least_one,
        example=Ex(
            text="You must provide at least one of seed, mask.", rules=("forbid: count(seed, mask)<1",)
        ),
        more=(
            Ex(text="You must provide either a seed or a `mask`.", rules=("forbid: count(seed, mask)<1",)),
        ),
    ),
    Row(
        pattern="NEEDED : (at-least-one-of / one-of / either / any-of) A",
        means=m.at_least_one,
        example=Ex(text="Required: one of `seed` or `mask`", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="at-least-one-of [:] A",
        means=m.at_least_one,
        example=Ex(text="At least one of: `seed`, `mask`", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="A MUST be GIVEN TOGETHER",
        means=m.together,
        example=Ex(
            text="width and height must be set together.",
            rules=("forbid: width set, height unset", "forbid: height set, width unset"),
        ),
    ),
)
