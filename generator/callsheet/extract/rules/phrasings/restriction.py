"""What goes with nothing else."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
    Row(
        pattern="[A] [BE] only [ABLE|possible]",
        means=m.only,
        example=Ex(
            text="Only available with 5s duration.", row="loop", rules=("forbid: loop=true, duration!=5s",)
        ),
        more=(
            Ex(
                text="10 seconds is only available for 720p resolution.",
                row="duration",
                rules=("forbid: duration=10s, resolution!=720p",),
            ),
        ),
    ),
    Row(
        pattern="[A] [BE] ABLE only",
        means=m.only,
        example=Ex(text="hdr is supported only in `pro` mode.", rules=("forbid: hdr=true, mode!=pro",)),
    ),
    Row(
        pattern="[A] (can|may|must only be / can|may|must be) GIVEN only",
        means=m.only,
        example=Ex(
            text="loop can be enabled only when hdr is false.", rules=("forbid: loop=true, hdr=true",)
        ),
    ),
    Row(
        pattern="[A] can|may|must only be GIVEN",
        means=m.only,
        example=Ex(
            text='The `loop` parameter can only be enabled when `duration` is set to "5s".',
            rules=("forbid: loop=true, duration!=5s",),
        ),
    ),
    Row(
        pattern="[can|may|should|must] GIVE A only",
        means=m.only,
        example=Ex(text="Use `mask` only with `strength`.", rules=("forbid: mask set, strength unset",)),
    ),
    Row(
        pattern="only B supports|support|accepts|allows A",
        means=m.only,
        example=Ex(
            text="Only `pro` mode supports this parameter.",
            row="seed",
            rules=("forbid: seed set, mode!=pro",),
        ),
    ),
    Row(
        pattern="[A] [BE] [ABLE] for|in|with|on|by B only",
        means=m.only,
        example=Ex(text="Supported in `pro` mode only.", row="seed", rules=("forbid: seed set, mode!=pro",)),
        more=(Ex(text="hdr is for `pro` mode only.", rules=("forbid: hdr=true, mode!=pro",)),),
    ),
    Row(
        pattern="[A] (only works|work / works|work only)",
        means=m.only,
        example=Ex(text="Only works with `pro` mode.", row="hdr", rules=("forbid: hdr=true, mode!=pro",)),
    ),
    Row(
        pattern="[A] [BE] limited|restricted|exclusive",
        means=m.limited,
        example=Ex(text="hdr is restricted to 1080p.", rules=("forbid: hdr=true, resolution!=1080p",)),
    ),
    Row(
        pattern="[A] [BE] not ABLE for|in|with|on any|all|every [other] [KIND / G] except|but B",
        means=m.only,
        example=Ex(
            text="Not available for any mode except `pro`.", row="hdr", rules=("forbid: hdr=true, mode!=pro",)
        ),
    ),
    Row(
        pattern="[valid|allowed|supported|available|possible] values|options|choices [BE] [:] B",
        means=m.only_values,
        example=Ex(
            text="When `mode` is `fast`, allowed values: `540p`, `720p`.",
            row="resolution",
            rules=("forbid: mode=fast, resolution not in 540p|720p",),
        ),
    ),
    Row(
        pattern="[A] MUST be used|combined|paired|accompanied",
        means=m.only,
        example=Ex(
            text="Must be used with `mask`.", row="strength", rules=("forbid: strength set, mask unset",)
        ),
    ),
    Row(
        pattern="[A] (only supports|support|accepts|allows / supports|support|accepts|allows only) B",
        means=m.only_values,
        example=Ex(
            text="1080p supports only 5-second duration.", rules=("forbid: resolution=1080p, duration!=5s",)
        ),
    ),
    Row(
        pattern="A MUST be B",
        means=m.values_need,
        example=Ex(text="1080p clips must be 5s.", rules=("forbid: resolution=1080p, duration!=5s",)),
    ),
    Row(
        pattern="[A] can|may only be set to B",
        means=m.only_values,
        example=Ex(
            text="Without a mask the `resolution` can only be set to 540p or 720p.",
            rules=("forbid: mask unset, resolution not in 540p|720p",),
        ),
    ),
    Row(
        pattern="[must|can] [use] only B [BE ABLE / can|may be GIVEN]",
        means=m.only_values,
        example=Ex(
            text="Only 720p and 1080p are supported for hdr.",
            rules=("forbid: hdr=true, resolution not in 720p|1080p",),
        ),
    ),
    Row(
        pattern="[A] B only",
        means=m.only_values,
        example=Ex(
            text="High dynamic range (5s, 720p/1080p only).",
            row="hdr",
            rules=("forbid: hdr=true, duration!=5s", "forbid: hdr=true, resolution not in 720p|1080p"),
        ),
    ),
)
