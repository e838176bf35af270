"""CS2xx and CS3xx: specs that contradict themselves, and names that collide."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

MEANING: Final[dict[str, Code]] = {
    "CS203": Code(
        title="a default that the parameter cannot have",
        text=(
            "The default is of another type, not in the enum, or outside a bound. Where the page really says so, "
            "keep what the gateway does under default and what the page says under page_says, with the reason."
        ),
        example='{type: integer, enum: [5, 9], default: "5"}',
    ),
    "CS204": Code(
        title="bounds that leave nothing, or say nothing",
        text="The lower bound is above the upper one, or both ends are null.",
        example="range: [5, 1]",
    ),
    "CS205": Code(
        title="a listed value that cannot be",
        text="A value of enum or unset is of another type than the parameter, or stands there twice.",
        example='{type: string, enum: ["5s", 10]}',
    ),
    "CS206": Code(
        title="duplicate id",
        text="Rules and needs share one set of ids in a model: reports and suites name them by it.",
        example="two rules with id: hdr-not-540p",
    ),
    "CS208": Code(
        title="a key that the type does not have",
        text="length is for strings, range for numbers, count for arrays. Limits on what a URL points at are media.",
        example="{type: string, range: [1, 5]}",
    ),
    "CS209": Code(
        title="members of something that has none",
        text="a.b makes a an object, a[].b an array of objects; what a is said to be elsewhere must agree.",
        example="frame: {type: string} beside frame.url: {type: string}",
    ),
    "CS210": Code(
        title="price tables out of order",
        text="Tables are appended, oldest first, each from a later day than the one before; old ones are never edited.",
        example="since: 2026-06-17 after since: 2026-07-01",
    ),
    "CS211": Code(
        title="unknown page",
        text="page: names a key under pages: of the provider's provider.yaml.",
        example="page: luma-ray-32",
    ),
    "CS212": Code(
        title="a provider in another's folder",
        text="The folder under specs/ is called as provider: says.",
        example="provider: gmi in specs/gmicloud/provider.yaml",
    ),
    "CS213": Code(
        title="a value that does not say what it is said to say of the result",
        text=(
            "result: {what: seconds} reads 5 and 5s, short_side reads 720 and 720p and 4k, ratio reads 16:9; every value "
            "of the enum and the default must read so. What unless: names must be parameters of the model."
        ),
        example='{type: string, enum: ["short", "long"], result: {what: seconds}}',
    ),
    "CS214": Code(
        title="no single parameter that carries the model's id",
        text=(
            "Clients fill in the parameter with role: model. There is at most one, it is not inside an array, and where "
            "its values are listed the model's id is among them: what a client sends must be what a validator takes."
        ),
        example='model: ray-2 … {enum: ["ray-1"], role: model}',
    ),
    "CS215": Code(
        title="free without a reason",
        text=(
            "A price of 0 is most often a figure that was lost, and nobody notices a bill that is too small before it is "
            "sent. Where a page says that something costs nothing, the row has free: with the reason; where no page names "
            "a price, the table has unknown:."
        ),
        example='rows: [{amount: "0"}]',
    ),
    "CS216": Code(
        title="a poll that looks like a model",
        text=(
            "operation: poll asks for the state of a job: its id is a call, such as GET /v2/jobs, and it has no prices. "
            "Who buys is a model, with the id that stands on the wire."
        ),
        example="model: ray-2 … operation: poll",
    ),
    "CS301": Code(
        title="two parameters with one Python name",
        text="Wire names become snake_case: aB and a_b would be the same argument. One of them cannot be offered.",
        example="aspectRatio beside aspect_ratio",
    ),
    "CS302": Code(
        title="two models with one file name",
        text="File names are lower case, as some systems do not tell cases apart. The same id twice ends here too.",
        example="Luma-Ray2 beside luma-ray2",
    ),
    "CS303": Code(
        title="two models with one method name",
        text="Model ids become methods of the client, in snake_case.",
        example="ray-2 beside ray_2",
    ),
    "CS304": Code(
        title="two models with one class name",
        text="Model ids become class names, in which separators are lost.",
        example="ray-32 beside ray-3-2",
    ),
    "CS305": Code(
        title="a provider that cannot be a package",
        text=(
            "The provider's id becomes a Python package. Keywords, modules of the standard library and names that "
            "tools run by themselves (conftest, sitecustomize, test…) would be taken for something else."
        ),
        example="provider: json",
    ),
    "CS306": Code(
        title="two providers with one id",
        text="The id is the folder's name, and each gateway has a folder of its own.",
        example="provider: oxen in two folders",
    ),
    "CS307": Code(
        title="two providers with one client class",
        text="Two clients would have one class name. Set client: in one of the provider.yaml files.",
        example="title: GMI Cloud twice",
    ),
}
