"""Cells as pages write them, and the one fact that each must give."""

import pytest

from callsheet.extract.entry import Entry
from callsheet.extract.interpret import interpret
from callsheet.layers.place import Place

STRING, INTEGER, NUMBER, ARRAY, ENUM = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "string[]"},
    {"type": "enum"},
)

CASES = [
    # enums
    (STRING | {"description": "Size. One of: 540p, 720p, 1080p."}, {"enum": ("540p", "720p", "1080p")}),
    (STRING | {"description": 'Options: `"720p"`, `"1080p"`'}, {"enum": ("720p", "1080p")}),
    (STRING | {"description": "Available options:\n`5`,\n`10`"}, {"enum": ("5", "10")}),
    (STRING | {"description": "Output format. Accepts `png` or `jpeg`."}, {"enum": ("png", "jpeg")}),
    (STRING | {"description": "Must be either `soft` or `hard`."}, {"enum": ("soft", "hard")}),
    (STRING | {"description": 'Choose between "low" and "high".'}, {"enum": ("low", "high")}),
    (
        STRING | {"description": "Supported resolutions: 720p, 1080p, and 4k."},
        {"enum": ("720p", "1080p", "4k")},
    ),
    (STRING | {"description": "The mode to use (`fast` | `fine`)"}, {"enum": ("fast", "fine")}),
    (
        STRING | {"description": "Possible values are: 'a1', 'b2' (default: 'a1')"},
        {"enum": ("a1", "b2"), "default": "a1"},
    ),
    (STRING | {"description": "Ratio: “16:9”, “9:16”"}, {"enum": ("16:9", "9:16")}),
    (STRING | {"description": "Styles such as `noir`, `pop`."}, {"enum": None}),
    (STRING | {"description": "Styles, e.g. `noir`, `pop`, and more."}, {"enum": None}),
    (STRING | {"description": "One of: noir, pop, etc."}, {"enum": None}),
    (STRING | {"description": "Set to `true` in tests, then `b`."}, {"enum": None}),
    (STRING | {"values": "`a_1`, `a_2`"}, {"enum": ("a_1", "a_2")}),
    (STRING | {"values": "mp3 | wav | pcm"}, {"enum": ("mp3", "wav", "pcm")}),
    (STRING | {"range": "480p, 720p"}, {"enum": ("480p", "720p")}),
    (STRING | {"range": '`"a"`\n`"b c"`'}, {"enum": ("a", "b c")}),
    (INTEGER | {"range": "5, 10"}, {"enum": (5, 10)}),
    (NUMBER | {"description": "Seconds: 5 or 9"}, {"enum": (5, 9)}),
    (
        ENUM | {"description": "5s or 10s (a 10s clip is two blocks)"},
        {"enum": ("5s", "10s"), "type": "string"},
    ),
    (ENUM | {"description": "16000, 24000"}, {"enum": (16000, 24000), "type": "integer"}),
    ({"type": "COMBO", "range": '"8000"\n"16000"'}, {"enum": ("8000", "16000"), "type": "string"}),
    ({"type": '"5" | "10"'}, {"enum": ("5", "10"), "type": "string"}),
    (
        {"type": "enum<string>", "description": "可选值：`std`、`pro`，默认为 `pro`"},
        {"enum": ("std", "pro"), "default": "pro"},
    ),
    (STRING | {"description": '参数范围 `["a", "b"]`'}, {"enum": ("a", "b")}),
    (STRING | {"description": "可选范围：\n`x-1`\n`x-2`"}, {"enum": ("x-1", "x-2")}),
    (ARRAY | {"values": "`a_1`, `b_2`"}, {"enum": ("a_1", "b_2"), "type": "array"}),
    ({"type": "boolean", "range": "True/False (default: False)"}, {"enum": None, "default": False}),
    (
        STRING
        | {"description": "Mode. * `one` - First. * `two` - Second. If so, then `other` must be `x` or `y`."},
        {"enum": ("one", "two")},
    ),
    (STRING | {"description": "Possible values:"}, {"enum": None, "lost": ("enum",)}),
    (STRING | {"values": ""}, {"lost": ("enum",)}),
    (STRING | {"description": "480p, 720p"}, {"enum": ("480p", "720p")}),
    (STRING | {"description": "`16:9`, `9:16`"}, {"enum": ("16:9", "9:16")}),
    (STRING | {"description": "Fast, but rough"}, {"enum": None}),
    # defaults
    (INTEGER | {"default": "`5`"}, {"default": 5}),
    (STRING | {"default": "5"}, {"default": "5"}),
    (STRING | {"default": '"720p"'}, {"default": "720p"}),
    (STRING | {"default": "—"}, {"default": None}),
    (STRING | {"default": "N/A"}, {"default": None}),
    (STRING | {"default": '""'}, {"default": ""}),
    (STRING | {"default": "`720p` (recommended)"}, {"default": "720p"}),
    (STRING | {"default": "model default"}, {"default": None}),
    (STRING | {"default": "none", "values": "`none`, `soft`"}, {"default": "none"}),
    ({"type": "boolean", "default": "False"}, {"default": False}),
    (ARRAY | {"default": "[]"}, {"default": []}),
    (STRING | {"description": 'Size (default: "720p").'}, {"default": "720p"}),
    (STRING | {"description": "Size. Defaults to 16:9; set to match."}, {"default": "16:9"}),
    (STRING | {"description": "Kind. Default is png."}, {"default": "png"}),
    (INTEGER | {"description": "Count. If not specified, defaults to `1`."}, {"default": 1}),
    (STRING | {"description": "By default, it is match_input"}, {"default": "match_input"}),
    (STRING | {"description": "What (default: empty string)."}, {"default": ""}),
    (STRING | {"description": "Where to save (defaults to current directory)"}, {"default": None}),
    (INTEGER | {"description": "Seed. Random by default."}, {"default": None}),
    (INTEGER | {"description": "时长，默认值为 5"}, {"default": 5}),
    (
        INTEGER | {"description": "Largeur, par défaut 848, minimum 16, maximum 4096"},
        {"default": 848, "min": 16, "max": 4096},
    ),
    # bounds
    (INTEGER | {"description": "Steps. Range: 1 – 50."}, {"min": 1, "max": 50}),
    (INTEGER | {"description": "Seconds (1-10)."}, {"min": 1, "max": 10}),
    (NUMBER | {"description": "Blur from 0 to 1. More is softer."}, {"min": 0, "max": 1}),
    (NUMBER | {"description": "Must be between 0.5 and 2.0"}, {"min": 0.5, "max": 2.0}),
    (INTEGER | {"range": "-1 ~ 2147483647"}, {"min": -1, "max": 2147483647}),
    (INTEGER | {"range": "0 to 4,294,967,295"}, {"min": 0, "max": 4294967295}),
    (NUMBER | {"range": "min 0.01, max 2000"}, {"min": 0.01, "max": 2000}),
    (INTEGER | {"range": ">= 1"}, {"min": 1, "max": None}),
    (NUMBER | {"range": "≤ 20"}, {"min": None, "max": 20}),
    (INTEGER | {"description": "范围 `[-12,12]`，默认值为 `0`"}, {"min": -12, "max": 12, "default": 0}),
    (
        INTEGER | {"description": "Pixels, 512 to 2048, multiple of 32."},
        {"min": 512, "max": 2048, "step": 32},
    ),
    (INTEGER | {"min": "1", "max": "64"}, {"min": 1, "max": 64}),
    (INTEGER | {"description": "Up to 10 for `pro`."}, {"max": None}),
    (INTEGER | {"description": "Costs 2x at 1080p."}, {"min": None, "max": None}),
    (NUMBER | {"range": "(0, 1]."}, {"above": 0, "min": None, "max": 1, "enum": None}),
    (NUMBER | {"description": "Must be greater than 0."}, {"above": 0, "min": None}),
    (NUMBER | {"description": "Less than 2.5."}, {"below": 2.5, "max": None}),
    (INTEGER | {"description": "Must be greater than 0."}, {"above": None, "min": 1}),
    (INTEGER | {"range": "[1, 4]"}, {"min": 1, "max": 4, "enum": None}),
    # lists without blanks, of one value, and of what is no list
    (INTEGER | {"description": "时长，可选值为5或10。"}, {"enum": (5, 10)}),
    (STRING | {"description": "清晰度，可选值为540p和720p"}, {"enum": ("540p", "720p")}),
    (STRING | {"description": "接口类型，此处为 `img2clip`"}, {"enum": ("img2clip",)}),
    (STRING | {"description": "Always `v2`."}, {"enum": ("v2",)}),
    (STRING | {"description": "Always `v2` when looping."}, {"enum": None}),
    (STRING | {"description": "音色，可选枚举值参考列表：新列表\n注：旧版不支持"}, {"enum": None}),
    (
        {"type": "LengthEnum", "values": "`6`, `8`", "description": 'Seconds. Default value: "6"'},
        {"type": "integer", "enum": (6, 8)},
    ),
    (
        {"type": "DYNAMIC_COMBO", "values": '`"off"`, `"1 part"`'},
        {"type": "string", "enum": ("off", "1 part")},
    ),
    # lengths and counts
    (STRING | {"range": "1-3500 characters"}, {"min_length": 1, "max_length": 3500}),
    (STRING | {"description": "What to show, 1–6000 characters"}, {"min_length": 1, "max_length": 6000}),
    (STRING | {"description": "Must contain at least 1 character."}, {"min_length": 1, "max_length": None}),
    (
        STRING | {"description": "Length shall not be less than 3 characters."},
        {"min_length": 3, "max_length": None},
    ),
    (STRING | {"description": "Cannot exceed 2,000 characters."}, {"max_length": 2000}),
    (STRING | {"max_length": "1500 characters"}, {"max_length": 1500}),
    (STRING | {"description": "长度不超过2500个字符"}, {"max_length": 2500}),
    (STRING | {"description": "长度小于`10000`字符"}, {"max_length": 9999}),
    (STRING | {"description": "提示词，最长 800 字符。"}, {"max_length": 800}),
    (STRING | {"description": "空字符串不加水印，非空字符串显示在角上。"}, {"min_length": None}),
    (
        {"description": "提示词文本。", "range": "1 <= x <= 900"},
        {"min_length": 1, "max_length": 900, "type": "string"},
    ),
    (ARRAY | {"description": "You may send a maximum of 10 reference images here."}, {"max_items": 10}),
    (ARRAY | {"description": "Between 1 and 4 image URLs."}, {"min_items": 1, "max_items": 4}),
    ({"type": "array of 1-3 files"}, {"min_items": 1, "max_items": 3, "type": "array"}),
    (
        {"type": "ACME_FRAMES", "range": "2 to 64 keyframes"},
        {"min_items": 2, "max_items": 64, "type": "array"},
    ),
    (
        STRING | {"description": "方式。`std`：标准；`pro`：专业。默认 `std`"},
        {"enum": ("std", "pro"), "default": "std"},
    ),
    (STRING | {"description": "`std`: plain; `pro`: fine."}, {"enum": None}),
    (STRING | {"description": "Version. Enum values: v1 v1-5 v2"}, {"enum": ("v1", "v1-5", "v2")}),
    ({"type": "LengthEnum", "description": "Seconds.\nOptions: 6"}, {"enum": (6,), "type": "integer"}),
    (STRING | {"description": "Options: 6 of them"}, {"enum": None}),
    # what is said of something else
    (STRING | {"description": "提示词。当 `a` 为 `false` 时不能为空"}, {"min_length": None}),
    (
        ARRAY | {"description": "图片。宽高比必须小于 1:4 或 4:1，帧率范围 24 到 60"},
        {"min_items": None, "max_items": None},
    ),
    (NUMBER | {"description": "起点，与终点的时间差必须在 6 到 60 秒之间"}, {"min": None, "max": None}),
    (
        STRING | {"description": "- v1: at most 300 characters\n- v2: at most 900 characters"},
        {"max_length": None},
    ),
    (STRING | {"description": "回调地址。可选配置，建议在生产环境中使用"}, {"enum": None}),
    (INTEGER | {"description": "取值必须为 [3, 15] 范围内的整数。默认值：5"}, {"enum": None, "default": 5}),
    (STRING | {"description": "音色，默认使用原声"}, {"default": None}),
    (INTEGER | {"description": "默认随机的种子"}, {"default": None}),
    (STRING | {"description": "图片。支持格式：.jpg、.jpeg、.png"}, {"enum": None}),
    (ARRAY | {"description": "支持：data:image/<格式>;base64,<编码>"}, {"enum": None}),
    # required
    (STRING | {"required": "✓"}, {"required": True}),
    (STRING | {"required": "是"}, {"required": True}),
    (STRING | {"required": "Optional"}, {"required": False}),
    (STRING | {"required": "One of `a` or `b`"}, {"required": False}),
    (STRING | {"optional": "No"}, {"required": True}),
    (STRING | {"description": "Required. What to show."}, {"required": True}),
    (STRING | {"description": "Required if `b` is set."}, {"required": False}),
    # types
    ({"type": "string\\_array"}, {"type": "array"}),
    ({"type": "[string]"}, {"type": "array"}),
    ({"type": "list<LoraWeight>"}, {"type": "array"}),
    ({"type": "string or null"}, {"type": "string"}),
    ({"type": "INT"}, {"type": "integer"}),
    ({"type": "VIDEO"}, {"type": "file"}),
    ({"type": "布尔值"}, {"type": "boolean"}),
    ({"type": "ResolutionEnum"}, {"type": "string"}),
    ({"example": "`12.0`"}, {"type": "number"}),
    ({"example": "`960`"}, {"type": "integer"}),
    ({"example": '`{"a": 1}`'}, {"type": "object"}),
    ({"description": "Whether to loop."}, {"type": "boolean"}),
    ({"description": "What to show."}, {"type": "string"}),
]


def read(cells):
    entry = Entry(name="p", cells=cells, at=Place(path="Inputs/p"))
    return interpret(entry, "p").fact


@pytest.mark.parametrize(("cells", "wanted"), CASES, ids=lambda part: str(part)[:60])
def test_cell(cells, wanted):
    fact = read(cells)
    assert {key: getattr(fact, key) for key in wanted} == wanted
