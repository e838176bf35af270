"""Live runs that go wrong: a wrong key, a gateway that is down or talks too much, a ledger that is broken."""

from __future__ import annotations

from decimal import Decimal

import httpx
import pytest
from deviating import MODEL
from test_budget import DAY

from callsheet_conformance.budget import Budget
from callsheet_conformance.command import _spending
from callsheet_conformance.error import ConformanceError, LedgerError, Shut
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.live import Live, Spending
from callsheet_conformance.options import Options
from callsheet_conformance.run import run
from callsheet_conformance.targets import Wired
from callsheet_conformance.verdict import Check, Verdict
from callsheet_conformance.verify import verify
from callsheet_conformance.wire.door import TRIES
from callsheet_conformance.wire.paid import Free, Paid, Terms
from callsheet_conformance.wire.signing import masked

SECRET = "sk-canary-7Zq7RkT1vW9xLmB3n"
REQUEST = {"model": MODEL, "prompt": "A kite."}


@pytest.fixture
def subject(subjects):
    return subjects[f"gmicloud/{MODEL}"]


def wire(subject, answer, purse=None) -> Paid:
    form = read(dict(subject.provider["transport"]))
    client = httpx.Client(transport=httpx.MockTransport(answer))
    terms = Terms(gateway="gmicloud", purse=purse or Free(), today=DAY)
    return Paid(form, client, form.base_url, {"Authorization": f"Bearer {SECRET}"}, terms=terms)


class Answering:
    """Counts what it is asked."""

    def __init__(self, code: int = 0, **body) -> None:
        self._code, self._body, self.seen = code, body, 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen += 1
        if not self._code:
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(self._code, json=self._body)


@pytest.mark.parametrize("answer", [Answering(401, error="no such key"), Answering()], ids=["key", "down"])
def test_who_is_not_let_in_asks_three_times_finds_nothing_and_pays_nothing(
    answer, subject, catalogue, tmp_path
):
    purse = Budget(cap=Decimal(1000), path=tmp_path / "spending.sqlite", run="run")
    wired = Wired(
        kind="live",
        note="",
        wire_of=lambda each: wire(each, answer, purse),
        pause=lambda _: None,
        thrifty=True,
    )
    checks = Options(target="live", model=subject.name).planned(catalogue)
    results = list(run(checks, wired, paid=True))
    assert answer.seen == TRIES
    assert len(results) == len(checks) > 200
    assert {result.verdict for result in results} == {Verdict.NOT_TESTABLE}
    assert any("lets nobody in" in result.reason for result in results)
    assert purse.spent("gmicloud") == 0


def test_a_gateway_that_has_answered_once_is_asked_on(subject):
    answers = iter([401, 401, 400, 401, 401, 401, 401])
    asking = wire(subject, lambda _: httpx.Response(next(answers), json={"error": "no"}))
    for _ in range(7):
        asking.submit(subject.model, REQUEST)


def test_what_an_account_may_not_use_shuts_no_door(subject):
    """403 may be about one feature, and the first checks may all be of it."""
    answer = Answering(403, error="HDR is not for you")
    asking = wire(subject, answer)
    for _ in range(TRIES + 2):
        asking.submit(subject.model, REQUEST)
    assert answer.seen == TRIES + 2


def test_without_credentials_a_refusal_is_what_was_asked_for(subject):
    asking = wire(subject, Answering(401, error="no key"))
    for _ in range(TRIES + 1):
        asking.unsigned().submit(subject.model, REQUEST)
    for _ in range(TRIES):
        asking.submit(subject.model, REQUEST)
    with pytest.raises(Shut):
        asking.submit(subject.model, REQUEST)


def test_a_key_that_a_gateway_repeats_goes_no_further(subject):
    asking = wire(subject, Answering(401, error=f"Incorrect API key provided: {SECRET}."))
    assert asking.submit(subject.model, REQUEST).message == "Incorrect API key provided: …."


@pytest.mark.parametrize("said", ["Basic c2stY2FuYXJ5OnNlY3JldC1zZWNyZXQ=", "secret-secret", "…"])
def test_both_forms_of_basic_credentials_are_hidden(said):
    headers = {"Authorization": "Basic c2stY2FuYXJ5OnNlY3JldC1zZWNyZXQ="}
    assert "c2stY2" not in masked(said, headers)
    assert "secret-secret" not in masked(said, headers)


def test_a_word_that_is_no_secret_stays():
    assert masked("an emulated job", {"Authorization": "Bearer emulated"}) == "an emulated job"


def test_a_broken_ledger_is_told_and_nothing_is_sent(tmp_path):
    path = tmp_path / "spending.sqlite"
    path.write_text("this is no database " * 20)
    with pytest.raises(
        LedgerError, match=r"spending\.sqlite, which keeps what live runs spend, cannot be used"
    ):
        Budget(cap=Decimal(1), path=path, run="run")


def test_a_ledger_whose_folder_is_a_file_is_told(tmp_path):
    (tmp_path / "beside").write_text("")
    with pytest.raises(LedgerError):
        Budget(cap=Decimal(1), path=tmp_path / "beside" / "spending.sqlite", run="run")


@pytest.mark.parametrize("every", [-1.0, float("nan"), float("inf")])
def test_a_pause_that_is_none_is_told_before_anything_is_bought(every, tmp_path, catalogue):
    options = Options(target="live", budget="1", every=every, ledger=tmp_path / "spending.sqlite")
    with pytest.raises(ConformanceError, match="--every"):
        options.open(catalogue)


def test_a_valid_request_refused_with_and_without_a_default_says_nothing_of_the_default(subject):
    refusing = wire(subject, Answering(400, error="the prompt is too long"))
    wired = Wired(kind="live", note="", wire_of=lambda _: refusing, pause=lambda _: None)
    requests = {"unset": REQUEST, "sent": {**REQUEST, "duration": "5s"}}
    check = Check(
        subject=subject.name,
        name="default/duration",
        kind="default",
        facts={"refused": False},
        requests=requests,
    )
    assert verify(check, subject, wired).verdict is Verdict.UNDOCUMENTED


def test_what_was_bought_is_told_where_a_run_is_stopped(tmp_path, capsys):
    live = Live((), "", Spending(cap=Decimal(1), ledger=tmp_path / "spending.sqlite", run="mine"))
    live._budget.reserve("gmicloud", Decimal("0.30"))
    with pytest.raises(KeyboardInterrupt), _spending(live):
        raise KeyboardInterrupt
    assert "spent in run mine: 0.30 of 1 at gmicloud" in capsys.readouterr().err
