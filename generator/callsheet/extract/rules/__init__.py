"""Rules from prose: sentences and a page's own vocabulary in, rules and what was not understood out."""

from callsheet.extract.rules.claim import claim
from callsheet.extract.rules.sentence import Claims, Sentence, Vocabulary

__all__ = ["Claims", "Sentence", "Vocabulary", "claim"]
