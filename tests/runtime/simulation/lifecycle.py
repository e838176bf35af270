"""One paid job from wish to file, in a world that fails; afterwards the invariants are held against the truth."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from holds import (
    PATIENCE,
    BrokenError,
    hold,
    hold_end,
    hold_error,
    hold_given_up,
    hold_interrupted,
    hold_polls,
    require,
)
from truth import Gateway, TrueJob, film
from world import BASE, Killed, World

from callsheet.runtime.build import body_of, url_of
from callsheet.runtime.context import Context
from callsheet.runtime.drive import adrive, drive
from callsheet.runtime.effects import Flow
from callsheet.runtime.errors import (
    DownloadError,
    GatewayError,
    JobError,
    LedgerError,
    OutcomeUnknown,
    Unsupported,
)
from callsheet.runtime.flows.cancel import cancel
from callsheet.runtime.flows.download import Wanted, download
from callsheet.runtime.flows.outcome import addresses
from callsheet.runtime.flows.recover import recover
from callsheet.runtime.flows.submit import submit
from callsheet.runtime.flows.wait import Patience, wait
from callsheet.runtime.job_state import Amount, Intent, Snapshot
from callsheet.runtime.job_token import Token
from callsheet.runtime.part import Part
from callsheet.runtime.transport import Transport


@dataclass(slots=True)
class Life:
    """One lifecycle: its world, and what its user saw."""

    world: World
    context: Context
    asynchronous: bool
    shown: list[str]

    def run(self, flow: Flow[Any]) -> Any:
        self.world.dead = False
        if self.asynchronous:
            return _awaited(adrive(flow, self.world.aperform))
        return drive(flow, self.world.perform)

    def see(self, error: BaseException) -> None:
        notes = getattr(error, "__notes__", [])
        self.shown.append(" ".join([type(error).__name__, str(error), *notes]))


def _awaited(coroutine: Any) -> Any:
    """Run a coroutine that never really waits: a loop would only cost time."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("the virtual world never suspends")


def live(
    seed: int, transports: dict[str, Transport], *, asynchronous: bool, folder: Path | None = None
) -> Life:
    """Run one lifecycle. Raises ``BrokenError``."""
    random = Random(seed)
    transport = transports[random.choice(sorted(transports))]
    risk = random.choice([0.0, 0.05, 0.2, 0.5])
    world = World(gateway=Gateway(transport, random, risk=risk), random=random, risk=risk)
    life = Life(world, Context(transport=transport, base_url=BASE), asynchronous, [])
    if random.random() < 0.25:
        world.dies_at, world.dies_after = random.randrange(1, 30), random.random() < 0.5
    if random.random() < 0.1:
        world.interrupts_at = random.randrange(1, 30)
    if random.random() < 0.05:
        world.full_at = random.randrange(1, 30)
    job_ids = _bought(life, f"intent of seed {seed}")
    try:
        for job_id in job_ids:
            _followed(life, job_id, folder)
        hold(life)
    except BrokenError as broken:
        broken.trace = world.trace
        raise
    finally:
        # the next life has jobs of the same names
        for left in folder.iterdir() if folder else ():
            left.unlink()
    return life


def _bought(life: Life, prompt: str) -> list[str]:
    transport = life.context.transport
    params = {"prompt": prompt}
    draft = Intent(id="", provider=transport.provider, model="m-1", params=params,
                   url=url_of(BASE, transport.submit, model="m-1"), body=body_of(transport, "m-1", params),
                   estimate=Amount(amount=Decimal("0.30"), unit="USD"))  # fmt: skip
    try:
        accepted = life.run(submit(life.context, draft))
    except (Killed, asyncio.CancelledError) as end:
        life.see(end)
        hold_interrupted(life, end)
        return _restarted(life)
    except LedgerError as error:
        life.see(error)
        require(not life.world.creates, "I2: sent without the ledger that was asked for")
        return []
    except GatewayError as error:
        hold_error(error)
        life.see(error)
        if isinstance(error, OutcomeUnknown):
            require(
                error.facts.intent_id and error.facts.at_risk and error.facts.advice,
                "I8: what is at risk, what next",
            )
            return _restarted(life)
        return []
    ids = [job.id for job in accepted.jobs]
    require(
        life.world.full_at or set(ids) <= life.world.ledger.jobs.keys(),
        "I2: an accepted job that is not recorded",
    )
    return ids


def _restarted(life: Life) -> list[str]:
    """Another process with the same ledger. It resumes what was accepted, and looks after what is not known."""
    if life.world.random.random() < 0.2:
        # long after: keys have been forgotten
        life.world._pass(life.world.random.choice([1, 30]) * 86400.0)
    ledger = life.world.ledger
    found = list(ledger.jobs)
    for intent in ledger.open_intents():
        try:
            found += life.run(recover(life.context, intent, set(ledger.jobs))).jobs
        except (Killed, asyncio.CancelledError, GatewayError) as error:
            life.see(error)
    return [*dict.fromkeys([*found, *ledger.jobs])]


def _followed(life: Life, job_id: str, folder: Path | None) -> None:
    token = Token.parse(str(Token(provider=life.context.transport.provider, job_id=job_id, created=life.world.wall)),
                        life.context.transport.provider)  # fmt: skip
    if life.world.random.random() < 0.15:
        _cancelled(life, token)
    snapshot = None
    for _ in range(3):
        snapshot = _waited(life, token)
        if snapshot is not None:
            break
    if snapshot is not None:
        hold_end(life, token, snapshot)
        _taken(life, token, snapshot, folder)


def _cancelled(life: Life, token: Token) -> None:
    try:
        life.run(cancel(life.context, token))
    except Unsupported:
        require(life.context.transport.cancel is None, "I7: unsupported where a cancel is documented")
    except (Killed, asyncio.CancelledError) as end:
        life.see(end)
    except GatewayError as error:
        hold_error(error)
        life.see(error)


def _waited(life: Life, token: Token) -> Snapshot | None:
    advice = life.context.transport.polling
    patience = Patience(first=advice.first_seconds, longest=advice.max_seconds, total=PATIENCE)
    begun, first = life.world.mono, len(life.world.polls)
    try:
        return life.run(wait(life.context, token, patience, born=None))
    except (Killed, asyncio.CancelledError) as end:
        life.see(end)
        if isinstance(end, asyncio.CancelledError):
            require(
                any(token.job_id in note for note in getattr(end, "__notes__", [])),
                "I8: an interrupted wait names the job",
            )
        return None
    except GatewayError as error:
        hold_error(error)
        require(error.facts.job_id == token.job_id, f"I8: {type(error).__name__} does not name the job")
        hold_given_up(life, token, error, begun)
        life.see(error)
        return None
    finally:
        hold_polls(life, first, begun)


def _taken(life: Life, token: Token, snapshot: Snapshot, folder: Path | None) -> None:
    try:
        urls = life.run(addresses(life.context, token, snapshot))
    except JobError as error:
        require(error.facts.job_id == token.job_id, "I8: the error of an ended job names it")
        life.see(error)
        return
    except (Killed, asyncio.CancelledError, GatewayError) as error:
        life.see(error)
        return
    if folder is None:
        return
    target = folder / f"{token.job_id}.mp4"
    part = Part(target, life.context.facts(job_id=token.job_id), overwrite=False)
    wanted = Wanted(token=token, index=0, url=urls[0], max_bytes=1 << 20)
    for _ in range(2):
        try:
            life.run(download(life.context, wanted, part))
            break
        except DownloadError as error:
            hold_error(error)
            require(error.facts.job_id == token.job_id, "I8: a download's error names the job")
            life.see(error)
        except (Killed, asyncio.CancelledError, GatewayError) as error:
            life.see(error)
    if target.exists():
        job = life.world.gateway.find(token.job_id)
        whole = target.read_bytes()
        target.unlink()
        require(job is not None and whole in _versions(job), "I4: a final file that is not the result")


def _versions(job: TrueJob) -> list[bytes]:
    return [film(job.number, version) for version in range(job.version + 1)]


def twice(seed: int, transports: dict[str, Transport], folder: Path | None = None) -> int:
    """The same life in both shells: identical traces, identical words. How many lifecycles that were."""
    one = live(seed, transports, asynchronous=False, folder=folder)
    other = live(seed, transports, asynchronous=True, folder=folder)
    if one.world.trace != other.world.trace:
        raise BrokenError("I9: the traces of the two shells differ")
    if one.shown != other.shown:
        raise BrokenError("I9: the words of the two shells differ")
    return 2
