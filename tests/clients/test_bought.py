"""What ``callsheet run`` tells of several jobs of one create."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from callsheet.cli.bought import RESULTS, STOPPED, follow
from callsheet.cli.clients import LEDGER
from callsheet.runtime import errors

OPTIONS = {"timeout": None, "is_emulated": False, "out": RESULTS, "ledger": LEDGER, "base_url": None, "specs": None,
           "as_json": True}  # fmt: skip


def job(name, trouble=None):
    result = SimpleNamespace(
        urls=("u",),
        charges=(),
        estimate=None,
        missing=(),
        differences=(),
        reference="",
        save=lambda *_, **__: Path(name),
    )

    def wait(**_):
        if trouble is not None:
            raise trouble
        return result

    return SimpleNamespace(id=name, token=f"job1.{name}", wait=wait)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), errors.WaitTimeout("not done after 9 s")], ids=repr)
def test_a_stop_still_tells_of_what_was_saved(capsys, stop):
    """The first is paid and on the disk; whoever reads the JSON must not take it for lost."""
    with pytest.raises(SystemExit) as ended:
        follow(SimpleNamespace(errors=errors), [job("j-1"), job("j-2", stop)], ["", ""], OPTIONS)
    said = capsys.readouterr()
    assert ended.value.code == STOPPED
    assert [each["files"] for each in json.loads(said.out)] == [["j-1"]]
    assert "--resume j-2" in said.err
    assert "j-1" not in said.err
