"""Facts and specs: ``specs/*.yaml`` is loaded strictly, dumped stably, updated from a page's facts, and linted."""

from callsheet.draft.load import load, load_provider
from callsheet.draft.schema import provider_schema, schema

__all__ = ["load", "load_provider", "provider_schema", "schema"]
