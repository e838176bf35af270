"""What the writer gives up with, within this folder."""

from __future__ import annotations


class Inexpressible(Exception):  # noqa: N818  # it is caught one call up: nobody sees it as an error
    """IDL has no words for this."""
