"""The table of English phrasings: one row each, tried in order. To add one, add a row with an example.

Articles, possessives and words like "also" or "currently" are dropped before; "can not", "must not" and "may not"
read as "cannot", "will be" as "is". Guards ("when …", "with …", "for …", "unless …") are read off both ends.
"""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

CLASSES = {
    "BE": "is|are|be",
    "ABLE": "supported|available|allowed|compatible|permitted|accepted|valid|possible|offered|usable|combinable",
    "UNABLE": "unsupported|unavailable|incompatible|disallowed|prohibited|forbidden|rejected|refused|invalid|excluded",
    "GIVEN": "used|set|enabled|specified|provided|passed|supplied|given|sent|included|selected|present|defined|"
    "combined|mixed|paired|applied|activated|chosen|turned-on|submitted",
    "GIVE": "provide|specify|set|supply|pass|include|use|upload|give|send|choose|select|define|enable",
    "NEEDED": "required|mandatory|needed|necessary|compulsory",
    "TOGETHER": "together|simultaneously|at-same-time|at-once|in-same-request",
    "LOST": "ignored|disregarded|overridden|discarded|unused|bypassed|inactive|skipped|ineffective|irrelevant|dropped",
    "HEEDED": "used|applied|effective|applicable|relevant|considered|active|honored|honoured|respected|meaningful|"
    "read|evaluated|in-effect",
    "HEEDS": "applies|apply|affects|matters|takes-effect|take-effect|has-effect|have-effect",
    "MUST": "must|should-always|need-to|needs-to|have-to|has-to",
    "THING": "image|images|item|items|element|elements|video|videos|file|files|reference|references|entry|entries",
}

ROWS = (
    # -- does not go with ----------------------------------------------------------------------------------------
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
        pattern="[A] [BE] UNABLE",
        means=m.forbidden,
        example=Ex(text="Incompatible with loop.", row="hdr", rules=("forbid: hdr=true, loop=true",)),
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
        pattern="A cannot be combined|mixed",
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
        pattern="cannot|do-not|never GIVE|combine|mix A [TOGETHER]",
        means=m.exclusive,
        example=Ex(text="You cannot combine `hdr` with `loop`.", rules=("forbid: hdr=true, loop=true",)),
    ),
    Row(
        pattern="do-not|never be|use|combine|mix|set|enable|provide",
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
    # -- one of several ------------------------------------------------------------------------------------------
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
        pattern="(only-one-of / at-most-one-of / no-more-than-one-of) A [can|may|should BE GIVEN / BE ABLE]",
        means=m.exclusive,
        example=Ex(text="Only one of seed or mask may be provided.", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="GIVE (only-one-of / at-most-one-of) A",
        means=m.exclusive,
        example=Ex(text="Use only one of seed and mask.", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[MUST] [GIVE] [either] A [, ] [but] not both",
        means=m.exclusive,
        example=Ex(text="Use either seed or mask, but not both.", rules=("forbid: seed set, mask set",)),
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
        pattern="(MUST GIVE / GIVE) at-least-one-of A",
        means=m.at_least_one,
        example=Ex(
            text="You must provide at least one of seed, mask.", rules=("forbid: count(seed, mask)<1",)
        ),
    ),
    Row(
        pattern="A MUST be GIVEN TOGETHER",
        means=m.together,
        example=Ex(
            text="width and height must be set together.",
            rules=("forbid: width set, height unset", "forbid: height set, width unset"),
        ),
    ),
    # -- goes with nothing but -----------------------------------------------------------------------------------
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
        pattern="[A] (only works|work / works|work only)",
        means=m.only,
        example=Ex(text="Only works with `pro` mode.", row="hdr", rules=("forbid: hdr=true, mode!=pro",)),
    ),
    Row(
        pattern="[A] [BE] limited|restricted|exclusive",
        means=m.only,
        example=Ex(text="hdr is restricted to 1080p.", rules=("forbid: hdr=true, resolution!=1080p",)),
    ),
    Row(
        pattern="[A] MUST be used|combined|paired|accompanied",
        means=m.accompanied,
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
        pattern="[you] [must|can] [use] only B [BE ABLE / can|may be GIVEN]",
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
    # -- needs ---------------------------------------------------------------------------------------------------
    Row(
        pattern="[A] requires|require|needs|need|necessitates [use of] B",
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
        pattern="(at-least-one-of / one-of / either) A BE NEEDED",
        means=m.at_least_one,
        example=Ex(text="One of seed or mask is required.", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="[A] [BE] [also] NEEDED [only]",
        means=m.required,
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
        means=m.required,
        example=Ex(
            text="When `mode` is `turbo`, `seed` must be provided.", rules=("forbid: mode=turbo, seed unset",)
        ),
    ),
    Row(
        pattern="[you] MUST [also] GIVE A",
        means=m.required,
        example=Ex(
            text="When using `turbo` mode, you must provide the `mask` image.",
            rules=("forbid: mode=turbo, mask unset",),
        ),
    ),
    Row(
        pattern="[you] MUST A",
        means=m.must_hold,
        example=Ex(
            text="If you set `hdr` to true, you must also set `resolution` to 1080p.",
            rules=("forbid: hdr=true, resolution!=1080p",),
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
    # -- does nothing --------------------------------------------------------------------------------------------
    Row(
        pattern="[A] [BE] only HEEDED",
        means=m.only_used,
        example=Ex(
            text="Only used when `style` is `Custom`.",
            row="style_text",
            rules=("ignored style_text: style!=Custom",),
        ),
    ),
    Row(
        pattern="[A] [BE] HEEDED only",
        means=m.only_used,
        example=Ex(
            text="Applied only when `hdr` is true.", row="strength", rules=("ignored strength: hdr!=true",)
        ),
    ),
    Row(
        pattern="[A] (only HEEDS / HEEDS only)",
        means=m.only_used,
        example=Ex(text="Only applies to `turbo` mode.", row="seed", rules=("ignored seed: mode!=turbo",)),
    ),
    Row(
        pattern="[A] [BE] LOST",
        means=m.ignored,
        example=Ex(
            text="Ignored when an audio is provided.",
            row="duration",
            rules=("ignored duration: audio_url set",),
        ),
        more=(
            Ex(
                text="`width` and `height` are ignored if `resolution` is set.",
                rules=("ignored width: resolution set", "ignored height: resolution set"),
            ),
        ),
    ),
    Row(
        pattern="[A] [BE] not HEEDED|GIVEN",
        means=m.ignored,
        example=Ex(text="`seed` is not used when `mode` is `fast`.", rules=("ignored seed: mode=fast",)),
    ),
    Row(
        pattern="[A] (has|have no effect|impact|influence / does-not|do-not take-effect|apply|matter / does-not|do-not have effect)",
        means=m.ignored,
        example=Ex(
            text="Has no effect without `mask`.", row="strength", rules=("ignored strength: mask unset",)
        ),
    ),
    Row(
        pattern="[A] (overrides|override|supersedes|replaces / takes|take|has precedence|priority over) B [when|if both are GIVEN]",
        means=m.overrides,
        example=Ex(
            text="Takes precedence over `seed` if both are provided.",
            row="mask",
            rules=("ignored seed: mask set",),
        ),
    ),
    Row(
        pattern="A (takes|take|has precedence|priority / prevails|wins / BE used)",
        means=m.prevails,
        example=Ex(
            text="If both seed and mask are given, mask takes precedence.", rules=("ignored seed: mask set",)
        ),
    ),
    Row(
        pattern="use ... instead-of B",
        means=m.replaced,
        example=Ex(
            text="When true and a mask is provided, use the shape of the mask instead of the width parameter.",
            row="hdr",
            rules=("ignored width: hdr=true, mask set",),
        ),
    ),
    Row(
        pattern="forced-hold A",
        means=m.forced,
        example=Ex(text="When hdr is on, duration is forced to 5s.", rules=("forced duration=5s: hdr=true",)),
    ),
    # -- numbers -------------------------------------------------------------------------------------------------
    Row(
        pattern="[A] MUST be (less|smaller|lower|shorter|fewer than / below) B",
        means=m.below,
        example=Ex(text="min_scale must be less than max_scale.", rules=("forbid: min_scale>=max_scale",)),
    ),
    Row(
        pattern="[A] (cannot exceed / cannot be greater|larger|more|higher|longer than / MUST be less than or equal to) B",
        means=m.at_most,
        example=Ex(text="min_scale must not exceed max_scale.", rules=("forbid: min_scale>max_scale",)),
    ),
    Row(
        pattern="[A] MUST be (greater|larger|more|higher|longer than / above) B",
        means=m.above,
        example=Ex(
            text="Must be greater than `min_scale`.", row="max_scale", rules=("forbid: max_scale<=min_scale",)
        ),
    ),
    Row(
        pattern="[A] (cannot be less|smaller|lower than / MUST be greater than or equal to / MUST be at-least) B",
        means=m.at_least,
        example=Ex(text="max_scale cannot be less than min_scale.", rules=("forbid: max_scale<min_scale",)),
    ),
    Row(
        pattern="[A] MUST (equal|match / be equal|identical to / be same as) B",
        means=m.equal,
        example=Ex(text="width must equal height.", rules=("forbid: width!=height",)),
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
        pattern="[node|request|call|api|it] (returns|raises|return error|errors|exception / is rejected / fails|fail)",
        means=m.refused,
        example=Ex(
            text='If you set `duration` to "10s" and enable `loop`, the request fails.',
            rules=("forbid: duration=10s, loop=true",),
        ),
    ),
)
