"""Which parameter a word or phrase names: by id, stem, display name, or its own description. No guessing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from callsheet.extract.rules.condition import Dnf
from callsheet.extract.rules.lexicon import words
from callsheet.extract.rules.sentence import Vocabulary
from callsheet.layers.facts import ParameterFact

CARRIERS = words("url uri path file id base64 b64 data list key src link second sec")
"""Words of a name that say how the thing is sent, or in which unit, not what it is: ``first_frame_url``."""
_STEM_REST = CARRIERS | {"generation", "image", "video", "audio"}
_MEDIA = words("media input asset material")
_SENT = _STEM_REST | {"image", "video", "audio", "picture", "photo"}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]*|[\u3400-\u9fff]+")
_PICTURES = words("image picture photo")
_PICTURED = words("frame keyframe picture photo")
"""A parameter of such a name holds an image too: then "the image" may be either."""
_CHINESE_NOUN = re.compile(r"\s*([\u3400-\u9fff]{2,10})")
_CHINESE_SWITCH = re.compile(
    r"\s*(?:控制|用于控制)?是否(?:开启|启用|使用|打开)([\u3400-\u9fff]{2,8}?(?:模式|功能)?)(?:[，,。；;\s]|$)"
)
"""A switch is called by what it turns on: 是否开启样片模式 makes 样片模式 a name."""
_CHINESE_NOISE = re.compile(r"参考|列表|地址|链接|参数|输入|传入|上传|数量|文件$|用于.*|指定.*|是否.*")
_FIRST_SENTENCE = re.compile(r"[^.。\n]{0,300}")
_CODE = re.compile(r"`[^`]*`")
_MUST = re.compile(r"requir|cannot|only|must|ignor|not |仅|不", re.IGNORECASE)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """``startFrame_urls`` → start, frame, url: words in lower case and singular."""
    return tuple(singular(word.lower()) for word in _WORD.findall(text))


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Names:
    """The names of one vocabulary, each looked up in constant time."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.facts: Mapping[str, ParameterFact] = {fact.name: fact for fact in vocabulary.parameters}
        self.modes: Mapping[tuple[str, ...], Dnf] = {}
        """Modes that the page defines, by the words of their names."""
        self._named: dict[tuple[str, str | None, bool], tuple[str, ...]] = {}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._spoken: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._core: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._stem: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._tail: dict[str, list[str]] = defaultdict(list)
        self._described = {
            name: _opening(text) for name, text in vocabulary.described.items() if name in self.facts
        }
        self._pictures = any(
            _PICTURED & set(words_of(fact.name.split(".")[-1]))
            for fact in vocabulary.parameters
            if fact.type in ("file", "string")
        )
        for fact in vocabulary.parameters:
            self._index(fact)
        self.chinese: dict[str, str] = self._chinese_names(vocabulary)
        """Chinese titles, and what the rows' own texts open with: 视频列表 makes 视频 a name of video_list."""

    def _index(self, fact: ParameterFact) -> None:
        parts = fact.name.replace("[]", "").split(".")
        for start in range(len(parts)):
            self._exact[".".join(parts[start:]).lower()].append(fact.name)
        words = words_of(parts[-1])
        core = tuple(word for word in words if word not in CARRIERS) or words
        self._spoken[words].append(fact.name)
        if fact.type == "boolean" and len(words) > 1 and words[0] == "generate":
            self._spoken[*words[1:], "generation"].append(fact.name)
        if fact.title and words_of(fact.title) != words:
            self._spoken[words_of(fact.title)].append(fact.name)
        self._core[core].append(fact.name)
        for length in range(1, len(words)):
            if all(word in _STEM_REST or word.isdigit() for word in words[length:]):
                self._stem[words[:length]].append(fact.name)
        if fact.type not in ("boolean", "integer", "number") and core:
            self._tail[core[-1]].append(fact.name)

    def _chinese_names(self, vocabulary: Vocabulary) -> dict[str, str]:
        found: dict[str, list[str]] = defaultdict(list)
        for fact in vocabulary.parameters:
            if fact.title and fact.title[0] >= "\u3400":
                found[fact.title].append(fact.name)
        for name, text in vocabulary.described.items():
            opening = _CHINESE_NOUN.match(text)
            noun = _CHINESE_NOISE.sub("", opening.group(1)) if opening else ""
            switch = _CHINESE_SWITCH.match(text)
            if switch and name in self.facts and self.facts[name].type == "boolean":
                found[switch.group(1)].append(name)
            if name in self.facts and len(noun) > 1:
                found[noun].append(name)
        outer = {noun: [name for name in names if "[]" not in name] or names for noun, names in found.items()}
        return {noun: names[0] for noun, names in outer.items() if len(names) == 1}

    def is_boolean(self, name: str) -> bool:
        return self.facts[name].type == "boolean"

    def always(self, name: str) -> bool:
        """Whether it always has a value: one that must be sent, or a documented one."""
        return self.facts[name].required or self.facts[name].default is not None

    def known(self, text: str) -> bool:
        """Whether this is a name, or a stem of two words or more, as it is written."""
        if text.lower() in self._exact:
            return True
        words = words_of(text)
        return len(words) > 1 and ("_" in text or text[1:] != text[1:].lower()) and words in self._stem

    def named(self, text: str, subject: str | None = None, *, code: bool = False) -> tuple[str, ...]:
        """The parameters that a phrase names: one, or those of one stem; nothing if it could be several.

        ``code`` says that the page marks the text as code: then its exact name or stem counts, no description.
        """
        key = (text, subject, code)
        if key not in self._named:
            self._named[key] = self._resolved(text, subject, code=code)
        return self._named[key]

    def _resolved(self, text: str, subject: str | None, *, code: bool) -> tuple[str, ...]:
        exact = self._near(self._exact.get(text.lower().replace("[]", ""), ()), subject)
        if exact:
            return exact
        words = words_of(text)
        if not words or text in self.chinese:
            return (self._outside(self.chinese[text], subject or ""),) if words else ()
        if len(words) > 1 and words[-1] in _MEDIA and (every := self._all_of(words[:-1])):
            return every
        for table in (self._spoken, self._stem if code or len(words) > 1 else {}, self._core):
            names = table.get(words, [])
            if len(names) > 1 and table is self._stem:
                return tuple(names)
            if near := self._near(names, subject):
                return near
        return () if code else self._loosely(words, subject, many=" " in text)

    def _outside(self, name: str, subject: str) -> str:
        """A member of an array's items, spoken of from outside: the array itself."""
        array = name.rpartition("[]")[0]
        return name if _within(name, subject) or array not in self.facts else array

    def _all_of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """``reference media``: all parameters that are references of some medium, where there are several."""
        found = [
            name
            for known, names in self._spoken.items()
            for name in names
            if known[: len(words)] == words and known[len(words) :] and set(known[len(words) :]) <= _SENT
        ]
        return tuple(found) if len(found) > 1 else ()

    def _loosely(self, words: tuple[str, ...], subject: str | None, *, many: bool) -> tuple[str, ...]:
        if len(words) == 1:
            tail = [name for name in self._tail.get(words[0], ()) if name != subject]
            if len(tail) != 1 or (words[0] in _PICTURES and self._pictures):
                return ()
            return (self._outside(tail[0], subject or ""),)
        return self.described(words, subject) if many else ()

    def described(self, words: tuple[str, ...], subject: str | None) -> tuple[str, ...]:
        """The one file or text whose description opens with this phrase: "Image used as the first frame of …"."""
        core = tuple(word for word in words if word not in ("image", "video", "audio", "file", "picture"))
        if len(core) < 2:
            return ()
        found = [
            name
            for name, opening in self._described.items()
            if name != subject and self.facts[name].type in ("file", "string", "array", "object")
            if _contains(opening, core)
            and set(words) <= {*opening, *words_of(name), *words_of(self.facts[name].type)}
        ]
        return (found[0],) if len(found) == 1 else ()

    def siblings(self, name: str) -> tuple[str, ...]:
        """All parameters of its stem: the ways to send one thing."""
        words = words_of(name.rpartition(".")[2])
        stems = (self._stem.get(words[:length], ()) for length in range(len(words) - 1, 1, -1))
        return tuple(next((stem for stem in stems if len(stem) > 1), (name,)))

    def spoken_of(self, name: str) -> frozenset[str]:
        """The words by which a parameter's own row may speak of it."""
        fact = self.facts[name]
        return frozenset((*words_of(name.rsplit(".", maxsplit=1)[-1]), *words_of(fact.title or "")))

    def opening(self, name: str) -> frozenset[str]:
        """The words of the first sentence of a parameter's description."""
        return frozenset(self._described.get(name, ()))

    @staticmethod
    def _near(names: Iterable[str], subject: str | None) -> tuple[str, ...]:
        """The one name; of several the one beside the subject, below the same parent, or the subject's own child."""
        every = list(names)
        if len(every) > 1:
            every = [name for name in every if _within(name, subject or "")] or every
        if len(every) <= 1 or subject is None:
            return tuple(every) if len(every) == 1 else ()
        for parent in (subject.rpartition(".")[0], subject):
            beside = [name for name in every if name.rpartition(".")[0].rstrip("[]") == parent.rstrip("[]")]
            if len(beside) == 1:
                return tuple(beside)
        return ()


def _within(name: str, subject: str) -> bool:
    """Whether a name may be meant here: a member of an array's items is spoken of among those items alone."""
    array = name.rpartition("[]")[0]
    return not array or subject.startswith(array)


def _opening(text: str) -> tuple[str, ...]:
    first = _FIRST_SENTENCE.match(_CODE.sub("", text.strip()))
    return () if first is None or _MUST.search(first.group()) else words_of(first.group())


def _contains(text: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(text[start : start + len(phrase)] == phrase for start in range(len(text) - len(phrase) + 1))
