"""CL0xx: what a spec should have."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

LINTING: Final[dict[str, Code]] = {
    "CL001": Code(
        title="no place on the page",
        text="What is documented stands somewhere. Without the place nobody can check it, or see that it changed.",
        example="hdr: {type: boolean}",
    ),
    "CL002": Code(
        title="a place without digest",
        text="The digest tells when the text at the place changes. An update from the page fills it in.",
        example='at: "Request Parameters/hdr"',
    ),
    "CL003": Code(
        title="no words of our own",
        text="Title and summary end up in signatures and documentation. The page's sentences are not ours to copy.",
        example="hdr: {type: boolean, at: …}",
    ),
    "CL004": Code(
        title="an override without reason",
        text="Where a spec differs from its page, it says why, so that the next reader can judge it.",
        example="page_says: {default: 5}  without because:",
    ),
    "CL005": Code(
        title="a basis without reason",
        text="elsewhere, upstream and inferred say who; because says where, or by what reasoning.",
        example="basis: upstream  without because:",
    ),
    "CL006": Code(
        title="lost values that nobody misses",
        text="The page announces values and gives none. Find them, or put the parameter's name under open:.",
        example="page_says: {enum: null}  without enum:",
    ),
    "CL007": Code(
        title="an override that overrides nothing",
        text="page_says has the value that the spec has.",
        example="{default: 5, page_says: {default: 5}}",
    ),
    "CL008": Code(
        title="an array of anything",
        text="Without items: nothing is known of its items, and nothing is checked.",
        example="tags: {type: array}",
    ),
    "CL009": Code(
        title="no word on prices",
        text="A price is a total function of the request, or is said to be unknown with the reason. Never silently zero.",
        example="a model without prices:",
    ),
    "CL010": Code(
        title="one unit in two spellings",
        text="Amounts are added up by unit, and budgets are kept by unit: usd and USD would be two currencies.",
        example="unit: usd",
    ),
    "CL011": Code(
        title="waived and ruled",
        text="A sentence is a rule or is waived. The waiver came first, most likely, and is stale.",
        example="a waiver and a rule with one at:",
    ),
    "CL012": Code(
        title="waived twice",
        text="Two waivers stand for one place of the page; keep the one whose reason holds.",
        example="two waivers with one at:",
    ),
    "CL013": Code(
        title="a waiver for a sentence that is gone",
        text="The page has no such sentence any more, or it is understood now.",
        example='at: "Status/1#…"',
    ),
    "CL014": Code(
        title="a default that nothing uses",
        text=(
            "What is required is sent, and so its default never takes effect; a default that means absent is none. "
            "Where the page says it all the same, page_says keeps it, with the reason."
        ),
        example='{type: string, required: true, default: "16:9"}',
    ),
    "CL015": Code(
        title="values that are told apart by case or spaces alone",
        text="Often one of them is a slip of the page, or of whoever copied it. Keep both only if the gateway knows both.",
        example='enum: ["4k", "4K"]',
    ),
}
