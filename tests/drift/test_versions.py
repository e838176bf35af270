"""Two versions of a model: what callers notice, each with a request that shows it; words and layout give next to nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from small import KITE, PROVIDER, swapped, texts

from callsheet import drift, emit, pipeline
from callsheet.layers.change import Change
from callsheet.layers.model import Model, Provider
from callsheet.solve import judge


def providers(text: str, provider: str = PROVIDER) -> tuple[Provider, ...]:
    return pipeline.resolved(pipeline.load({**texts(kite=text), "specs/acme/provider.yaml": provider}))


def model(text: str) -> Model:
    return providers(text)[0].models[0]


def changes(new: str, old: str = KITE) -> tuple[Change, ...]:
    return drift.compare_providers(providers(old), providers(new))


def test_the_same_is_the_same() -> None:
    assert changes(KITE) == ()


def test_another_layout_of_the_file_gives_nothing() -> None:
    block = '  size:\n    enum: ["small", "large"]\n    type: string\n    default: "small"\n'
    line = '  size: {type: string, enum: ["small", "large"], default: "small"}\n'
    assert changes(swapped(KITE, (line, block), ("rules:\n", "# what goes with what\nrules:\n"))) == ()


def test_another_order_of_values_gives_nothing() -> None:
    assert changes(swapped(KITE, ('["small", "large"]', '["large", "small"]'))) == ()


def test_other_words_are_one_cosmetic_change() -> None:
    (found,) = changes(swapped(KITE, ("Draws a kite.", "Paints a kite.")))
    assert (found.code, found.effect) == ("CV140", "cosmetic")


@pytest.mark.parametrize(
    ("old", "new", "code", "effect"),
    [
        ("length: [1, 300]", "length: [1, 200]", "CV117", "breaking"),
        ("length: [1, 300]", "length: [1, 400]", "CV117", "additive"),
        ("size: {type: string,", "size: {type: string, required: true,", "CV114", "breaking"),
        ('forbid: {size: "large", seconds: 9}', 'forbid: {size: "large", seconds: 5}', "CV120", "breaking"),
        ('forbid: {size: "large", seconds: 9}', 'forbid: {size: "large", seconds: 5}', "CV121", "additive"),
        ("  tail: {type: boolean", "  with_tail: {type: boolean", "CV112", "breaking"),
        (
            "tail: {type: boolean, default: false}",
            "tail: {type: boolean, default: true}",
            "CV115",
            "breaking",
        ),
        ("tail: {type: boolean, default: false}", "tail: {type: boolean}", "CV115", "breaking"),
        ("  tail: {type: boolean, default: false}\n", "", "CV111", "breaking"),
        ("\nrules:", "  wind: {type: number, range: [0, 9]}\n\nrules:", "CV110", "additive"),
        ("\nrules:", "  wind: {type: number, required: true}\n\nrules:", "CV110", "breaking"),
    ],
)
def test_what_callers_notice(old: str, new: str, code: str, effect: str) -> None:
    found = changes(swapped(KITE, (old, new)))
    assert (code, effect) in {(each.code, each.effect) for each in found}, found


def test_every_witness_shows_what_it_is_said_to_show() -> None:
    edits = [
        ("length: [1, 300]", "length: [2, 200]"),
        ('forbid: {size: "large", seconds: 9}', 'forbid: {size: "large", tail: true}'),
        ("size: {type: string,", "size: {type: string, required: true,"),
        ("prompt: {type: string, required: true,", "prompt: {type: string,"),
        ('enum: ["small", "large"]', 'enum: ["small", "large", "huge"]'),
    ]
    for edit in edits:
        new = swapped(KITE, edit)
        shown = [each for each in changes(new) if each.witness is not None]
        assert shown
        for each in shown:
            verdicts = judge(model(KITE), each.witness).is_valid, judge(model(new), each.witness).is_valid
            assert verdicts == ((True, False) if each.effect == "breaking" else (False, True)), each


def test_one_thing_is_told_once() -> None:
    for edit in (
        ("length: [1, 300]", "length: [1, 200]"),
        ('"large"]', '"large", "huge"]'),
        ("  tail:", "  with_tail:"),
    ):
        assert len(changes(swapped(KITE, edit))) == 1, edit


DEARER = (
    KITE
    + """\
  - since: 2026-05-01
    unit: credits
    per: video
    rows:
      - {when: {seconds: 5}, amount: "51"}
      - {when: {seconds: 9}, amount: "8"}
"""
)


def test_dearer_and_cheaper_by_how_much_and_for_which_request() -> None:
    found = {each.code: each for each in changes(DEARER)}
    assert set(found) == {"CV132", "CV133"}
    assert {each.effect for each in found.values()} == {"price"}
    assert (found["CV132"].old, found["CV132"].new) == ("5", "51")
    assert "+920 %" in found["CV132"].message
    assert (found["CV133"].witness or {})["seconds"] == 9


def test_the_amounts_are_those_of_the_emitted_tables() -> None:
    old, new = providers(KITE)[0], providers(DEARER)[0]
    for each in changes(DEARER):
        if each.witness is not None:
            for provider, amount in ((old, each.old), (new, each.new)):
                with pipeline.tried(provider) as trial:
                    assert trial.price(provider.models[0], each.witness).amount == Decimal(str(amount))


def test_every_old_row_that_a_new_one_has_swallowed_is_told() -> None:
    one = KITE + '  - {since: 2026-05-01, unit: credits, per: video, rows: [{amount: "20"}]}\n'
    found = [each for each in changes(one) if each.code == "CV132"]
    assert {(each.old, each.new) for each in found} == {("5", "20"), ("10", "20")}


def test_quantities_count() -> None:
    tail = (
        "    quantities:\n      - {when: {tail: true}, count: 2}\n      - {when: {tail: false}, count: 1}\n"
    )
    found = [each for each in changes(KITE + tail) if each.code == "CV132"]
    assert {(each.old, each.new) for each in found} == {("5", "10"), ("10", "20")}
    assert all((each.witness or {})["tail"] is True for each in found)


def test_a_row_that_moves_is_told_once_however_many_units_requests_take() -> None:
    tail = (
        "    quantities:\n      - {when: {tail: true}, count: 2}\n      - {when: {tail: false}, count: 1}\n"
    )
    found = changes(swapped(KITE + tail, ('amount: "5"', 'amount: "6"')), KITE + tail)
    assert [(each.code, each.old, each.new) for each in found] == [("CV132", "5", "6")]
    assert "costs 6 credits per video, was 5, +20 %" in found[0].message
    assert "tail" not in (found[0].witness or {})


def test_a_table_of_the_past_that_is_edited_or_gone_is_told() -> None:
    edited = swapped(DEARER, ('amount: "5"}', 'amount: "6"}'))
    assert [each.code for each in changes(edited, DEARER)] == ["CV135"]
    gone = DEARER.replace(KITE[KITE.index("  - since") :], "")
    assert [each.code for each in changes(gone, DEARER)] == ["CV134"]


def test_other_unit_and_unknown_prices() -> None:
    assert {each.code for each in changes(swapped(KITE, ("unit: credits", "unit: USD")))} == {"CV130"}
    unknown = KITE + "  - {since: 2026-05-01, unknown: The page was taken down.}\n"
    assert {each.code for each in changes(unknown)} == {"CV131"}


def test_transport_and_statuses() -> None:
    new = swapped(
        PROVIDER,
        ("word: done", "word: finished"),
        ('"/jobs/{id}"', '"/works/{id}"'),
        ("failed}]", "failed}, {word: lost, means: failed}]"),
    )
    found = drift.compare_providers(providers(KITE), providers(KITE, new))
    assert {(each.code, each.effect) for each in found} == {
        ("CV151", "breaking"),
        ("CV150", "breaking"),
        ("CV152", "additive"),
    }


def test_models_and_providers_that_come_go_and_are_renamed() -> None:
    two = pipeline.resolved(
        pipeline.load(texts(kite=KITE, other=KITE.replace("model: kite", "model: other")))
    )
    assert [each.code for each in drift.compare_providers(providers(KITE), two)] == ["CV103"]
    assert [each.code for each in drift.compare_providers(two, providers(KITE))] == ["CV104"]
    renamed = drift.compare_providers(
        providers(KITE), providers(KITE.replace("model: kite", "model: kite-2"))
    )
    assert "CV105" in {each.code for each in renamed}
    assert [each.code for each in drift.compare_providers((), two)] == ["CV101"]
    assert [each.code for each in drift.compare_providers(two, ())] == ["CV102"]


def test_advice_and_needs() -> None:
    advice = swapped(KITE, ("    forbid: {size", "    basis: inferred\n    forbid: {size"))
    assert {each.code for each in changes(advice)} == {"CV121", "CV122"}
    need = swapped(
        KITE, ("\nprices:", "\nneeds:\n  - {id: sky, when: {tail: true}, summary: A permit.}\n\nprices:")
    )
    assert [(each.code, each.effect) for each in changes(need)] == [("CV127", "unclear")]


def test_a_manifest_reads_back_as_what_it_was_written_from() -> None:
    before = providers(DEARER)
    (file,) = emit.emit(before, ("manifest",))
    assert drift.read_manifest(file.text, file.path) == before[0]


HUE = '  hue: {type: string, enum: ["red", "blue"]}\n'
OPTIONS = "  options: {type: object}\n  options.spin: {type: integer, range: [1, 5]}\n"


@pytest.mark.parametrize(("lines", "name", "sent"), [(HUE, "hue", "red"), (OPTIONS, "options", {})])
def test_a_field_that_comes_or_goes_is_shown_by_a_request_that_may_send_it(
    lines: str, name: str, sent: Any
) -> None:
    more = swapped(KITE, ("  tail:", f"{lines}  tail:"))
    for new, old, code in ((more, KITE, "CV110"), (KITE, more, "CV111")):
        (found,) = changes(new, old)
        assert (found.code, (found.witness or {})[name]) == (code, sent)


def test_a_field_that_is_needed_now_is_shown_by_a_request_without_it() -> None:
    needed = swapped(KITE, ("  tail:", f"{HUE.replace('enum', 'required: true, enum')}  tail:"))
    (found,) = changes(needed)
    assert (found.code, found.effect, "hue" in (found.witness or {})) == ("CV110", "breaking", False)
    assert found.witness


def test_a_field_of_items_that_comes_is_not_shown_by_a_value_that_it_refuses() -> None:
    frames = '  frames: {type: array, items: {type: object}}\n  "frames[].n": {type: integer}\n'
    old = swapped(KITE, ("  tail:", f"{frames}  tail:"))
    new = swapped(old, ("  tail:", '  "frames[].hue": {type: string, enum: ["red", "blue"]}\n  tail:'))
    (found,) = changes(new, old)
    assert (found.code, found.effect, found.witness) == ("CV110", "additive", None)
