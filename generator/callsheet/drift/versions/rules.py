"""Rules that no request shows: advice, account needs, rules that follow from others, and what else a model says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.drift.made import Subject
from callsheet.layers.change import Change
from callsheet.layers.model import Model, Need, Rule


def rules(subject: Subject, old: Model, new: Model) -> Iterator[Change]:
    yield from _advice(subject, old, new)
    yield from _needs(subject, old, new)
    if old.unknown_keys != new.unknown_keys:
        message = (
            f"unknown keys: {new.unknown_keys or 'nobody says'} now, was {old.unknown_keys or 'nobody says'}"
        )
        yield subject.change("CV125", "unclear", "unknown_keys", message)
    if old.operation != new.operation:
        message = f"is a {new.operation} operation now, was {old.operation}"
        yield subject.change("CV126", "breaking", "operation", message)


def _advice(subject: Subject, old: Model, new: Model) -> Iterator[Change]:
    """What is an error is the solver's; a rule that turned from one into the other shows there too."""
    before = {each.id: each for each in old.rules if not each.is_error}
    now = {each.id: each for each in new.rules if not each.is_error}
    for key, rule in now.items():
        old_rule = before.get(key)
        if old_rule is None:
            yield _advised(subject, "CV122", rule, "is new")
        elif (old_rule.violation, old_rule.effect) != (rule.violation, rule.effect):
            yield _advised(subject, "CV123", rule, "says another thing now")
    for key, rule in before.items():
        if key not in now:
            yield _advised(subject, "CV124", rule, "is gone")


def _advised(subject: Subject, code: str, rule: Rule, what: str) -> Change:
    message = f"advice {what}: {rule.id}, {rule.message}"
    return subject.change(code, "cosmetic", f"rules/{rule.id}", message, at=rule.at)


def _needs(subject: Subject, old: Model, new: Model) -> Iterator[Change]:
    before, now = {each.id: each for each in old.needs}, {each.id: each for each in new.needs}
    for key, need in now.items():
        if key not in before or before[key].when != need.when:
            yield _need(subject, "CV127", need, "is asked of the account")
    for key, need in before.items():
        if key not in now:
            yield _need(subject, "CV128", need, "is asked of the account no more")


def _need(subject: Subject, code: str, need: Need, what: str) -> Change:
    return subject.change(code, "unclear", f"needs/{need.id}", f"{need.id} {what}", at=need.at)
