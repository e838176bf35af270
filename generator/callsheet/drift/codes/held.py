"""CHxxx: why a pull writes nothing until somebody confirms it."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

HELD: Final[dict[str, Code]] = {
    "CH101": Code(
        title="price that moves far",
        text=(
            "A price moves by more than a fifth, or its unit or basis is another one. Prices do move; "
            "so do commas. Look at the page, then confirm."
        ),
        example="5 credits, and the page now says 51",
    ),
    "CH102": Code(
        title="page that lost most of its rows",
        text=(
            "Fewer than half of the parameters that the page documented are left on it. Pages that "
            "are half rendered look like this."
        ),
        example="3 of 17 parameters are left",
    ),
    "CH103": Code(
        title="values that are gone",
        text=(
            "The page listed the values of a parameter and lists none now. Without them nothing would "
            "be checked, so the spec keeps its own."
        ),
        example="Possible values: and nothing after",
    ),
    "CH104": Code(
        title="page that became another one",
        text=(
            "The page states no parameters, or says nothing of a model that it described. It has "
            "moved, or a start page stands in its place."
        ),
        example="a page that answers with the index",
    ),
    "CH105": Code(
        title="page that is gone or cannot be read",
        text=(
            "The server says no, or what it sent is no documentation page. The specs stay as they "
            "are; correct the address in provider.yaml, or take the page out of it."
        ),
        example="404 for a page that moved",
    ),
    "CH106": Code(
        title="schema of a page that cannot be had",
        text=(
            "The page shows its parameters from a file elsewhere, and that file is on a host that "
            "provider.yaml does not name, or its server says no. Without it the page says less than it does."
        ),
        example="an OpenAPI file that answers 500",
    ),
    "CH107": Code(
        title="parameter that seems to be renamed",
        text=(
            "The page lists one parameter no more and another one instead, and they are alike. Adding the new name "
            "beside the old one would offer both. Rename it in the spec, with the rules and prices that speak of it; "
            "if they are two parameters, confirm."
        ),
        example="aspect_ratio is gone, and ratio takes the same values",
    ),
    "CH108": Code(
        title="page that cannot be fetched now",
        text="There is no network, or its server does not answer or is busy. Nothing is known of the page; try again.",
        example="a laptop on a train",
    ),
}
