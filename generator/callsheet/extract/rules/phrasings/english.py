"""Classes of English words that the rows name in capitals."""

from __future__ import annotations

OPEN = ("KIND", "PURPOSE", "THING")
"""Classes whose words may also be names: they are not reserved."""

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
    "KIND": "model|models|mode|modes|value|values|version|versions",
    "PURPOSE": "guidance|conditioning|input|generation|same|image|frame|video|clip|request|operation|to|work|function",
    "THING": "image|images|item|items|element|elements|video|videos|file|files|reference|references|entry|entries",
}
