"""CPxxx: what a page states now that it did not state before."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

PAGES: Final[dict[str, Code]] = {
    "CP101": Code(
        title="the page describes a new model",
        text="A model with parameters of its own stands on the page that did not stand there before.",
        example="three models more on a page of four",
    ),
    "CP102": Code(
        title="the page describes a model no more",
        text="Its parameters are gone from the page. It may have moved to a page of its own.",
        example="an older model dropped from the list",
    ),
    "CP103": Code(
        title="the page calls a model by another id",
        text="Most of its parameters are the same, so it is taken for the same model under another id.",
        example="ray-preview, now ray",
    ),
    "CP104": Code(
        title="the page states nothing any more",
        text="It had request parameters and has none: it is gone, or another page stands at its address.",
        example="a start page at the old address",
    ),
    "CP110": Code(
        title="the page has a new parameter",
        text="A row or field that was not there, and that no other one was renamed to.",
        example="seed: optional integer",
    ),
    "CP111": Code(
        title="the page lost a parameter",
        text="A row or field is gone, and nothing like it stands there under another name.",
        example="loop",
    ),
    "CP112": Code(
        title="the page calls a parameter by another name",
        text="Type, values, limits, place or name are so alike that it is taken for the same parameter.",
        example="imageUrl, now image_url",
    ),
    "CP113": Code(
        title="the page gives another type",
        text="Only a whole number that may be any number now takes all that it took.",
        example="number, was string",
    ),
    "CP114": Code(
        title="required on the page, or no longer",
        text="A parameter that becomes required breaks requests that leave it out.",
        example="init_audio is required now",
    ),
    "CP115": Code(
        title="the page gives another default",
        text="The same request now means another thing, except where the parameter must be sent anyhow.",
        example="default 25, was 20",
    ),
    "CP116": Code(
        title="the page lists other values",
        text="Values that are gone break requests; values that are new break none. Their order says nothing.",
        example="no longer takes 21:9",
    ),
    "CP117": Code(
        title="the page gives another limit",
        text="Least or greatest value, length or item count, step or format.",
        example="greatest value is 20 now, was 10",
    ),
    "CP118": Code(
        title="the page gives other limits on media",
        text="Limits on the image, video or sound that a parameter points at.",
        example="seconds 3 to 10 now",
    ),
    "CP119": Code(
        title="the page announces something and gives it no more",
        text=(
            "It has the words before a list and no list. The old values are kept until somebody knows better."
        ),
        example="Possible values: and nothing after",
    ),
    "CP120": Code(
        title="the page has a new rule",
        text="A combination that the page did not speak of before.",
        example="10s not with loop",
    ),
    "CP121": Code(
        title="the page lost a rule",
        text="What it forbade is forbidden nowhere on the page now.",
        example="10s not with loop, no longer said",
    ),
    "CP122": Code(
        title="the page has a rule that says another thing",
        text="The same fields in a rule of the same kind, with other values.",
        example="whisper not with two models, was one",
    ),
    "CP130": Code(
        title="the page has a new price",
        text="A price for something that had none.",
        example="0.30 USD for 720p",
    ),
    "CP131": Code(
        title="the page lost a price",
        text="What had a price has none now.",
        example="0.30 USD for 720p is gone",
    ),
    "CP132": Code(
        title="the page has another price",
        text="Another amount, unit or basis for the same thing.",
        example="0.02 USD per megapixel now, was per image",
    ),
    "CP133": Code(
        title="the page gives a price another condition",
        text="The same amount for something else.",
        example="5 credits for 6s, was for 5s",
    ),
    "CP140": Code(
        title="the page names a new endpoint",
        text="A method and path that it did not name before.",
        example="POST /v3/videos",
    ),
    "CP141": Code(
        title="the page names an endpoint no more",
        text="A method and path are gone from the page.",
        example="POST /v1/videos",
    ),
    "CP142": Code(
        title="the page names a new status",
        text="A word for the state of a job that it did not have.",
        example="expired",
    ),
    "CP143": Code(
        title="the page names a status no more",
        text="A word for the state of a job is gone.",
        example="queued",
    ),
    "CP150": Code(
        title="a sentence is new and not understood",
        text="It says must, cannot, only or the like. Read it: it becomes a rule, or a waiver with a reason.",
        example="Constraints/4",
    ),
    "CP151": Code(
        title="a sentence that was not understood is gone",
        text="If a rule or waiver of the spec stands on it, look at that again.",
        example="Constraints/4",
    ),
    "CP152": Code(
        title="a sentence that is not understood says another thing",
        text=(
            "Names, numbers, negations or duties in it differ. Other words around the same of these "
            "are not told."
        ),
        example="up to 14, was up to 5",
    ),
    "CP160": Code(
        title="the page names something new outside its facts",
        text="An amount of money, or a name in code letters, that no fact holds.",
        example="$0.04 per rewrite",
    ),
    "CP161": Code(
        title="the page names something no more",
        text="An amount of money, or a name in code letters, is gone.",
        example="X-API-Key",
    ),
    "CP162": Code(
        title="a table that no fact was made of has a new row",
        text="It is told by its first cell where that is a name.",
        example="the row Text-to-speech",
    ),
    "CP163": Code(
        title="a table that no fact was made of lost a row",
        text="It is told by its first cell where that is a name.",
        example="the row Audio transcription",
    ),
    "CP164": Code(
        title="a list in a table has a new name",
        text="Of a cell that holds a list of short names.",
        example="a model more in a row of models",
    ),
    "CP165": Code(
        title="a list in a table lost a name",
        text="Of a cell that holds a list of short names.",
        example="a model less in a row of models",
    ),
}
