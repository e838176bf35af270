"""What does nothing, or is changed on the way."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
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
        pattern="[A] [BE] applied|effective|applicable|relevant|considered|active|honored|respected|evaluated for|in|with|on B only",
        means=m.only_used,
        example=Ex(text="Applied in `turbo` mode only.", row="seed", rules=("ignored seed: mode!=turbo",)),
    ),
    Row(
        pattern="[A] takes-effect|take-effect",
        means=m.only_used,
        example=Ex(
            text="Takes effect when `mode` is `turbo`.", row="seed", rules=("ignored seed: mode!=turbo",)
        ),
    ),
    Row(
        pattern="[A] [BE] LOST for|in|with any|all|every [other] [KIND / G] except|but B",
        means=m.only_used,
        example=Ex(
            text="Ignored for any mode except `turbo`.", row="seed", rules=("ignored seed: mode!=turbo",)
        ),
    ),
    Row(
        pattern="[A] [BE] [hidden|disabled|off and|or] LOST",
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
        pattern="[A] [BE] [hidden|disabled|off and] not HEEDED|GIVEN",
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
        pattern="[A] (overrides|override|supersedes|replaces|ignores / takes|take|has precedence|priority over) B [when|if both are GIVEN]",
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
)
