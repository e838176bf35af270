"""Changes for people and machines: Markdown of a pull request, SARIF of a code scanner, JSON, a changelog."""

from callsheet.drift.report.json_report import as_json
from callsheet.drift.report.markdown import bullets, markdown, shown
from callsheet.drift.report.sarif import sarif

__all__ = ["as_json", "bullets", "markdown", "sarif", "shown"]
