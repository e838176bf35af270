"""The HTML report used by keyboard in a real browser, where one is installed.

A script added to the page presses keys and writes what came of it into the document, which Chromium then prints.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from callsheet_conformance.known import Known
from callsheet_conformance.report.document import Report
from callsheet_conformance.report.table import write
from callsheet_conformance.run import planned, run
from callsheet_conformance.targets import Emulated

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1280,900", "--dump-dom",
)  # fmt: skip
PRESSES = """
const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
const who = () => document.activeElement.ariaLabel || document.activeElement.textContent;
const controls = [...document.querySelectorAll("button,input,select,a[href]")];
const told = {
  nameless: controls.filter(e => !(e.ariaLabel || e.labels?.length || e.textContent.trim())).length,
  stops: controls.filter(e => e.tabIndex >= 0 && e.checkVisibility()).length,
  buttons: document.querySelectorAll("button.cell").length, wide: document.documentElement.scrollWidth <= innerWidth,
  walk: [],
};
document.querySelector("#rules button.cell").focus();
for (const key of ["End", "ArrowDown", "Home", "ArrowUp"]) { press(key); told.walk.push(who()); }
told.one = document.querySelectorAll("#rules button.cell[tabindex='0']").length;
document.activeElement.click();
told.open = [document.getElementById("detail").open, who(), document.getElementById("heading").textContent];
told.shown = document.querySelectorAll("#body pre").length;
document.querySelector("#detail button").click();
told.closed = [document.getElementById("detail").open, who()];
document.querySelector("#others button.cell").click();
told.list = [document.getElementById("list-title").textContent, document.activeElement.closest("ol")?.id];
document.getElementById("findings").click();
told.found = [document.getElementById("shown").textContent, document.querySelectorAll("#list li").length];
const pre = document.createElement("pre"); pre.id = "told"; pre.textContent = JSON.stringify(told); document.body.append(pre);
"""


@pytest.fixture(scope="module")
def page(catalogue, tmp_path_factory) -> Path:
    """Of one model with a rule dropped."""
    target = Emulated(catalogue, ["gmicloud"])
    target.mutate("gmicloud", "drop-rule:luma-ray-3-2-generate:hdr-not-540p")
    checks = list(planned(catalogue, model="gmicloud/luma-ray-3-2-generate"))
    path = tmp_path_factory.mktemp("page") / "report.html"
    write(Report.about(target, catalogue, list(run(checks, target, Known.read()))), path, catalogue)
    return path


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)")
def test_the_page_is_used_by_keyboard(page, tmp_path):
    driven = tmp_path / "driven.html"
    driven.write_text(
        page.read_text("utf-8").replace("</body>", f"<script>{PRESSES}</script></body>"), "utf-8"
    )
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", driven.as_uri()]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    text = re.search(r'<pre id="told">(.*?)</pre>', printed, re.DOTALL)
    assert text is not None, "the page's script broke"
    told = json.loads(text[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))
    assert (told["nameless"], told["one"], told["wide"]) == (0, 1, True)
    assert told["buttons"] > 200
    assert told["stops"] <= 7, "Tab goes from part to part, not through every cell"
    down, home, up = told["walk"][1:]
    assert down == home != up == told["walk"][0]
    assert told["open"][:2] == [True, "Close"]
    assert told["open"][2] == up.partition(": ")[0]
    assert told["shown"] == 4, "two requests, as curl and as Python"
    assert told["closed"] == [False, up], "focus comes back to the cell"
    assert told["list"][0].startswith("Checks: ")
    assert told["list"][1] == "list"
    assert re.fullmatch(r"1 of \d+ checks", told["found"][0])
    assert told["found"][1] == 1
