"""Document → Facts: what a page states, each fact with its place."""

from callsheet.extract.assemble import extract
from callsheet.extract.label import label

__all__ = ["extract", "label"]
