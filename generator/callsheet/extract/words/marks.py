"""Marks for required and optional, for "no default", and for "nothing here"."""

from __future__ import annotations

REQUIRED = frozenset(
    "yes|y|true|required|mandatory|must|✓|✔|✅|☑|✔️|☑️|√|●|是|必填|必选|必须|必需|必傳|必传|必須|필수|sí|si|oui|ja|да|sim|x|*|"
    "required.|requerido|obligatorio|requis|obligatoire|erforderlich|обязательно|обязательный|obrigatório|1|always|はい|예|👍".split("|")
)
OPTIONAL = frozenset(
    "no|n|false|optional|✗|✘|❌|✕|×|否|可选|选填|非必填|非必须|非必需|任意|선택|no.|non|nein|нет|não|optional.|opcional|optionnel|可選|非必选|非必選|"
    "facultatif|-|—|–|➖|0|いいえ|아니오|not required|conditional|conditionally|deprecated|o|条件必填|条件".split("|")
)
NOTHING = frozenset(
    "-|—|–|−|n/a|na|n.a.|none|null|nil|undefined|/|无|無|なし|없음|not set|unset|not specified|no default|empty|--|---|・|·|...|…|(none)|"
    "nothing|optional|required|不填|暂无|ninguno|aucun|keine|нет|not applicable|nenhum|*none*|—.".split("|")
)
"""Cells that say that there is nothing, in lower case."""

STARS = ("*", "＊", "†")
"""Marks after a name that mean required."""
EMPTY_STRING = frozenset(('""', "''", "“”", "empty string", "an empty string", "空字符串", "(empty string)", "空", "``", '`""`', "blank", "the empty string"))
