"""CVxxx: what differs for callers between two versions of the specs."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

VERSIONS: Final[dict[str, Code]] = {
    "CV101": Code(
        title="new provider",
        text="A gateway and all its models can be called now.",
        example="specs/acme/provider.yaml",
    ),
    "CV102": Code(
        title="provider that is gone",
        text="All its models are gone with it, and their clients.",
        example="specs/acme removed",
    ),
    "CV103": Code(
        title="new model",
        text="A model that callers can ask for now.",
        example="luma-ray-3-2",
    ),
    "CV104": Code(
        title="model that is gone",
        text="Its client method, validator and prices are gone.",
        example="luma-ray-1-6",
    ),
    "CV105": Code(
        title="model with another id",
        text="Most of its parameters are the same, so it is taken for the same model under another id.",
        example="ray-preview, now ray",
    ),
    "CV110": Code(
        title="new parameter",
        text="Requests may hold it; where it is required, they must.",
        example="seed",
    ),
    "CV111": Code(
        title="parameter that is gone",
        text="Requests that hold it are refused, or it is ignored.",
        example="loop",
    ),
    "CV112": Code(
        title="parameter with another name",
        text="Type, values, limits, place or name are so alike that it is taken for the same parameter.",
        example="imageUrl, now image_url",
    ),
    "CV113": Code(
        title="other type",
        text="Values of the old type are refused.",
        example="number, was string",
    ),
    "CV114": Code(
        title="required, or no longer",
        text="Requests that leave it out are refused, or taken.",
        example="init_audio is required now",
    ),
    "CV115": Code(
        title="other default",
        text="The same request now means another thing.",
        example="resolution: 720p, was 540p",
    ),
    "CV116": Code(
        title="other values",
        text="Values that are gone are refused; values that are new are taken.",
        example="no longer takes 21:9",
    ),
    "CV117": Code(
        title="other limit",
        text="Least or greatest value, length or item count, step or format.",
        example="greatest value is 20 now, was 10",
    ),
    "CV118": Code(
        title="other limits on media",
        text="On what a parameter points at; they cannot be checked from the request.",
        example="seconds up to 10 now",
    ),
    "CV119": Code(
        title="other name in the generated package",
        text="Callers write the new name in their code.",
        example="from_, now source",
    ),
    "CV120": Code(
        title="requests that became invalid",
        text=(
            "The solver found a request that the old version takes and the new one refuses, for this "
            "reason alone."
        ),
        example="1080p with 10s",
    ),
    "CV121": Code(
        title="requests that became valid",
        text="The solver found a request that the old version refuses and the new one takes.",
        example="1080p with 10s",
    ),
    "CV122": Code(
        title="new advice",
        text="A rule that warns and refuses nothing: ignored, forced, inferred, upstream.",
        example="loop is ignored with an end frame",
    ),
    "CV123": Code(
        title="other advice",
        text="A rule that warns says another thing.",
        example="ignored with either frame",
    ),
    "CV124": Code(
        title="advice that is gone",
        text="A rule that warned, and refused nothing, is gone.",
        example="loop is ignored with an end frame",
    ),
    "CV125": Code(
        title="unknown keys",
        text="Whether a key that nobody knows is refused, and who says so.",
        example="documented now",
    ),
    "CV126": Code(
        title="other operation",
        text="A model that polls instead of generating, or the other way round.",
        example="operation: poll",
    ),
    "CV127": Code(
        title="new need",
        text="Something is asked of the account that was not asked before.",
        example="hdr-access",
    ),
    "CV128": Code(
        title="need that is gone",
        text="Something is asked of the account no more.",
        example="hdr-access",
    ),
    "CV130": Code(
        title="other unit or basis of prices",
        text="Amounts in another unit or per something else cannot be compared with the old ones.",
        example="credits now, were USD",
    ),
    "CV131": Code(
        title="price that is known, or no longer",
        text="The newest table has rows, or the reason why it has none.",
        example="unknown: the page was taken down",
    ),
    "CV132": Code(
        title="dearer",
        text="The same request costs more; the witness is one that does.",
        example="51 credits, was 5",
    ),
    "CV133": Code(
        title="cheaper",
        text="The same request costs less; the witness is one that does.",
        example="5 credits, was 51",
    ),
    "CV134": Code(
        title="dated prices that are gone",
        text="What a request cost on a past day can be answered no more. Put the table back.",
        example="the table since 2026-05-01",
    ),
    "CV135": Code(
        title="dated prices that were edited",
        text=(
            "Tables are appended with a date. An edited one gives another answer for the past; that "
            "is right only for a mistake."
        ),
        example="the table since 2026-05-01",
    ),
    "CV136": Code(
        title="new price table",
        text="It holds from its day on; for days before, the older tables answer.",
        example="since: 2026-07-16",
    ),
    "CV140": Code(
        title="other words or places",
        text="Nothing that a request is judged or priced by differs. It makes a version of the package, and is no change for callers.",
        example="summary, title, at",
    ),
    "CV150": Code(
        title="other transport",
        text=(
            "A path, a header or a place in an answer. Clients of the generated package follow it by "
            "themselves."
        ),
        example="poll/path",
    ),
    "CV151": Code(
        title="status with another name",
        text="The one word that meant this is another one now.",
        example="succeeded, now completed",
    ),
    "CV152": Code(
        title="new status",
        text="A word for the state of a job.",
        example="expired",
    ),
    "CV153": Code(
        title="status that is gone",
        text="A word for the state of a job is not documented any more.",
        example="queued",
    ),
    "CV154": Code(
        title="status that means another thing",
        text="The same word stands for another state of a job now.",
        example="expired means failed now",
    ),
    "CV155": Code(
        title="part of the transport that is offered, or no more",
        text=(
            "Uploads, cancelling, webhooks, idempotency keys and the like. Without an honoured idempotency "
            "key a create whose answer was lost cannot be sent again."
        ),
        example="idempotency is offered no more",
    ),
    "CV160": Code(
        title="list of releases that cannot be read",
        text="specs/releases.json is written by callsheet and never edited. Take the committed one back.",
        example="a merge conflict in it",
    ),
    "CV161": Code(
        title="manifest that cannot be read",
        text="The file is no manifest of a build, or one of another shape.",
        example="generated/manifest/acme.json",
    ),
}
