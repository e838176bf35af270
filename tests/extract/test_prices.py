"""Prices in sentences and tables, each with its case."""

import pytest

from callsheet.extract import extract
from callsheet.layers.document import Page
from callsheet.read import read

TABLE = """# Acme

## Inputs

| Parameter | Type | Description |
|---|---|---|
| `prompt` | string | What to show |
| `resolution` | string | One of: 720p, 1080p. |
| `seconds` | integer | One of: 5, 10. |
| `draft` | boolean | Quick look |

## Pricing

"""

CASES = [
    ("Each image costs **$0.03**.", [({}, "0.03", "USD", "image")]),
    (r"\$0.02/s (720p), \$0.04/s (1080p)", [({"resolution": "720p"}, "0.02", "USD", "second"), ({"resolution": "1080p"}, "0.04", "USD", "second")]),
    ("Costs 12 credits per video.", [({}, "12", "credits", "video")]),
    ("US$0.0429 per request.", [({}, "0.0429", "USD", "request")]),
    ("From $0.02 per image.", []),
    ("You save $5 per month.", []),
    ("For example, a clip would cost $0.60 per run.", []),
    ("For 5 seconds, 720p costs $0.30 and 1080p costs $0.60.", [({"seconds": 5, "resolution": "720p"}, "0.30", "USD", "request"), ({"seconds": 5, "resolution": "1080p"}, "0.60", "USD", "request")]),
    ("720p and 1080p cost $0.45.", [({"resolution": "720p"}, "0.45", "USD", "request"), ({"resolution": "1080p"}, "0.45", "USD", "request")]),
    ("720p costs $0.07 per clip, and other sizes cost $0.02 per clip.", [({"resolution": "720p"}, "0.07", "USD", "clip")]),
    ("Drafts increase the price by 2 credits per request.", []),
    ("$0.02 per second at night", [({}, "0.02", "USD", "second")]),
    ("| Resolution | Price |\n|---|---|\n| 720p | $0.10 |\n| 1080p | $0.20 |", [({"resolution": "720p"}, "0.10", "USD", "request"), ({"resolution": "1080p"}, "0.20", "USD", "request")]),
    ("| Variant | Credits |\n|---|---|\n| 5s | 51 |\n| 10s | 92 |", [({"seconds": 5}, "51", "credits", "request"), ({"seconds": 10}, "92", "credits", "request")]),
    ("| Variant | Credits |\n|---|---|\n| 5s | 51 |\n| 10s | from 92 |", [({"seconds": 5}, "51", "credits", "request")]),
    ("| Variant | Credits |\n|---|---|\n| 5s | 51 |\n| 10s | ~92 |", [({"seconds": 5}, "51", "credits", "request")]),
    ("| Resolution | Price |\n|---|---|\n| 720p | $0,16 |\n| 1080p | $1,200.50 |", [({"resolution": "1080p"}, "1200.50", "USD", "request")]),
    ("Credits are bought in packs.\n\n| Variant | USD |\n|---|---|\n| 5s | 51 |", [({"seconds": 5}, "51", "USD", "request")]),
    ("| Resolution | Standard | Draft mode |\n|---|---|---|\n| 720p | $0.02 per second | $0.01 per second |", [({"resolution": "720p", "draft": False}, "0.02", "USD", "second"), ({"resolution": "720p", "draft": True}, "0.01", "USD", "second")]),
    ("Example costs:\n\n| Resolution | Price |\n|---|---|\n| 720p | $0.60 |", []),
    ("| Resolution | Price |\n|---|---|\n| 8k | $0.60 |", []),
]  # fmt: skip


def test_a_parameters_own_text_prices_its_values():
    page = TABLE.replace("Quick look", "Quick look. 720p costs $0.10 per video. Adds $0.50 per video.")
    (model,) = extract(read(Page(name="x", data=page.encode()))).models
    assert [(one.when, one.amount) for one in model.prices] == [({"resolution": "720p"}, "0.10")]


@pytest.mark.parametrize(("said", "wanted"), CASES, ids=lambda part: str(part)[:50])
def test_price(said, wanted):
    (model,) = extract(read(Page(name="x", data=(TABLE + said + "\n").encode()))).models
    assert [(one.when, one.amount, one.unit, one.per) for one in model.prices] == wanted


def prices_of(page):
    (model,) = extract(read(Page(name="x.md", data=page.encode()))).models
    return model.prices


def test_a_table_of_what_lengths_come_to_is_no_price_table() -> None:
    rows = "| Duration | Cost |\n|---|---|\n| 5 seconds | $0.50 |\n| 10 seconds | $1.00 |\n"
    found = prices_of(f"{TABLE}Charges $0.10 per second of video:\n\n{rows}")
    assert [(price.when, price.amount, price.per) for price in found] == [({}, "0.10", "second")]
    found = prices_of(f"{TABLE}What a clip costs:\n\n{rows}")
    assert [(price.when, price.amount) for price in found] == [
        ({"seconds": 5}, "0.50"),
        ({"seconds": 10}, "1.00"),
    ]
