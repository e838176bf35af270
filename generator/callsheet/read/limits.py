"""How much of a page is read. Beyond these a page is refused: documentation never needs more."""

from __future__ import annotations

PAGE_BYTES = 20 * 1024 * 1024
YAML_BYTES = 2 * 1024 * 1024
"""YAML is parsed in Python; larger descriptions come as JSON."""
DEPTH = 200
"""Of nested elements, or of nested JSON."""
TABLES = 500
TABLE_ROWS = 2_000
TABLE_COLUMNS = 64
FIELDS = 20
"""Of parameter tags within each other; more are tags without an end."""
SPAN = 64
"""``colspan`` and ``rowspan`` are clamped to this."""
INLINE = 16_384
"""Characters of one paragraph or cell whose marks are parsed; longer ones are kept as they stand."""
