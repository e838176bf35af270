"""Hypothesis plays user, clock and wire at once: whatever the order of deeds, the ledger and the gateway agree."""

from __future__ import annotations

from random import Random

import lifecycle
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from transports import transports
from truth import Gateway
from world import BASE, Killed, World

from callsheet.runtime.build import body_of, url_of
from callsheet.runtime.context import Context
from callsheet.runtime.drive import drive
from callsheet.runtime.errors import GatewayError, OutcomeUnknown
from callsheet.runtime.flows.cancel import cancel
from callsheet.runtime.flows.recover import recover
from callsheet.runtime.flows.submit import submit
from callsheet.runtime.flows.wait import Patience, wait
from callsheet.runtime.job_state import Intent
from callsheet.runtime.job_token import Token


class Client(RuleBasedStateMachine):
    jobs = Bundle("jobs")

    @initialize(
        provider=st.sampled_from(sorted(transports())),
        seed=st.integers(0, 2**32),
        risk=st.sampled_from([0.0, 0.2, 0.6]),
    )
    def begin(self, provider, seed, risk):
        random = Random(seed)
        transport = transports()[provider]
        self.world = World(gateway=Gateway(transport, random), random=random, risk=risk)
        self.context = Context(transport=transport, base_url=BASE)
        self.wishes = 0
        self.ends = {}

    def run(self, flow):
        """The result, or None where the wire or the process failed."""
        self.world.dead = False
        try:
            return drive(flow, self.world.perform)
        except Killed:
            self.world.dies_at = None
        except GatewayError as error:
            lifecycle.hold_error(error)
            if isinstance(error, OutcomeUnknown) and not error.facts.at_risk:
                raise AssertionError("nothing is said of what may have been charged") from error
        return None

    @rule(target=jobs)
    def buy(self):
        self.wishes += 1
        params = {"prompt": f"wish {self.wishes}"}
        transport = self.context.transport
        draft = Intent(id="", provider=transport.provider, model="m-1", params=params,
                       url=url_of(BASE, transport.submit, model="m-1"), body=body_of(transport, "m-1", params))  # fmt: skip
        accepted = self.run(submit(self.context, draft))
        ids = [job.id for job in accepted.jobs] if accepted else []
        assert set(ids) <= self.world.ledger.jobs.keys()
        return multiple(*ids)

    @rule(target=jobs)
    def restart(self):
        """Another process: it has the ledger, and nothing else."""
        found = list(self.world.ledger.jobs)
        for intent in self.world.ledger.open_intents():
            outcome = self.run(recover(self.context, intent, set(self.world.ledger.jobs)))
            found += outcome.jobs if outcome else ()
        return multiple(*dict.fromkeys(found))

    @rule(job=jobs, total=st.sampled_from([5.0, 120.0, 900.0]))
    def wait_for(self, job, total):
        token = Token(provider=self.context.transport.provider, job_id=job)
        snapshot = self.run(wait(self.context, token, Patience(first=2.0, longest=15.0, total=total)))
        if snapshot is not None:
            true = self.world.gateway.find(job)
            assert snapshot.means == self.world.gateway.means(true, self.world.mono)
            # terminal means terminal
            assert self.ends.setdefault(job, snapshot.means) == snapshot.means

    @rule(job=jobs)
    def cancel_it(self, job):
        token = Token(provider=self.context.transport.provider, job_id=job)
        snapshot = self.run(cancel(self.context, token))
        if snapshot is not None and snapshot.ended:
            self.ends.setdefault(job, snapshot.means)

    @rule(seconds=st.sampled_from([1.0, 60.0, 3600.0, 100_000.0]))
    def time_passes(self, seconds):
        self.world._pass(seconds)

    @rule(jump=st.sampled_from([-3600.0, 3600.0]))
    def the_clock_is_set(self, jump):
        self.world.wall += jump

    @rule(at=st.integers(1, 12), after=st.booleans())
    def the_process_will_die(self, at, after):
        self.world.dies_at, self.world.dies_after = self.world.count + at, after

    @invariant()
    def no_wish_is_billed_twice(self):
        billed = [job.intent for job in self.world.gateway.jobs]
        assert len(billed) == len(set(billed))

    @invariant()
    def no_job_is_lost(self):
        ledger = self.world.ledger
        unsure = {
            entry.intent.params["prompt"]
            for entry in ledger.intents.values()
            if entry.state in ("sending", "unknown")
        }
        for job in self.world.gateway.jobs:
            assert job.id in ledger.jobs or job.intent in unsure

    @invariant()
    def no_call_goes_elsewhere(self):
        assert not self.world.foreign


TestClient = Client.TestCase
TestClient.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
