"""A spec as a whole, made or left alone by an update."""

from __future__ import annotations

import pytest
from update_facts import KNOWN, SPEC, parameter, run

from callsheet.draft import load
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.facts import ParameterFact
from callsheet.layers.place import Place, digest_of


def test_a_new_spec_is_in_the_house_layout() -> None:
    done = run(
        None, title="Model M", parameters=(*KNOWN, parameter("model", "string", required=True, enum=("m",)))
    )
    assert done.text == (
        "model: m\ntitle: Model M\npage: p\n\nparameters:\n"
        f'  resolution: {{type: string, enum: ["540p", "720p"], default: "540p", at: "{KNOWN[0].at}"}}\n'
        f'  hdr: {{type: boolean, at: "{KNOWN[1].at}"}}\n'
        '  model: {type: string, required: true, enum: ["m"], role: model, at: "P/model#'
        f'{digest_of("model row")}"}}\n'
    )


def test_places_are_made_to_fit_a_line() -> None:
    fact = ParameterFact(name="a", type="string", at=Place(path="T/x\n y\u200b", digest="0" * 12))
    assert load(run(None, parameters=(fact,)).text, "f").parameters[0].at == f"T/x y#{'0' * 12}"


def test_a_spec_that_does_not_load_is_not_touched() -> None:
    with pytest.raises(CallsheetError):
        run(SPEC + "rulez: []\n", parameters=KNOWN)


def test_windows_line_ends_are_made_plain() -> None:
    assert run(SPEC.replace("\n", "\r\n"), parameters=KNOWN).text == run(SPEC, parameters=KNOWN).text
