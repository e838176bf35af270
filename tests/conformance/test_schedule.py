"""What a budget decides is known before, and one twin serves many checks wherever the gateway takes it."""

from __future__ import annotations

from decimal import Decimal

import httpx
import pytest
from deviating import MODEL, Gateway
from test_budget import DAY

from callsheet_conformance.anchors import anchored, anchors, fitted
from callsheet_conformance.checks import PAIRS, plan, within
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.error import Unaffordable
from callsheet_conformance.estimate import dearest, most
from callsheet_conformance.forecast import forecasts
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.known import Known
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.record.cassette import header, path_of
from callsheet_conformance.record.make import record
from callsheet_conformance.record.recorded import Recorded
from callsheet_conformance.run import run
from callsheet_conformance.schedule import Pricing, scheduled
from callsheet_conformance.targets import Emulated, Validators, Wired
from callsheet_conformance.verdict import Verdict
from callsheet_conformance.verify import verify
from callsheet_conformance.wire.paid import Free, Paid, Terms

FLASH = "apiframe/luma-ray-flash-2"
GENERATE = f"gmicloud/{MODEL}"
PRICING = Pricing(today=DAY)


class Purse:
    """A cap in memory: nothing is left behind, and no disk is waited for."""

    def __init__(self, cap: Decimal) -> None:
        self.cap, self.held = cap, dict[str, Decimal]()

    def reserve(self, gateway: str, amount: Decimal) -> str:
        if self.spent + amount > self.cap:
            raise Unaffordable(f"budget: {amount} would be needed, {self.cap - self.spent} is left")
        self.held[ticket := f"{gateway}{len(self.held)}"] = amount
        return ticket

    def charge(self, ticket: str, amount: Decimal) -> None:
        self.held[ticket] = amount

    def release(self, ticket: str) -> None:
        self.charge(ticket, Decimal(0))

    def bought(self, ticket: str, job: str, least: Decimal) -> None:
        assert job
        self.held[ticket] = max(self.held[ticket], least)

    @property
    def spent(self) -> Decimal:
        return sum(self.held.values(), Decimal(0))


def planned(subject, beside=()):
    return [(check, subject) for check in plan(subject, beside or [subject]) if within(check, PAIRS)]


def buying(subject, client, base_url, purse=None, **more) -> Wired:
    """A target at which everything has its price."""
    form = read(dict(subject.provider["transport"]))
    terms = Terms(gateway="g", purse=purse or Free(), today=DAY, pause=lambda _: None)
    wire = Paid(
        form, client, base_url or form.base_url, {"Authorization": "Bearer k", "X-API-Key": "k"}, terms=terms
    )
    options = {"pause": lambda _: None, "seconds": 120, "step": 61, **more}
    return Wired(kind="live", note="", wire_of=lambda _: wire, thrifty=True, **options)


def emulated(catalogue, subject, purse) -> Wired:
    gateway = Emulated(catalogue, [subject.provider["id"]])
    base = gateway.wire(subject).base_url
    return buying(subject, gateway.client, base, purse, pause=gateway.advance)


@pytest.mark.parametrize(("name", "caps"), [(GENERATE, ["0.15", "17.00", "62.25"]), (FLASH, ["51", "5000"])])
def test_a_budget_decides_what_was_foretold_and_all_in_the_end(name, caps, catalogue, subjects):
    subject = subjects[name]
    ordered = scheduled(planned(subject), PRICING)
    (forecast,) = forecasts(ordered, PRICING)
    for cap in map(Decimal, caps):
        purse = Purse(cap)
        results = list(run(ordered, emulated(catalogue, subject, purse), paid=True))
        decided = sum(result.verdict is not Verdict.NOT_TESTABLE for result in results)
        assert purse.spent <= cap
        assert not any(result.is_finding for result in results)
        assert 0 <= decided - forecast.decided(cap) <= 5, (
            "one that costs less may come after one that does not fit"
        )
    assert forecast.decided(cap) == forecast.checks == decided
    assert forecast.checks > 190


def test_a_small_budget_decides_a_third_of_all(subjects):
    (forecast,) = forecasts(planned(subjects[GENERATE]), PRICING)
    assert forecast.decided(Decimal("0.15")) > 60
    assert forecast.decided(Decimal("1.00")) > 75
    told = " ".join(forecast.lines(Decimal("1.00")))
    assert f"of {forecast.checks} checks" in told
    assert f"1.00 USD decides {forecast.decided(Decimal(1))}" in told


def test_what_has_no_price_is_told_as_jobs(subjects):
    def told(name: str) -> str:
        (found,) = forecasts(planned(subjects[name]), PRICING)
        return " ".join(found.lines(Decimal(1)))

    assert "--assume-price" in told("oxen/luma-ray-v3-2-reframe")
    assert "dry run tells" in told("scenario/model_luma-reframe-video")
    (assumed,) = forecasts(
        planned(subjects["oxen/luma-ray-v3-2-reframe"]), Pricing(today=DAY, assumed=Decimal("0.50"))
    )
    assert assumed.needs[-1] == assumed.jobs * Decimal("0.50")


def test_beside_an_anchor_a_check_shows_the_same_one_change_away(catalogue):
    """Judged by the oracle for all models, and by the emitted validators, which share no code with it, for one."""
    emitted, moved = Validators(root=catalogue.root), 0
    for subject in catalogue.subjects:
        oracle, among = oracle_of(subject), anchors(subject, DAY)
        assert all(oracle.violations(each) == () for each in among)
        for check, _ in planned(subject, catalogue.subjects):
            for anchor in among[:3] if "breaks" in check.requests else ():
                found = anchored(check, anchor, subject)
                if found is None:
                    continue
                breaks = found.requests["breaks"]
                assert [v.id for v in oracle.violations(breaks)] == [
                    v.id for v in oracle.violations(check.requests["breaks"])
                ]
                names = {
                    n
                    for n in {**breaks, **anchor}
                    if repr(breaks.get(n)) != repr(anchor.get(n)) or (n in breaks) != (n in anchor)
                }
                assert len(names) == 1, (check.id, names)
                if subject.name == GENERATE:
                    assert (
                        emitted.ask(subject, breaks).rules
                        == emitted.ask(subject, check.requests["breaks"]).rules
                    )
                moved += 1
    assert moved > 3000


def test_one_twin_serves_nearly_all_that_is_refused(subjects):
    for name, twins in ((GENERATE, 8), (FLASH, 5)):
        subject = subjects[name]
        among = anchors(subject, DAY)
        found = [
            fitted(check, subject, DAY, among) for check, _ in planned(subject) if "breaks" in check.requests
        ]
        assert len({canonical(check.requests["twin"]) for check in found}) <= twins
        assert len(found) > 90


def test_where_a_gateway_does_not_take_the_anchor_each_check_keeps_its_own_twin(catalogue, subjects):
    gateway, subject = Gateway(), subjects[GENERATE]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and request.content.count(b'":') > 7:
            return httpx.Response(400, json={"error": "too much at once"})
        return gateway.answer(request)

    checks = planned(subject, catalogue.subjects)
    target = buying(subject, httpx.Client(transport=httpx.MockTransport(answer)), "", step=1)
    results = {r.check.name: r for r in run(scheduled(checks, PRICING), target, paid=True)}
    limits = [r for r in results.values() if r.check.kind in ("limit", "near", "type")]
    assert {r.check.name for r in limits if r.is_finding} == {
        "loop:type", "loop:type/word true", "loop:type/word false", "resolution:enum/not 360p",
    }  # fmt: skip
    assert any(r.is_finding and r.check.kind == "covering" for r in results.values()), (
        "it shows where it belongs"
    )


def test_what_is_held_back_is_the_price_nearest_to_what_is_asked(subjects):
    model, request = subjects[GENERATE].model, {"model": MODEL, "prompt": "A kite."}
    held = {
        name: most(model, {**request, **more}, DAY)
        for name, more in {
            "an unpriced pair": {"hdr": True, "resolution": "540p"},
            "a word for a flag": {"hdr": "true", "resolution": "720p"},
            "another case": {"resolution": "1080P"},
            "no price looks at it": {"resolution": "540p", "loop": 7},
            "a value of its own": {"resolution": "2160p"},
        }.items()
    }
    assert held == {
        "an unpriced pair": Decimal("4.80"),
        "a word for a flag": Decimal("1.20"),
        "another case": Decimal("1.20"),
        "no price looks at it": Decimal("0.15"),
        "a value of its own": dearest(model, DAY),
    }
    assert most(model, {**request, "resolution": "2160p"}, DAY, Decimal("2.50")) == Decimal("2.50")


def test_where_refusals_come_late_money_is_not_spent_on_them_alone(catalogue, subjects, known):
    """Nobody is told of one gateway that it refuses late, of the other all know it."""
    subject, price = subjects["oxen/luma-ray-v3-2-text-to-video"], Decimal("1.25")
    gateway = Emulated(catalogue, ["oxen"])
    form = read(dict(subject.provider["transport"]))
    for noted in (known, Known()):
        purse = Purse(Decimal(9))
        terms = Terms(gateway="g", purse=purse, today=DAY, assumed=price)
        wire = Paid(
            form, gateway.client, gateway.wire(subject).base_url, {"Authorization": "Bearer k"}, terms=terms
        )
        target = Wired(
            kind="live",
            note="",
            wire_of=lambda _, w=wire: w,
            pause=gateway.advance,
            seconds=120,
            step=61,
            thrifty=True,
        )
        ordered = scheduled(planned(subject), Pricing(today=DAY, assumed=price, known=noted))
        results = list(run(ordered, target, noted, paid=True))
        found = {r.check.name: r.verdict for r in results if r.verdict is not Verdict.NOT_TESTABLE}
        assert Verdict.LATE in found.values()
        assert found.get("loop-not-10s", Verdict.LATE) is Verdict.LATE
        assert len(found) > (20 if noted is known else 8), "a refusal is not worth its money without a twin"


def test_a_live_recording_is_asked_for_as_it_was_made_from_the_first_check_on(subjects, catalogue, tmp_path):
    subject, gateway = subjects[GENERATE], Gateway()
    live = buying(
        subject, httpx.Client(transport=httpx.MockTransport(gateway.answer)), "https://x.example/v1", step=1
    )
    record(subject, catalogue, live, folder=tmp_path, strength=1)
    assert header(path_of(tmp_path, subject.name)).recorded == "live"
    played = Recorded(catalogue, tmp_path)
    check = next(check for check, _ in planned(subject) if check.name == "resolution:enum")
    assert played.likely(check, subject) == live.likely(check, subject) != check
    assert verify(check, subject, played).verdict is Verdict.ENFORCED
