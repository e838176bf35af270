"""The table of phrasings: one row each, tried in order, the first that covers a clause and means something counts.

To add one, add a row with an example to the file of its kind. Articles, possessives and words like "also" are
dropped before; "can not", "must not" and "may not" read as "cannot", "will be" as "is" (``spoken.py``). Guards
("when …", "with …", "for …", "unless …") are read off both ends, so a pattern says nothing of them.
"""

from callsheet.extract.rules.phrasing import Phrasing
from callsheet.extract.rules.phrasings import (
    chinese,
    chinese_effect,
    choice,
    effect,
    english,
    exclusion,
    need,
    number,
    restriction,
)

ROWS: tuple[Phrasing, ...] = (
    *exclusion.ROWS,
    *choice.ROWS,
    *restriction.ROWS,
    *need.ROWS,
    *effect.ROWS,
    *number.ROWS,
    *chinese.ROWS,
    *chinese_effect.ROWS,
)
OPEN = english.OPEN
CLASSES: tuple[tuple[str, str], ...] = tuple({**english.CLASSES, **chinese.CLASSES}.items())
