"""The package's version and its changelog follow from the changes, and say where and when."""

from __future__ import annotations

from datetime import date

import pytest

from callsheet import drift, emit
from callsheet.layers.change import Change, Effect
from callsheet.layers.diagnostic import CallsheetError

DAY = date(2026, 7, 16)


def change(effect: Effect, message: str = "something differs") -> Change:
    return Change(
        code="CV117",
        effect=effect,
        subject="acme/kite",
        path="parameters/size",
        message=message,
        at="Limits/2#5f0c21ab90de",
    )


@pytest.mark.parametrize(
    ("effects", "version"),
    [
        (["breaking", "additive", "price"], "3.0.0"),
        (["additive", "price"], "2.5.0"),
        (["price"], "2.4.7"),
        (["cosmetic"], "2.4.7"),
        (["unclear"], "2.4.7"),
        ([], "2.4.6"),
    ],
)
def test_the_worst_change_decides(effects: list[Effect], version: str) -> None:
    assert drift.next_version("2.4.6", map(change, effects)) == version


def test_releases_are_put_before_the_earlier_ones_and_read_back() -> None:
    first = drift.release((), [change("additive")], DAY)
    second = drift.release(first, [change("price"), change("breaking")], date(2026, 8, 1))
    assert [each.version for each in second] == ["1.0.0", "0.2.0"]
    assert second[1:] == first
    assert [each.effect for each in second[0].entries] == ["breaking", "price"]
    assert drift.load_releases(drift.dump_releases(second)) == second
    assert drift.release(second, [], DAY) == second


@pytest.mark.parametrize("text", ["{", "[1]", '[{"version": "1", "date": "2026-01-01", "entries": []}]', '[{"version": "1.0.0", "date": "soon", "entries": []}]',
    '[{"version": "1.0.0", "date": "2026-01-01", "entries": [{"effect": "odd", "subject": "", "path": "", "message": ""}]}]'])  # fmt: skip
def test_a_list_that_was_edited_by_hand_is_refused(text: str) -> None:
    with pytest.raises(CallsheetError) as error:
        drift.load_releases(text)
    assert error.value.diagnostics[0].code == "CV160"


def test_the_package_has_the_version_and_the_changelog() -> None:
    releases = drift.release((), [change("price", "size <b>large</b> costs 51 credits\n## now")], DAY)
    files = {file.path: file.text for file in emit.released(releases)}
    assert 'version = "0.1.1"\n' in files["pyproject.toml"]
    log = files["CHANGELOG.md"]
    assert "## 0.1.1 (2026-07-16)" in log
    assert "### Prices" in log
    assert "(Limits/2)" in log
    assert "<b>" not in log
    assert "\n## now" not in log
    assert [file.path for file in emit.released(())] == ["pyproject.toml"]


def test_a_body_holds_any_text_and_calls_nobody() -> None:
    body = drift.markdown([change("price", "see @team, <b>`x`</b> and [here](//x)\n# now | then")])
    assert "@team" not in body
    assert "<b>" not in body.replace("\\<b\\>", "")
    assert "\n# now" not in body
    assert "](//x)" not in body.replace("\\](", "")
    assert drift.markdown([]) == "Nothing changed for callers.\n"


def test_a_level_fails_for_what_it_names() -> None:
    assert drift.fails([change("breaking")], "price")
    assert drift.fails([change("cosmetic")], "any")
    assert not drift.fails([change("price")], "breaking")
    assert not drift.fails([change("breaking")], "never")
