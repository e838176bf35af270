"""What columns, and the labels of bullets, are called."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Column: TypeAlias = Literal[
    "name", "type", "required", "optional", "default", "values", "range", "min", "max", "min_length", "max_length",
    "description", "example", "title", "location", "deprecated", "unit", "format", "value", "response", "size", "step",
]  # fmt: skip

COLUMNS: dict[Column, str] = {
    "name": "sub-field|subfield|sub-parameter|子字段|子参数|parameter|parameters|param|params|parameter name|field|fields|field name|name|key|argument|arg|attribute|"
    "property|property name|input|input name|input parameter|variable|option name|body parameter|query parameter|path parameter|"
    "参数|参数名|参数名称|字段|字段名|字段名称|名称|属性|变量|变量名|入参|請求參數|參數|參數名|欄位|"
    "パラメータ|パラメーター|フィールド|名前|파라미터|매개변수|필드|이름|parámetro|campo|nombre|paramètre|champ|nom|"
    "parâmetro|nome|parametro|feld|параметр|поле|имя",
    "type": "type|types|data type|datatype|value type|json type|param type|类型|数据类型|参数类型|字段类型|類型|型|データ型|"
    "타입|자료형|유형|tipo|typ|datentyp|тип",
    "required": "required|required?|mandatory|req|req.|requirement|is required|necessity|必填|是否必填|必选|是否必选|必须|"
    "是否必须|必需|是否必需|必傳|必传|是否必传|必要|必須|필수|필수 여부|requerido|obligatorio|requis|obligatoire|"
    "obrigatório|obbligatorio|erforderlich|pflicht|pflichtfeld|обязательный|обязательно|obligatoriness",
    "optional": "optional|optional?|is optional|可选|是否可选|opcional|optionnel",
    "default": "default|default value|defaults|default values|默认|默认值|缺省|缺省值|預設值|预设值|デフォルト|デフォルト値|"
    "既定値|기본값|predeterminado|por defecto|valor por defecto|valor predeterminado|défaut|par défaut|valeur par défaut|"
    "padrão|valor padrão|predefinito|standard|standardwert|по умолчанию|значение по умолчанию",
    "values": "allowed values|allowed value|allowed|values|possible values|options|option|enum|enums|enum values|accepted values|"
    "valid values|valid options|choices|supported values|supported options|available values|available options|可选值|枚举|枚举值|可选项|"
    "取值|可用值|可选范围|可用选项|選択肢|허용값|valores|valores permitidos|valeurs|valeurs possibles|werte|erlaubte werte|"
    "допустимые значения|значения|one of|accepts",
    "range": "range|ranges|constraints|constraint|limits|limit|validation|restrictions|value range|valid range|min/max|"
    "min / max|min-max|bounds|allowed range|accepted range|values/range|range/values|range / values|取值范围|范围|约束|限制|约束条件|值域|範囲|制約|"
    "범위|rango|límites|plage|limites|bereich|диапазон|ограничения",
    "min": "min|minimum|min value|minimum value|lower bound|最小|最小值|下限|mínimo|мин",
    "max": "max|maximum|max value|maximum value|upper bound|最大|最大值|上限|máximo|макс",
    "min_length": "min length|minimum length|min len|minlength|最小长度",
    "max_length": "max length|maximum length|max len|maxlength|max characters|character limit|length|最大长度|长度|长度限制",
    "description": "description|desc|desc.|descriptions|details|detail|notes|note|meaning|explanation|purpose|comment|comments|"
    "remarks|about|usage|information|what it does|description and constraints|描述|说明|参数说明|参数描述|字段说明|备注|含义|解释|"
    "用途|說明|説明|設明|설명|descripción|descrição|descrizione|beschreibung|описание|explication",
    "example": "example|examples|sample|sample value|example value|example values|e.g.|示例|示例值|例子|样例|例|예시|ejemplo|"
    "exemple|exemplo|beispiel|пример",
    "title": "display name|label|title|human name|ui name|中文名|显示名称",
    "location": "in|location|position|passed in|sent in|where|位置|参数位置|传参方式",
    "deprecated": "deprecated|deprecation",
    "unit": "unit|units|单位",
    "format": "format|value format|格式",
    "value": "value|值|내용",
    "response": "output name|output field|output parameter|result field|response field|response parameter|return field|return value|output|"
    "返回值|返回参数|返回字段|响应参数|响应字段|输出参数|出参|レスポンス",
    "size": "max file size|file size|max size|maximum file size|accepted file types|file types|accepted types|supported formats|accepted formats|formats",
    "step": "step|steps|increment|multiple of|步长",
}  # fmt: skip

_LOOKUP: dict[str, Column] = {word: role for role, words in COLUMNS.items() for word in words.split("|")}


def column_of(text: str) -> Column | None:
    """What a header or label names: ``column_of("**Default Value**") == "default"``; None for anything else."""
    plain = re.sub(r"[`*_:：?？!]+", " ", text).strip().lower()
    if len(plain) > 60:
        return None
    plain = " ".join(plain.split())
    bare = re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*", "", plain).strip()
    for candidate in (plain, bare, *re.split(r"\s*[/|]\s*", bare)):
        if candidate in _LOOKUP:
            return _LOOKUP[candidate]
    return None
