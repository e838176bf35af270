"""CUxxx: what an update from a page leaves to people."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

UPDATING: Final[dict[str, Code]] = {
    "CU101": Code(
        title="the page says something else",
        text=(
            "The text on the page is the one that was looked at, or was never noted, and the spec has another "
            "value. Either the spec is wrong, or it differs on purpose: then say so by page_says and because."
        ),
        example='page: default "720p"; spec: default: "540p"',
    ),
    "CU102": Code(
        title="an override is out of date",
        text="page_says keeps what the page said when somebody decided to differ. It says something else now: decide again.",
        example='page_says: {default: "5"}, and the page now has 6',
    ),
    "CU103": Code(
        title="the page no longer lists the parameter",
        text="Nothing is removed by a machine. Remove it, or say by basis and because why it stays.",
        example="seed: …, and the table has no row seed",
    ),
    "CU104": Code(
        title="a fact that no spec can hold as it is",
        text=(
            "A name that is no path, a rule that no kind says, a condition on items, prices in a second unit. "
            "Write it by hand in another way, waive the sentence, or put it under open."
        ),
        example="the mask must be as large as the image",
    ),
    "CU105": Code(
        title="a normative sentence that nobody has settled",
        text="It says must, cannot, only or the like and was not understood. Make it a rule at that place, or waive it.",
        example="Constraints/4#…",
    ),
    "CU106": Code(
        title="a fact that can be read in two ways",
        text="It was added; compare it with the page before it is relied on.",
        example="type: the cell reads 'image URL', so string or file",
    ),
    "CU107": Code(
        title="a rule's sentence has changed or is gone",
        text=(
            "Its text is nowhere on the page, and the page does not say just this in other words. Read it, mend or "
            "remove the rule, and correct its place."
        ),
        example='at: "Constraints/2#1eaaa1f1d622"',
    ),
    "CU108": Code(
        title="the page no longer states it",
        text="The text at the parameter's place has changed and says nothing of this any more. Nothing is removed by a machine.",
        example='default: "1:1", and the new row has a dash',
    ),
    "CU109": Code(
        title="the page does not state it",
        text="The spec says documented, and the reader finds no such thing at that parameter. Give a basis, or page_says.",
        example="length: [1, 6000], and the row has no limit",
    ),
    "CU110": Code(
        title="an override is no longer needed",
        text="The page now says what the spec says. Drop the key from page_says.",
        example="page_says: {enum: null}, and the page lists the values again",
    ),
    "CU111": Code(
        title="new prices on an old day",
        text="A table is appended from a day on; the newest table is not older than the day given.",
        example="since: 2026-06-17, update on 2026-06-17",
    ),
    "CU112": Code(
        title="a rule of the page that the spec does not have",
        text="Its sentence is settled by another rule or a waiver, and no rule here forbids the same. It was not added.",
        example="10s not with loop, at the place of 10s not with hdr",
    ),
    "CU113": Code(
        title="the page states a price no more",
        text=(
            "The text that a price stood on is gone, and the page has no such amount for this case. "
            "The table stays. Append one by hand, with what holds now or with unknown: and the reason."
        ),
        example="5s costs 51 credits, and the page now says: ask sales",
    ),
    "CU114": Code(
        title="prices by another word",
        text=(
            "The page says per what its amounts are, in another word than the spec, and the amounts stand where they "
            "stood. It may be the same thing; where it is not, append a table by hand."
        ),
        example="per: image, and the page says per megapixel",
    ),
}
