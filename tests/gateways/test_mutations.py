from __future__ import annotations

import copy

import pytest

from callsheet_conformance.gateways.error import UnknownMutationError
from callsheet_conformance.gateways.mutations import MUTATIONS, mutate

PROVIDER = {
    "id": "toy",
    "models": [
        {
            "id": "toy/1",
            "unknown_keys": "documented",
            "parameters": [
                {"path": "ratio", "type": "string", "enum": ["16:9", "1:1"], "default": "16:9"},
                {
                    "path": "box",
                    "type": "object",
                    "members": [{"path": "box.size", "type": "integer", "maximum": 5}],
                },
                {
                    "path": "marks",
                    "type": "array",
                    "item": {"path": "marks[]", "type": "string", "max_length": 3},
                },
            ],
            "rules": [{"id": "a"}, {"id": "b"}],
            "prices": [{"rows": [{"amount": "0.10"}]}, {"rows": [{"amount": "0.20"}, {"amount": "0.40"}]}],
        }
    ],
    "transport": {"statuses": [{"word": "queued"}, {"word": "done"}]},
}


def changed(text: str) -> dict:
    before = copy.deepcopy(PROVIDER)
    after = mutate(PROVIDER, text)
    assert before == PROVIDER, "the original must stay as it is"
    return after


def model(text: str) -> dict:
    return changed(text)["models"][0]


def test_each_kind_changes_what_it_names():
    assert [rule["id"] for rule in model("drop-rule:toy/1:a")["rules"]] == ["b"]
    assert model('add-rule:toy/1:{"in": ["ratio", ["1:1"]]}')["rules"][-1]["violation"] == {
        "in": ["ratio", ["1:1"]]
    }
    assert model("add-value:toy/1:ratio:9:16")["parameters"][0]["enum"] == ["16:9", "1:1", "9:16"]
    assert model("remove-value:toy/1:ratio:1:1")["parameters"][0]["enum"] == ["16:9"]
    assert model("set-default:toy/1:ratio:1:1")["parameters"][0]["default"] == "1:1"
    assert "default" not in model("set-default:toy/1:ratio:null")["parameters"][0]
    assert model("set-limit:toy/1:box.size:maximum:6")["parameters"][1]["members"][0]["maximum"] == 6
    assert "max_length" not in model("drop-limit:toy/1:marks[]:max_length")["parameters"][2]["item"]
    assert model("set-limit:toy/1:box.size:type:string")["parameters"][1]["members"][0]["type"] == "string"
    assert "unknown_keys" not in model("unknown-keys:toy/1:accepted")
    assert [row["amount"] for row in model("scale-price:toy/1:1.5")["prices"][1]["rows"]] == [
        "0.300",
        "0.600",
    ]
    assert model("set-price:toy/1:1:0.41")["prices"][1]["rows"][1]["amount"] == "0.41"
    assert changed("set-status:done:doen")["transport"]["statuses"][1]["word"] == "doen"
    assert changed("late:toy/1:ratio:enum")["x_late"] == [["toy/1", "ratio:enum"]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no-such",
        "drop-rule",
        "drop-rule:toy/1",
        "drop-rule:toy/1:c",
        "drop-rule:toy/2:a",
        "set-limit:toy/1:nowhere:maximum:6",
        "drop-limit:toy/1:ratio:maximum",
        "set-default:toy/1:ratio:16:9",
        "scale-price:toy/1:much",
        "scale-price:toy/1:1",
        "set-price:toy/1:7:1",
        "set-status:gone:away",
        "unknown-keys:toy/1:refused",
    ],
)
def test_what_changes_nothing_is_an_error(text):
    with pytest.raises(UnknownMutationError):
        mutate(PROVIDER, text)


def test_the_table_is_sorted():
    assert list(MUTATIONS) == sorted(MUTATIONS)
