"""Values, and what is said of a parameter: ``is set to 10s``, ``is provided``, ``720p or 1080p resolution``."""

from __future__ import annotations

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.condition import Op, Test, unique
from callsheet.extract.rules.cursor import Cursor
from callsheet.extract.rules.names import singular, words_of
from callsheet.extract.rules.phrasing import CONDITIONAL
from callsheet.extract.rules.values import UNITS, amount_of
from callsheet.layers.facts import Json

_TO = lexicon.words("~ - – — to and 至 到")
_LISTED = 6
"""Numbers of a list that is looked through for the unit at its end."""


class Stating(Cursor):
    """Reads values, relations and states."""

    # -- values --------------------------------------------------------------------------------------------------

    def valued(self, at: int) -> tuple[Test, int] | None:
        """A value, or values of one parameter: ``720p/1080p``, ``10 seconds``, ``5s duration``."""
        subject = self.context.subject
        if subject is not None and (found := self.ranged(subject, at)) is not None:
            return found
        first = self._value(at)
        if first is None:
            return None
        have, after = first
        values: dict[str, list[Json]] = {name: [value] for name, value in have.items()}
        while (step := self.connective(after, commas=True)) is not None and (
            more := self._value(step[1])
        ) is not None:
            shared = [name for name in values if name in more[0]]
            if not shared:
                break
            values = {name: [*values[name], more[0][name]] for name in shared}
            after = more[1]
        name, after = self._bound(tuple(values), after)
        return None if name is None else (Test((name,), "in", unique(values[name])), after)

    def ranged(self, name: str, at: int) -> tuple[Test, int] | None:
        """``3-10 seconds``, ``between 3 and 10``: a range of a number, or those of its values that lie in it."""
        start = at + (self.word(at) in ("between", "from"))
        least, most = self._bound_at(start), self._bound_at(start + 2)
        if least is None or most is None or least >= most or self.word(start + 1) not in _TO:
            return None
        if self.word(start + 1) in ("and", "to") and start == at and self.word(start + 1) == "and":
            return None
        end = start + 3 + (self.word(start + 3) in UNITS)
        fact = self.names.facts[name]
        if fact.enum:
            amounts = [(value, amount_of(value)) for value in fact.enum]
            inside = tuple(
                value for value, amount in amounts if amount is not None and least <= amount <= most
            )
            return (Test((name,), "in", inside), end) if inside else None
        if fact.type not in ("integer", "number"):
            return None
        return Test((name,), "in", (least, most), cases=(([name, ">=", least], [name, "<=", most]),)), end

    def _bound_at(self, at: int) -> float | int | None:
        token = self.tokens[at] if 0 <= at < len(self.tokens) else None
        return amount_of(token.text) if token is not None and token.kind in ("code", "number") else None

    def _value(self, at: int) -> tuple[dict[str, Json], int] | None:
        """One value and the parameters that have it; a unit may be a word of its own."""
        if at >= len(self.tokens):
            return None
        token, unit, after = self.tokens[at], "", at + 1
        if token.kind in ("mark", "url") or (token.kind == "word" and self.reserved(token.word)):
            return None
        if token.word in ("true", "false"):
            return self._truth(token.word, after)
        if token.kind == "number":
            dash = 1 if self.word(after) == "-" else 0
            if self.word(after + dash) in UNITS and not token.text[-1].isalpha():
                unit, after = self.word(after + dash), after + dash + 1
            elif not token.text[-1].isalpha():
                unit = self._shared_unit(after)
        elif self.longest_name(at):
            return None
        meant = dict(self.values.meant(token.text, unit, code=token.kind == "code"))
        if not meant and token.kind == "word" and (named := self.longest_name(after)) is not None:
            loose = self.values.meant(token.text, code=True)
            meant = {name: loose[name] for name in named[0] if name in loose}
        return (meant, after) if meant else None

    def _shared_unit(self, at: int) -> str:
        """The unit that a list of numbers has at its end: ``5 or 8 seconds``."""
        for _ in range(_LISTED):
            step = self.connective(at, commas=True)
            if step is None or step[1] >= len(self.tokens) or self.tokens[step[1]].kind != "number":
                return ""
            at = step[1] + 1
            if self.word(at) in UNITS:
                return self.word(at)
        return ""

    def _truth(self, word: str, after: int) -> tuple[dict[str, Json], int] | None:
        subject = self.context.subject
        if subject is None or not self.names.is_boolean(subject):
            return None
        return {subject: word == "true"}, after

    def _bound(self, candidates: tuple[str, ...], at: int) -> tuple[str | None, int]:
        """Which candidate: the one named next (``720p resolution``), else the only one, else the row's own."""
        found = self.longest_name(at)
        if found is not None:
            named = [name for name in found[0] if name in candidates]
            if len(named) == 1:
                return named[0], found[1]
        subject = self.context.subject
        name = candidates[0] if len(candidates) == 1 else subject if subject in candidates else None
        own = words_of(name.rsplit(".", maxsplit=1)[-1]) if name else ()
        while singular(self.word(at)) in lexicon.HEADS | lexicon.MEASURES or singular(self.word(at)) in own:
            at += 1
        return name, at

    def values_of(self, name: str, at: int) -> tuple[tuple[Json, ...], int] | None:
        values: list[Json] = []
        step: int | None = at
        while step is not None and step < len(self.tokens):
            token = self.tokens[step]
            text, after = token.text, step + 1
            if token.kind == "number" and self.word(after) in UNITS:
                text, after = text + self.word(after), after + 1
            value = (
                self.values.of(name, text, code=token.kind == "code")
                if token.kind not in ("mark", "url")
                else None
            )
            if value is None:
                break
            values.append(value)
            at = after
            connective = self.connective(after, commas=True)
            step = connective[1] if connective else None
        return (unique(values), at) if values else None

    # -- states --------------------------------------------------------------------------------------------------

    def stated(self, test: Test, at: int) -> tuple[Test, int]:
        return self.related(test, at) or self.state(test, at) or self._beside(test, at) or (test, at)

    def _beside(self, test: Test, at: int) -> tuple[Test, int] | None:
        """``resolution 1080p``: a value of the parameter's own list right after its name."""
        values = (
            self.values_of(test.names[0], at)
            if at < len(self.tokens) and self.tokens[at].kind != "word"
            else None
        )
        listed = self.names.facts[test.names[0]].enum
        if values is None or listed is None or not set(map(str, values[0])) <= set(map(str, listed)):
            return None
        return Test(test.names, "in", values[0]), values[1]

    def related(self, test: Test, at: int) -> tuple[Test, int] | None:
        tables: tuple[tuple[tuple[tuple[str, ...], ...], Op], ...] = (
            (lexicon.DIFFERS, "not in"), (lexicon.EQUALS, "in"), (lexicon.ABOVE, ">"), (lexicon.BELOW, "<"),
        )  # fmt: skip
        for words, op in tables:
            after = self.said(words, at)
            values = self.values_of(test.names[0], after) if after is not None else None
            if values is None:
                continue
            if op in ("in", "not in") or isinstance(values[0][0], (int, float)):
                return Test(test.names, op, values[0]), values[1]
            if beyond := self._beyond(test.names[0], op, values[0][0]):
                return Test(test.names, "in", beyond), values[1]
        return None

    def _beyond(self, name: str, op: Op, bound: Json) -> tuple[Json, ...]:
        """The values of a list that lie beyond one of them, where all are amounts: above ``5s`` there is ``10s``."""
        listed = self.names.facts[name].enum or ()
        amounts, limit = [amount_of(value) for value in listed], amount_of(bound)
        if limit is None:
            return ()
        sure = [(value, amount) for value, amount in zip(listed, amounts, strict=True) if amount is not None]
        found = (value for value, amount in sure if (amount > limit if op == ">" else amount < limit))
        return tuple(found) if len(sure) == len(listed) else ()

    def state(self, test: Test, at: int) -> tuple[Test, int] | None:
        linked = at + 1 if self.word(at) in lexicon.LINKING else at
        linked = at + 2 if (self.word(at), self.word(at + 1)) == ("to", "be") else linked
        negated = self.word(linked) == "not"
        word = self.word(linked + negated)
        if linked + negated > at and word == "left":
            linked, word = linked + 1, self.word(linked + negated + 1)
        if word not in lexicon.GIVEN and word not in lexicon.MISSING:
            return None
        after = linked + negated + 1
        if word == "used" and self.word(after) in (
            "only",
            "when",
            "if",
            "for",
            "instead",
            "with",
            "together",
            "as",
            "to",
        ):
            return None
        if word == "used" and negated and after >= len(self.tokens) and self._is_main(at):
            return None
        if word == "turned":
            word, after = self.word(after), after + 1
        if word == "set" and linked == at and self.word(after) in ("to", ""):
            return None if self.word(after) == "to" else (test.given(), after)
        return (test.lacking() if negated != (word in lexicon.MISSING) else test.given()), after

    def _is_main(self, at: int) -> bool:
        """Whether a verb at the end is what the clause says, and no condition: "when A is set, B is not used"."""
        guards = [here for here in range(at) if self.word(here) in CONDITIONAL]
        return bool(guards) and "," in self._words[guards[-1] : at]

    def valued_after(self, test: Test, at: int) -> tuple[Test, int] | None:
        """The value or missing state that follows an obligation: ``(must be) 720p or 1080p``, ``omitted``."""
        if len(test.names) == 1 and (found := self.ranged(test.names[0], at)) is not None:
            return found
        values = self.values_of(test.names[0], at)
        if values is not None:
            return Test(test.names, "in", values[0]), values[1]
        if self.word(at) in lexicon.MISSING:
            return test.lacking(), at + 1
        related = self.related(test, at + 1 if self.word(at) == "value" else at)
        return related if related is not None and related[0].op in ("<", ">") else None
