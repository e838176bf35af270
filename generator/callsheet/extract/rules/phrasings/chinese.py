"""Chinese phrasings, with the words as they are segmented; a class is named by one of its words."""

from __future__ import annotations

from callsheet.extract.rules import meaning as m
from callsheet.extract.rules.phrasing import Example as Ex
from callsheet.extract.rules.phrasing import Phrasing as Row

CLASSES = {
    "不行": "不支持|不兼容|不允许|不可用|不适用|不可使用|不能使用|无法使用|禁止使用",
    "不得": "不能|不可|不可以|不得|无法|不允许|不支持|禁止|请勿|不要|不应|切勿",
    "仅": "仅|只|仅仅|只有|仅当|只能|仅能|只在|仅在|仅对|只对",
    "同": "与|和|跟|同|配合|搭配",
    "用": "使用|设置|传入|传|开启|存在|填写|提供|指定|出现|启用|上传|混用|共用|组合使用|生成",
    "共": "同时|一起|共同|同步|一同",
    "时": "时|下|中|后|的情况下|情况下|场景|场景下|模式下|条件下|时才|才",
    "可": "支持|可用|可设置|可以使用|可使用|允许|能使用",
    "效": "有效|生效|起作用|使用|会使用|适用",
    "失": "无效|不生效|忽略|被忽略|失效|不起作用|无需填写|不会生效|无需设置|不作用",
    "必": "必填|必传|必选|必须|必需|不能为空|不可为空|必填项|必选项|必须设置|必须提供|必须填写|必须传入",
    "须": "必须提供|必须传入|必须填写|必须设置|需要提供|需提供|需传入|需要传入|需要设置|必须|需要|需|须|应|要求|依赖",
    "择": "二选一|三选一|四选一|多选一|任选其一",
    "只需": "只需要|只需|仅需|仅需要|只需提供|仅需提供",
    "超": "超过|大于|超出|多于|高于",
}

ROWS = (
    Row(
        pattern="A 不得 共 用",
        means=m.exclusive_alone,
        example=Ex(text="`seed` 和 `mask` 不能同时使用", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="不得 共 用",
        means=m.forbidden,
        example=Ex(text="使用 `mask` 时不可同时传入", row="seed", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[A] 同 B 择|互斥 [,] 不得 共 为空|空 [, [也] 不得 共 有值|用]",
        means=m.one_of_both,
        example=Ex(
            text="与 `mask` 二选一，不能同时为空，也不能同时有值。",
            row="seed",
            rules=("forbid: count(seed, mask)<1", "forbid: seed set, mask set"),
        ),
    ),
    Row(
        pattern="A [仅] 互斥|择|不可兼得",
        means=m.exclusive,
        example=Ex(text="`seed` 与 `mask` 互斥", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[A] 同|、 B [仅] 互斥|择|不可兼得",
        means=m.forbidden,
        example=Ex(text="与 `mask` 互斥", row="seed", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[A] 同|、 B (须|必 择 / 择 须|必)",
        means=m.one_of_both,
        example=Ex(
            text="与 `mask` 二选一必填",
            row="seed",
            rules=("forbid: count(seed, mask)<1", "forbid: seed set, mask set"),
        ),
    ),
    Row(
        pattern="A (须|必 择 / 择 [,] (须|必 / 至少 [须] [用] 其一|一个|一项|一种))",
        means=m.exactly_one,
        example=Ex(
            text="`seed`、`mask` 必须二选一",
            rules=("forbid: count(seed, mask)<1", "forbid: seed set, mask set"),
        ),
        more=(
            Ex(
                text="`seed`、`mask`、`audio_url` 三选一，至少提供其一",
                rules=(
                    "forbid: count(seed, mask, audio_url)<1",
                    "forbid: count(seed, mask, audio_url)>1",
                ),
            ),
        ),
    ),
    Row(
        pattern="[A] 不得 同 B [共] 用",
        means=m.forbidden,
        example=Ex(text="不能与 `mask` 同时使用", row="seed", rules=("forbid: seed set, mask set",)),
    ),
    Row(
        pattern="[A] 同 B (不得 [共] 用 / 不行)",
        means=m.forbidden,
        example=Ex(text="与 `mask` 不能同时使用", row="seed", rules=("forbid: seed set, mask set",)),
        more=(Ex(text="与 `mask` 不兼容", row="seed", rules=("forbid: seed set, mask set",)),),
    ),
    Row(
        pattern="(不得 用 / 不行) B",
        means=m.unsupported,
        example=Ex(
            text="如果选择了 1080p，则无法生成 10 秒的视频", rules=("forbid: duration=10s, resolution=1080p",)
        ),
    ),
    Row(
        pattern="A 不行 以下|下列|如下 [...] : B",
        means=m.forbidden,
        example=Ex(
            text="1080p 不支持以下时长：5s、10s", rules=("forbid: resolution=1080p, duration in 5s|10s",)
        ),
    ),
    Row(
        pattern="[A] 不行 [B]",
        means=m.forbidden,
        example=Ex(text="`1080p` 不支持 `10s`", rules=("forbid: resolution=1080p, duration=10s",)),
        more=(Ex(text="当 `hdr` 为 true 时，不支持 `loop`", rules=("forbid: loop=true, hdr=true",)),),
    ),
    Row(
        pattern="cannot-hold A",
        means=m.forbidden,
        example=Ex(
            text="当 `hdr` 为 true 时，`resolution` 不能为 `540p`",
            rules=("forbid: resolution=540p, hdr=true",),
        ),
    ),
    Row(
        pattern="[须] [至少] [用] A [其中] 之一|一个|一项|其一|中的一个|任一|中的一项",
        means=m.at_least_one,
        example=Ex(text="必须提供 `seed` 或 `mask` 之一", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="A 至少 [须] [用] 一个|一项|一种|其一|之一|其中之一|择",
        means=m.at_least_one,
        example=Ex(text="`seed` 和 `mask` 至少提供一个", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="至少 [须] [用] A",
        means=m.one_or_other,
        example=Ex(text="至少需要提供 `seed` 或 `mask`", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="A 须 共 用",
        means=m.together,
        example=Ex(
            text="`width` 和 `height` 必须同时设置",
            rules=("forbid: width set, height unset", "forbid: height set, width unset"),
        ),
    ),
    Row(
        pattern="[A] 仅 支持 [:] B",
        means=m.only_values,
        example=Ex(text="`1080p` 仅支持 `5s`", rules=("forbid: resolution=1080p, duration!=5s",)),
        more=(
            Ex(
                text="`hdr` 为 true 时，仅支持 `720p` 和 `1080p`",
                rules=("forbid: hdr=true, resolution not in 720p|1080p",),
            ),
        ),
    ),
    Row(
        pattern="[A] 仅 [在|当|对|于|支持] B [时] 可",
        means=m.only,
        example=Ex(text="`loop` 仅在 `5s` 时支持", rules=("forbid: loop=true, duration!=5s",)),
    ),
    Row(
        pattern="仅 B (支持 / [才] 可 [用]) [A]",
        means=m.only,
        example=Ex(text="仅 `pro` 支持该参数", row="hdr", rules=("forbid: hdr=true, mode!=pro",)),
        more=(
            Ex(
                text="只有pro和turbo的模型才可使用",
                row="seed",
                rules=("forbid: seed set, mode not in pro|turbo",),
            ),
        ),
    ),
    Row(
        pattern="[A] B 专用|独有|专属",
        means=m.only,
        example=Ex(text="`turbo` 模式专用", row="seed", rules=("forbid: seed set, mode!=turbo",)),
    ),
    Row(
        pattern="A 须 [用] [其中] 之一|一个|其一|一项|其中之一|其中一个",
        means=m.at_least_one,
        example=Ex(text="`seed` 和 `mask` 必须提供其中一个", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="[A] [二者|两者] 不得 共 为空|空",
        means=m.at_least_one,
        example=Ex(text="`seed` 和 `mask` 不能同时为空", rules=("forbid: count(seed, mask)<1",)),
    ),
    Row(
        pattern="可选|可选值|取值|可选范围 [为|是] [:] B",
        means=m.only_values,
        example=Ex(
            text="当 `mode` 为 `fast` 时可选：`540p`、`720p`",
            row="resolution",
            rules=("forbid: mode=fast, resolution not in 540p|720p",),
        ),
    ),
)
