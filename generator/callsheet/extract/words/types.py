"""What types are called."""

from __future__ import annotations

TYPES: dict[str, str] = {
    "string": "string|str|text|varchar|char|uuid|guid|uri|url|email|date|datetime|date-time|timestamp|enum|combo|dynamic_combo|dynamiccombo|select|choice|"
    "literal|base64|data uri|color|hex|字符串|字串|文本|枚举|文字列|문자열|cadena|texto|chaîne|строка|stringa|password|enumeration|undefined|secret|markdown|slug|const|constant",
    "integer": "integer|int|int32|int64|long|uint|uint32|uint64|short|bigint|整数|整型|整數|정수|entero|entier|целое|ganzzahl|inteiro|whole number",
    "number": "number|float|double|decimal|float32|float64|real|numeric|num|浮点|浮点数|浮点型|数字|数值|小数|数値|숫자|número|nombre|число|zahl",
    "boolean": "boolean|bool|flag|switch|toggle|布尔|布尔值|布尔型|布林|真偽値|ブール|불리언|booleano|booléen|логический|true/false",
    "array": "array|list|tuple|sequence|set|arr|数组|列表|陣列|配列|배열|lista|liste|tableau|массив|inputs_array|collection",
    "object": "object|obj|dict|dictionary|map|json|hash|struct|record|对象|字典|物件|オブジェクト|객체|objeto|objet|объект|json object|mapping|any",
    "file": "file|image|video|audio|mask|blob|binary|media|asset|upload|file upload|picture|文件|图片|图像|视频|音频|ファイル|画像|파일|이미지|archivo|imagen|fichier|latent",
}  # fmt: skip
"""Words for each of the seven types; "url" alone is a string, "image" alone a file."""

WORDS: dict[str, str] = {word: kind for kind, words in TYPES.items() for word in words.split("|")}

ENUMS = frozenset(
    [
        "enum",
        "combo",
        "dynamic_combo",
        "dynamiccombo",
        "select",
        "choice",
        "literal",
        "枚举",
        "enumeration",
        "undefined",
    ]
)
"""Types that announce a list of values."""

PLURALS: dict[str, str] = {
    "strings": "string", "integers": "integer", "ints": "integer", "numbers": "number", "floats": "number", "objects": "object",
    "booleans": "boolean", "files": "file", "images": "file", "urls": "string", "uris": "string", "dicts": "object", "videos": "file",
}  # fmt: skip
