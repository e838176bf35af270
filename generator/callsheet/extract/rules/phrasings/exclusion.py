"""What does not go together."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
    Row(
        pattern="A [BE] not ABLE TOGETHER",
        means=m.exclusive,
        example=Ex(text="hdr and loop are not supported together.", rules=("forbid: hdr=true, loop=true",)),
    ),
    Row(
        pattern="[A] [BE] not [ABLE / to be GIVEN]",
        means=m.forbidden,
        example=Ex(text="`loop` is not available with `10s`.", rules=("forbid: loop=true, duration=10s",)),
        more=(
            Ex(
                text="10s is not supported with hdr, first_image, or last_image.",
                rules=(
                    "forbid: duration=10s, hdr=true",
                    "forbid: duration=10s, first_image_url set",
                    "forbid: duration=10s, last_image_url set",
                ),
            ),
            Ex(
                text="Not allowed for 10 second clips.",
                row="loop",
                rules=("forbid: loop=true, duration=10s",),
            ),
            Ex(
                text="1080p is not available unless `mode` is `pro`.",
                rules=("forbid: resolution=1080p, mode!=pro",),
            ),
        ),
    ),
    Row(
        pattern="A with|plus B (BE UNABLE / BE not ABLE / cannot be GIVEN)",
        means=m.forbidden,
        example=Ex(text="`mode: fast` with `hdr: true` is rejected.", rules=("forbid: mode=fast, hdr=true",)),
    ),
    Row(
        pattern="[A] [BE] UNABLE",
        means=m.forbidden,
        example=Ex(text="Incompatible with loop.", row="hdr", rules=("forbid: hdr=true, loop=true",)),
    ),
    Row(
        pattern="[A] [BE] exclusive with B",
        means=m.forbidden,
        example=Ex(text="Exclusive with `mask`.", row="seed", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="A cannot [both] be GIVEN TOGETHER",
        means=m.exclusive,
        example=Ex(
            text="`first_image_url` and `mask` cannot be used together.",
            rules=("forbid: first_image_url set, mask set",),
        ),
    ),
    Row(
        pattern="A cannot both be GIVEN",
        means=m.exclusive,
        example=Ex(text="seed and mask cannot both be set.", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[A] cannot be combined|mixed",
        means=m.exclusive,
        example=Ex(text="`hdr` and `mask` cannot be combined.", rules=("forbid: hdr=true, mask set",)),
        more=(
            Ex(
                text="Cannot be combined with mask.",
                row="strength",
                rules=("forbid: strength set, mask set",),
            ),
        ),
    ),
    Row(
        pattern="[A] cannot be GIVEN [TOGETHER]",
        means=m.forbidden,
        example=Ex(
            text="Can't be used together with Mask.",
            row="strength",
            rules=("forbid: strength set, mask set",),
        ),
        more=(
            Ex(
                text="The `loop` option cannot be enabled when a `last_image_url` is set.",
                rules=("forbid: loop=true, last_image_url set",),
            ),
        ),
    ),
    Row(
        pattern="cannot|do-not|never GIVE|combine|mix A [TOGETHER] [for PURPOSE [PURPOSE]]",
        means=m.kept_out,
        example=Ex(text="You cannot combine `hdr` with `loop`.", rules=("forbid: hdr=true, loop=true",)),
    ),
    Row(
        pattern="do-not|never be|use|combine|mix|set|enable|provide|send|pass|specify|include",
        means=m.forbidden,
        example=Ex(
            text="Do not use with `references`.", row="mask", rules=("forbid: mask set, references set",)
        ),
    ),
    Row(
        pattern="A do-not|does-not support|allow|accept|permit B",
        means=m.forbidden,
        example=Ex(text="1080p does not support 10s.", rules=("forbid: resolution=1080p, duration=10s",)),
    ),
    Row(
        pattern="model|api|node|service|endpoint do-not|does-not support|allow|accept B",
        means=m.unsupported,
        example=Ex(
            text="The model does not support 10s with hdr.", rules=("forbid: duration=10s, hdr=true",)
        ),
    ),
    Row(
        pattern="[A] (do-not|does-not work / conflicts|conflict)",
        means=m.forbidden,
        example=Ex(text="Does not work with hdr.", row="loop", rules=("forbid: loop=true, hdr=true",)),
    ),
    Row(
        pattern="cannot-hold A",
        means=m.forbidden,
        example=Ex(
            text="When `hdr` is true, `resolution` must not be 540p.",
            rules=("forbid: resolution=540p, hdr=true",),
        ),
    ),
)
