"""Chinese phrasings of needs, effects and numbers; the classes are those of ``chinese.py``."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

ROWS = (
    Row(
        pattern="[A] 须 同 B [共] [用]",
        means=m.requires,
        example=Ex(text="须与 `mask` 同步填写", row="seed", rules=("forbid: seed set, mask unset",)),
    ),
    Row(
        pattern="[A] 仅 同 B [同|共] 用",
        means=m.requires,
        example=Ex(text="仅与 `mask` 配合使用", row="seed", rules=("forbid: seed set, mask unset",)),
    ),
    Row(
        pattern="[A] 仅 [在|当|对|于|适用于|用于] B [时] 效",
        means=m.only_used,
        example=Ex(text="该参数仅对 `turbo` 模式生效", row="seed", rules=("ignored seed: mode!=turbo",)),
        more=(
            Ex(
                text="仅当 `style` 为 `Custom` 时有效",
                row="style_text",
                rules=("ignored style_text: style!=Custom",),
            ),
        ),
    ),
    Row(
        pattern="[A] 仅 适用于|用于 B [时]",
        means=m.only_used,
        example=Ex(text="仅适用于 `turbo` 模式", row="seed", rules=("ignored seed: mode!=turbo",)),
    ),
    Row(
        pattern="[A] 失",
        means=m.ignored,
        example=Ex(
            text="传入 `audio_url` 时，该参数无效", row="duration", rules=("ignored duration: audio_url set",)
        ),
    ),
    Row(
        pattern="[A] [才] 效",
        means=m.used_where,
        example=Ex(text="当 `mode` 为 `turbo` 时生效", row="seed", rules=("ignored seed: mode!=turbo",)),
    ),
    Row(
        pattern="优先 [用] A",
        means=m.prevails,
        example=Ex(text="若同时传入 `seed` 和 `mask`，优先使用 `mask`", rules=("ignored seed: mask set",)),
    ),
    Row(
        pattern="忽略 B",
        means=m.replaced,
        example=Ex(text="当 `mode` 为 `fast` 时，忽略 `seed`", rules=("ignored seed: mode=fast",)),
    ),
    Row(
        pattern="[A] 优先|优先级 于|高于 B",
        means=m.overrides,
        example=Ex(text="优先级高于 `seed`", row="mask", rules=("ignored seed: mask set",)),
    ),
    Row(
        pattern="[参数] 优先级 [:] A > B",
        means=m.outranks,
        example=Ex(text="参数优先级：mask > seed", rules=("ignored seed: mask set",)),
    ),
    Row(
        pattern="[A] 优先级 低于 B",
        means=m.yields,
        example=Ex(text="优先级低于 `mask`", row="seed", rules=("ignored seed: mask set",)),
    ),
    Row(
        pattern="只需 [用] A",
        means=m.must_hold,
        example=Ex(
            text="如果 `hdr` 为 `true`：只需要 `seed` 和 `mask`",
            rules=("forbid: hdr=true, seed unset", "forbid: hdr=true, mask unset"),
        ),
    ),
    Row(
        pattern="[A] [为|是] 必 [用]",
        means=m.must_hold,
        example=Ex(
            text="当 `style` 为 `Custom` 时必填",
            row="style_text",
            rules=("forbid: style=Custom, style_text unset",),
        ),
    ),
    Row(
        pattern="须|必 [用] A",
        means=m.must_hold,
        example=Ex(text="`mode` 为 `turbo` 时，必须提供 `seed`", rules=("forbid: mode=turbo, seed unset",)),
    ),
    Row(
        pattern="[A] 须 [先|共] [用] B",
        means=m.requires,
        example=Ex(text="需要开启 `hdr`", row="loop", rules=("forbid: loop=true, hdr!=true",)),
    ),
    Row(
        pattern="must-hold A",
        means=m.must_hold,
        example=Ex(
            text="如果 `hdr` 为 true，`resolution` 必须为 `720p` 或 `1080p`",
            rules=("forbid: hdr=true, resolution not in 720p|1080p",),
        ),
    ),
    Row(
        pattern="forced-hold A",
        means=m.forced,
        example=Ex(text="开启 `hdr` 后，`duration` 会被设置为 `5s`", rules=("forced duration=5s: hdr=true",)),
    ),
    Row(
        pattern="A [数量] 之和|总和|总数 不得 超 N",
        means=m.at_most_in_all,
        example=Ex(
            text="`references` 和 `sounds` 数量之和不得超过 4",
            rules=("forbid: sum(items(references), items(sounds))>4",),
        ),
    ),
    Row(
        pattern="A 不得 超 B",
        means=m.at_most,
        example=Ex(text="`min_scale` 不能大于 `max_scale`", rules=("forbid: min_scale>max_scale",)),
    ),
    Row(
        pattern="[A] 须 小于|低于|早于 B",
        means=m.below,
        example=Ex(text="`min_scale` 必须小于 `max_scale`", rules=("forbid: min_scale>=max_scale",)),
    ),
    Row(
        pattern="[A] 须 大于|高于|晚于 B",
        means=m.above,
        example=Ex(text="必须大于 `min_scale`", row="max_scale", rules=("forbid: max_scale<=min_scale",)),
    ),
    Row(
        pattern="[A] <=|≤ N [个|张|段|条]",
        means=m.at_most_items,
        example=Ex(
            text="有 `mask` 时，数量 ≤ 3", row="references", rules=("forbid: mask set, items(references)>3",)
        ),
    ),
    Row(
        pattern="[A] 最多|至多 [支持|传入|上传|可] N [个|张|段|条]",
        means=m.at_most_items,
        example=Ex(
            text="`mode` 为 `fast` 时最多 3 张",
            row="references",
            rules=("forbid: mode=fast, items(references)>3",),
        ),
    ),
)
