"""What must be there."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
    Row(
        pattern="[A] requires|require|needs|need|necessitates [use of / that] B",
        means=m.requires,
        example=Ex(
            text="hdr requires 720p/1080p and HDR access.",
            rules=("forbid: hdr=true, resolution not in 720p|1080p", "account: hdr"),
        ),
        more=(
            Ex(text="Requires a mask.", row="strength", rules=("forbid: strength set, mask unset",)),
            Ex(
                text="Requires `mask` or `audio_url` to be set.",
                row="strength",
                rules=("forbid: strength set, mask unset, audio_url unset",),
            ),
        ),
    ),
    Row(
        pattern="(at-least-one-of / one-of / either) A [BE] NEEDED",
        means=m.at_least_one,
        example=Ex(text="One of seed or mask is required.", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="A (BE NEEDED / MUST be GIVEN)",
        means=m.one_or_other,
        example=Ex(text="Seed or mask must be provided.", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="[A] [BE] NEEDED [only|:]",
        means=m.must_hold,
        example=Ex(
            text="Required if `style` is `Custom`.",
            row="style_text",
            rules=("forbid: style=Custom, style_text unset",),
        ),
        more=(
            Ex(
                text="This field is required unless mask is provided.",
                row="seed",
                rules=("forbid: mask unset, seed unset",),
            ),
        ),
    ),
    Row(
        pattern="[A] MUST be GIVEN",
        means=m.must_be_given,
        example=Ex(
            text="When `mode` is `turbo`, `seed` must be provided.", rules=("forbid: mode=turbo, seed unset",)
        ),
    ),
    Row(
        pattern="MUST [GIVE] A",
        means=m.must_hold,
        example=Ex(
            text="When using `turbo` mode, you must provide the `mask` image.",
            rules=("forbid: mode=turbo, mask unset",),
        ),
        more=(
            Ex(
                text="If you set `hdr` to true, you must also set `resolution` to 1080p.",
                rules=("forbid: hdr=true, resolution!=1080p",),
            ),
            Ex(
                text="In `turbo` mode, you must provide both seed and mask.",
                rules=("forbid: mode=turbo, seed unset", "forbid: mode=turbo, mask unset"),
            ),
        ),
    ),
    Row(
        pattern="must-hold A",
        means=m.must_hold,
        example=Ex(
            text="If hdr is enabled, `resolution` must be 720p or 1080p.",
            rules=("forbid: hdr=true, resolution not in 720p|1080p",),
        ),
    ),
)
