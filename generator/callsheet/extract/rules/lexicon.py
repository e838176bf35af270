"""The closed word classes of operands: what may stand around a name or value without changing what it means."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """``words("a an the")``: a class of words, written as one line is read."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """``phrases("is | set to")``: phrases of words, between bars."""
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


FILLER = words(
    "a an the your its their please also currently simply just automatically always explicitly still yet then however "
    "therefore additionally furthermore generally typically usually you "
    "请 其中 了 那么 目前 暂 暂时 则 此时 将 会 被 都 均 也 进行 相关 所有 的 参考 数量 输入"
)
"""Dropped wherever they stand."""

CHANGED = words("set switched changed adjusted forced reset")
"""After "automatically": the gateway takes a value of its own."""

SUBJECTS = words(
    "this-parameter this-field this-input this-option this-value this-setting this-property this-flag this-feature this-argument "
    "it 该参数 本参数 此参数 当前参数 该字段 此字段 本字段 该选项 此选项 该值"
)
"""The row's own parameter."""
THIS = words(
    "is are was can cannot may must should requires needs overrides ignores replaces only works applies takes has does "
    "do not conflicts supports accepts or"
)
"""After "this" alone, these say that it is the row's own parameter."""
CHOSEN = words("this-option this-mode this-value this-style this-type")
"""With "is selected" after it: the value at the head of the bullet."""

HEADS = words(
    "parameter option field setting value flag switch input mode model image video output file url property argument "
    "clip generation picture array list 参数 字段 选项 图片 视频 音频 模式 格式 模型 功能"
)
"""Nouns after a name or value that add nothing."""

KINDS = words("parameter option field setting input property argument")
"""Nouns of all parameters, before a list of names in code too: "the parameters `a` and `b`"."""
MEASURES = words("resolution ratio quality duration size 时长 分辨率 清晰度 画质 规格")
"""Nouns after a value that say what it is one of."""
MEASURED = words("duration length size width height resolution ratio")
"""What a file has too."""
LINKING = words("is are be was were being been")
VERBS = words(
    "is are was cannot can does do must may requires require needs need supports should has have overrides takes "
    "replaces supersedes ignores"
)
"""After a comma and an item, where one was said before, these open a clause of their own: "with 5s, 1080p does not support …"."""
GIVEN = words(
    "set provided given specified present supplied used passed included enabled active on true selected defined "
    "uploaded attached connected sent chosen turned non-empty activated populated "
    "设置 传入 提供 有值 开启 启用 使用 填写 指定 不为空 非空 存在 上传 打开"
)
MISSING = words(
    "unset empty omitted missing absent disabled off false blank null none unspecified "
    "为空 未设置 未传 未传入 不传 未提供 未指定 关闭 未填写 不填 未使用 缺省 未开启 不设置 空"
)
TAKING = words(
    "using enabling providing setting specifying passing supplying including selecting choosing uploading "
    "开启 启用 使用 传入 传递 传 设置 提供 指定 上传 有 选择 选 选取 打开 存在 填写"
)
"""Before a name: "when using X", "开启 X 后"."""
TAKE = words("use enable connect provide set specify pass supply include select choose upload give send")
"""As TAKING, and only where a guard opens: "if you set X to v"."""
NONE = words("no neither")
"""Before names: none of them is there."""
LACKING = words("non disabling omitting 无 没有 未使用 未传入 未设置 未提供 不传 不使用 未上传")
"""The opposite of TAKING."""

EQUALS = phrases(
    "= | == | : | is | are | equals | equal to | is set to | are set to | set to | is equal to | of | is one of | as | "
    "is either | to be | to be set to | to be one of | is configured as | is configured to | "
    "为 | 是 | 等于 | 设置为 | 设为 | 取值为 | 选择 | 值为 | 传 | 传入 | 选"
)
DIFFERS = phrases(
    "!= | ≠ | is not | are not | isn't | is not set to | is other than | other than | is anything other than | "
    "is neither | not | not set to | is not one of | is any value other than | 不为 | 不是 | 不等于 | 非"
)
ABOVE = phrases(
    "> | is greater than | greater than | is above | above | is more than | more than | is longer than | longer than | "
    "exceeds | exceed | is larger than | larger than | over | is higher than | higher than | 大于 | 超过 | 高于"
)
BELOW = phrases(
    "< | is less than | less than | is below | below | under | is shorter than | shorter than | fewer than | "
    "is lower than | lower than | is smaller than | 小于 | 低于 | 少于"
)

AND = words("and & + plus 和 与 以及 及 且 并且")
OR = words("or / nor and/or | 、 或 或者")

ACCESS = words(
    "access plan plans subscription subscriptions tier tiers subscriber subscribers account accounts entitlement "
    "permission permissions membership"
)
"""What an account has, or is."""

WHOLE = words(
    "中文 英文 时长 时间 时刻 以下 下载 下列 如下 后续 其中 当前 对应 对话 对象 为了 因为 非常 是否 有效期 有关 只读 空间 大小 开关 "
    "注意事项 否则 备注 提示 说明 注意 使用者 与否 不同 中心 期间 中间 即时 实时 及其 后缀 此外 上下文"
)
"""Chinese words that hold one of the others by chance, and must not be parted there."""

_CLASSES = (WHOLE, FILLER, SUBJECTS, HEADS, GIVEN, MISSING, TAKING, LACKING, AND, OR)
_PHRASES = (EQUALS, DIFFERS, ABOVE, BELOW)
CHINESE = frozenset(
    word
    for group in (*_CLASSES, *({one for phrase in table for one in phrase} for table in _PHRASES))
    for word in group
    if word[0] >= "\u3400"
)
"""All Chinese words above, to part a run of characters by."""
