"""Two hand-built models: one like a gateway's, one that uses every noun."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from callsheet.layers.facts import MediaLimit
from callsheet.layers.model import (
    Fix,
    Model,
    Need,
    Parameter,
    PriceRow,
    PriceTable,
    Provider,
    Quantity,
    Rule,
)
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Sent,
    Value,
)


def top(path: str, kind: str, **more: object) -> Parameter:
    name = path.rpartition(".")[2].replace("[]", "")
    return Parameter(path=path, name=name, type=kind, at=f"Request Parameters/{path}#0123456789ab", **more)


def forbid(name: str, violation: Expr, *fields: str, **more: object) -> Rule:
    message = more.pop("message", f"{' and '.join(fields)} do not go together")
    return Rule(id=name, kind="forbid", violation=violation, fields=fields, message=message, **more)


HDR = In("hdr", (True,))
EXR = In("exr_export", (True,))
LOOP = In("loop", (True,))
LONG = In("duration", ("10s",))
SMALL = In("resolution", ("540p",))
START = Any((Sent("start_frame_url"), Sent("start_frame_generation_id")))
END = Any((Sent("end_frame_url"), Sent("end_frame_generation_id")))
CHAINED = (Sent("start_frame_generation_id"), Sent("end_frame_generation_id"))
FRAMES = ("start_frame_url", "end_frame_url", "start_frame_generation_id", "end_frame_generation_id")
EXTEND = All((Count(CHAINED, "=", 1), Not(Any((Sent("start_frame_url"), Sent("end_frame_url"))))))


def quality(size: str, *, hdr: bool, exr: bool, amount: str) -> PriceRow:
    when = All((In("resolution", (size,)), In("hdr", (hdr,)), In("exr_export", (exr,))))
    label = f"resolution={size} hdr={str(hdr).lower()} exr_export={str(exr).lower()}"
    return PriceRow(when=when, label=label, amount=Decimal(amount), at="Pricing/1#0123456789ab")


GENERATE = Model(
    provider="gmicloud",
    id="luma-ray-3-2-generate",
    slug="luma-ray-3-2-generate",
    name="luma_ray_3_2_generate",
    class_name="LumaRay32Generate",
    title="Luma Ray 3.2 Generate",
    summary="Text, image, extend and interpolate to video with Ray 3.2.",
    parameters=(
        top("model", "string", required=True, enum=("luma-ray-3-2-generate",), role="model"),
        top("prompt", "string", required=True, min_length=1, max_length=6000),
        top("aspect_ratio", "string", enum=("9:16", "3:4", "1:1", "4:3", "16:9", "21:9"), default="16:9"),
        top("resolution", "string", enum=("540p", "720p", "1080p"), default="720p"),
        top("duration", "string", enum=("5s", "10s"), default="5s"),
        top("hdr", "boolean", default=False),
        top("exr_export", "boolean", default=False),
        top("loop", "boolean", default=False),
        top("start_frame_url", "string", format="uri"),
        top("end_frame_url", "string", format="uri"),
        top("start_frame_generation_id", "string", default="", unset=("",)),
        top("end_frame_generation_id", "string", default="", unset=("",)),
    ),
    rules=(
        forbid(
            "540p-no-hdr",
            All((SMALL, HDR)),
            "resolution",
            "hdr",
            message="540p is not available with hdr",
            fixes=(
                Fix(path="resolution", action="set", values=("720p", "1080p")),
                Fix(path="hdr", action="set", values=(False,)),
            ),
            at="Constraints/2#0123456789ab",
        ),
        forbid("10s-no-hdr", All((LONG, HDR)), "duration", "hdr", at="Constraints/3#0123456789ab"),
        forbid("10s-no-start", All((LONG, START)), "duration", *FRAMES, at="Constraints/3#0123456789ab"),
        forbid("10s-no-end", All((LONG, END)), "duration", *FRAMES, at="Constraints/3#0123456789ab"),
        forbid("loop-no-10s", All((LOOP, LONG)), "loop", "duration", at="Constraints/4#0123456789ab"),
        forbid("loop-no-hdr", All((LOOP, HDR)), "loop", "hdr", at="Constraints/4#0123456789ab"),
        forbid("loop-no-end", All((LOOP, END)), "loop", *FRAMES, at="Constraints/4#0123456789ab"),
        forbid("extend-no-hdr", All((EXTEND, HDR)), "hdr", *FRAMES, at="Constraints/5#0123456789ab"),
        forbid("extend-no-exr", All((EXTEND, EXR)), "exr_export", *FRAMES, at="Constraints/5#0123456789ab"),
        forbid("exr-needs-hdr", All((EXR, Not(HDR))), "exr_export", "hdr", at="Constraints/5#0123456789ab"),
        forbid(
            "start-once",
            Count((Sent("start_frame_url"), Sent("start_frame_generation_id")), ">", 1),
            "start_frame_url",
            "start_frame_generation_id",
            basis="inferred",
        ),
    ),
    needs=(
        Need(
            id="hdr-access",
            when=HDR,
            fields=("hdr",),
            summary="The account needs HDR access.",
            at="Constraints/5",
        ),
    ),
    prices=(
        PriceTable(
            since=date(2026, 6, 17),
            unit="USD",
            per="5s block",
            at="Pricing#0123456789ab",
            rows=(
                quality("540p", hdr=False, exr=False, amount="0.15"),
                quality("720p", hdr=False, exr=False, amount="0.30"),
                quality("1080p", hdr=False, exr=False, amount="1.20"),
                quality("720p", hdr=True, exr=False, amount="1.20"),
                quality("1080p", hdr=True, exr=False, amount="4.80"),
                quality("720p", hdr=True, exr=True, amount="2.10"),
                quality("1080p", hdr=True, exr=True, amount="8.40"),
            ),
            quantities=(
                Quantity(when=LONG, count=Constant(2), at="Request Parameters/duration"),
                Quantity(when=Not(LONG), count=Constant(1), at="Request Parameters/duration"),
            ),
        ),
        PriceTable(since=date(2026, 9, 1), unit="USD", per="5s block", unknown="The page was taken down."),
    ),
    capabilities=("txt2video", "img2video"),
    page="https://docs.example.com/luma-ray-3-2-generate",
    source="specs/gmicloud/luma-ray-3-2-generate.yaml",
    digest="0123456789ab",
)

EVERYTHING = Model(
    provider="acme",
    id="acme/everything",
    slug="acme-everything",
    name="acme_everything",
    class_name="AcmeEverything",
    title="Everything",
    summary="Each kind of parameter and each node.",
    parameters=(
        top("model", "string", required=True, enum=("acme/everything",), role="model"),
        top("text", "string", min_length=2, max_length=5, nullable=True),
        top("negative", "string", unset=("", "none")),
        top("seed", "integer", minimum=Decimal(0), maximum=Decimal(4294967295)),
        top("steps", "integer", enum=(0, 1, 5), default=5),
        top("strength", "number", above=Decimal(0), below=Decimal(1), default=Decimal("0.5")),
        top("scale", "number", minimum=Decimal("0.5"), maximum=Decimal(2), step=Decimal("0.25")),
        top("width", "integer", step=Decimal(8), minimum=Decimal(8), maximum=Decimal(64)),
        top("height", "integer", minimum=Decimal(8), maximum=Decimal(64)),
        top("fast", "boolean"),
        top("video", "file", media=(MediaLimit(what="seconds", max=30.0),)),
        top("uid", "string", format="uuid"),
        top("when", "string", format="date-time"),
        top("mail", "string", format="email"),
        top("mode", "string", enum=("a", "b", "c"), default="a", nullable=True),
        top(
            "tags",
            "array",
            min_items=1,
            max_items=3,
            unique_items=True,
            item=top("tags[]", "string", enum=("pan", "tilt", "static")),
        ),
        top("extras", "object"),
        top(
            "camera",
            "object",
            members=(
                top("camera.kind", "string", required=True, enum=("dolly", "crane")),
                top("camera.speed", "number", minimum=Decimal(0), maximum=Decimal(1), default=Decimal(1)),
                top(
                    "camera.lens",
                    "object",
                    members=(top("camera.lens.mm", "integer", enum=(35, 50), default=50),),
                ),
            ),
        ),
        top(
            "keyframes",
            "array",
            max_items=2,
            item=top(
                "keyframes[]",
                "object",
                members=(
                    top("keyframes[].index", "integer", required=True, minimum=Decimal(0)),
                    top("keyframes[].url", "string", format="uri"),
                ),
            ),
        ),
        top("type", "string", enum=("x", "y"), basis="inferred"),
    ),
    rules=(
        forbid(
            "at-most-one",
            Count((Sent("text"), Sent("negative"), Sent("video")), ">", 1),
            "text",
            "negative",
            "video",
        ),
        forbid(
            "speed-needs-crane",
            All((Sent("camera.speed"), Not(In("camera.kind", ("crane",))))),
            "camera.speed",
        ),
        forbid(
            "lens-35-slow",
            All((In("camera.lens.mm", (35,)), Compare(Value("camera.speed"), ">", Constant(Decimal("0.5"))))),
            "camera.lens.mm",
            "camera.speed",
        ),
        forbid(
            "wide",
            Compare(Value("width"), ">", Arithmetic(Value("height"), "*", Constant(2))),
            "width",
            "height",
        ),
        forbid("steps-mode", Compare(Value("steps"), "<", Items("tags")), "steps", "tags"),
        forbid(
            "static-alone",
            All((Contains("tags", ("static",)), Compare(Items("tags"), ">=", Constant(2)))),
            "tags",
        ),
        forbid(
            "short-fast",
            All((Compare(Length("text"), "<", Constant(3)), In("fast", (True,)))),
            "text",
            "fast",
        ),
        forbid("bad-words", Matches("negative", "*bad.word*"), "negative"),
        forbid("same", Compare(Value("mode"), "!=", Constant("a")), "mode", basis="upstream"),
        forbid("one-step", All((In("steps", (1,)), Not(Sent("steps")))), "steps"),
        forbid("five-steps", All((In("steps", (1,)), In("camera.kind", ("dolly",)))), "steps", "camera.kind"),
        forbid("sent-mode", All((Sent("mode"), In("fast", (False,)))), "mode", "fast"),
        forbid("fast-ignored", All((Sent("seed"), In("fast", (True,)))), "seed", "fast", effect="ignored"),
    ),
    prices=(
        PriceTable(
            since=date(2026, 1, 1),
            unit="credits",
            per="second",
            rows=(PriceRow(when=All(()), label="", amount=Decimal("1.5")),),
            quantities=(Quantity(when=All(()), count=Value("steps")),),
        ),
    ),
    unknown_keys="documented",
    page="https://docs.acme.example/everything",
    source="specs/acme/everything.yaml",
    digest="0123456789ab",
)

GMICLOUD = Provider(
    id="gmicloud",
    title="GMI Cloud",
    class_name="GmiCloud",
    models=(GENERATE,),
    source="specs/gmicloud/provider.yaml",
)
ACME = Provider(
    id="acme", title="Acme", class_name="Acme", models=(EVERYTHING,), source="specs/acme/provider.yaml"
)
PROVIDERS = (ACME, GMICLOUD)
