"""Facts and specs: ``specs/*.yaml`` is loaded strictly, dumped stably, updated from a page's facts, and linted."""

from callsheet.draft.codes import CODES, Code
from callsheet.draft.dump import dump
from callsheet.draft.lint import lint
from callsheet.draft.load import load, load_provider
from callsheet.draft.schema import provider_schema, schema
from callsheet.draft.update import update

__all__ = ["CODES", "Code", "dump", "lint", "load", "load_provider", "provider_schema", "schema", "update"]
