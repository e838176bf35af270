"""Every code that the solver's lint can give, and its long form."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

CODES: Final[dict[str, Code]] = {
    "CL101": Code(
        title="no valid request",
        text=(
            "The limits and rules contradict each other: whatever is sent, something refuses it. The rules named "
            "are a smallest set that does so; one of them is misread, or lacks a condition."
        ),
        example="at_least_one: [a, b] beside forbid: {a: {sent: true}} and forbid: {b: {sent: true}}",
    ),
    "CL102": Code(
        title="dead parameter",
        text=(
            "No valid request can send this parameter. Either a rule is too wide, or the page lists a parameter "
            "that this model does not take; then leave it out of the spec, with a waiver."
        ),
        example="forbid: {loop: {sent: true}}",
    ),
    "CL103": Code(
        title="dead value",
        text=(
            "The parameter can be sent, this value of it never. Take it out of the enum, with page_says, or find "
            "the rule that is too wide."
        ),
        example='enum: ["540p", "720p"] beside forbid: {resolution: "540p"}',
    ),
    "CL104": Code(
        title="false optional",
        text=(
            "The parameter is not marked required, yet every valid request sends it: clients would offer to leave "
            "out what cannot be left out. Mark it required, or find the rule that is too strict."
        ),
        example="at_least_one: [image, prompt] where prompt can never be sent",
    ),
    "CL105": Code(
        title="rule that follows from others",
        text=(
            "Nothing that the other limits and rules allow breaks this rule, so it refuses nothing by itself. That "
            "is no mistake where the page states it too, but no test can tell whether the gateway enforces it."
        ),
        example="exr-not-540p beside exr-requires-hdr and hdr-not-540p",
    ),
    "CL106": Code(
        title="colliding defaults",
        text=(
            "Sending this one value, with everything else left at its default, breaks a rule. People will meet it "
            "first. Where the gateway does take such a request, the rule tests presence, not the effective value."
        ),
        example='default: "540p" beside forbid: {resolution: "540p", hdr: true}',
    ),
    "CL107": Code(
        title="values that exclude each other by several rules",
        text=(
            "No valid request has both, though no rule says so by itself: it follows from the rules named. A "
            "reader of the page will not see it; a line in the summary helps."
        ),
        example='resolution: "540p" and exr_export: true, by exr-requires-hdr and hdr-not-540p',
    ),
    "CL108": Code(
        title="nothing breaks only this",
        text=(
            "No request breaks this limit or rule and nothing else, or none that a single change makes valid. Its "
            "enforcement cannot be told apart from that of the others named."
        ),
        example="count: [null, 40] beside unique: true and an enum of 34 values",
    ),
    "CL109": Code(
        title="rule that nothing breaks",
        text="The rule's condition contradicts itself: no request whatever meets it. It is misread.",
        example="forbid: {hdr: true, $not: {hdr: true}}",
    ),
    "CL130": Code(
        title="hole in a price table",
        text=(
            "A valid request matches no row, or no quantity above 0, so nobody knows what it costs. Add the row, "
            "or forbid the request if the gateway refuses it."
        ),
        example="rows for 540p and 720p, and an enum with 1080p",
    ),
    "CL131": Code(
        title="overlap in a price table",
        text="A valid request matches two rows, or two quantities. Make their conditions exclude each other.",
        example='{when: {resolution: "720p"}} beside {when: {hdr: true}}',
    ),
    "CL190": Code(
        title="the solver cannot go on",
        text=(
            "z3 did not decide a question in its time, or a wish names what is no parameter. Products of several "
            "open numbers are the usual cause of the first."
        ),
        example="product: [width, height, frames, rate], range: [null, 1e9]",
    ),
}
