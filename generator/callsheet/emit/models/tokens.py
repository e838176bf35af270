"""Stand-ins for spec text: the model generator sees only them, and our own encoders print what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from callsheet.emit.encode.python_text import Code, docstring, literal


@dataclass(slots=True)
class Tokens:
    """``tokens.text("16:9")`` is ``text_0_``, and ``"text_0_"`` in generated code becomes ``"16:9"`` again."""

    texts: list[str] = field(default_factory=list)
    docs: list[str] = field(default_factory=list)

    def text(self, value: object) -> object:
        """A stand-in for a string; any other scalar as it is."""
        if isinstance(value, list):
            return [self.text(each) for each in value]
        if not isinstance(value, str):
            return value
        if value not in self.texts:
            self.texts.append(value)
        return f"text_{self.texts.index(value)}_"

    def doc(self, text: str) -> str:
        self.docs.append(text)
        return f"doc_{len(self.docs) - 1}_"

    def restore(self, source: str) -> Code:
        """Generated source with every stand-in replaced by its literal."""
        plain = re.sub(r'"text_(\d+)_"', lambda match: literal(self.texts[int(match[1])]), source)
        return Code(
            re.sub(r'"""\s*doc_(\d+)_\s*"""', lambda match: docstring(self.docs[int(match[1])]), plain)
        )
