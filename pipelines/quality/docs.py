"""What the checks found, as one page that reads without a network."""

import html
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.quality.expectations import check_table, suite_names
from pipelines.quality.references import check_references
from pipelines.quality.results import CheckResult, shown

_STYLE = (
    "body{font:15px sans-serif;max-width:70em;margin:2em auto}"
    "td,th{text-align:left;padding:.2em .8em;border-bottom:1px solid #ddd}"
    ".error{color:#b00}.warn{color:#a60}.ok{color:#070}"
)


def check_all(tables: Mapping[str, pa.Table]) -> list[CheckResult]:
    """Run every suite and every SQL check on the tables that are there."""
    found = [r for name in suite_names() if name in tables for r in check_table(name, tables[name])]
    return found + check_references(tables)


def write_docs(tables: Mapping[str, pa.Table], folder: Path) -> Path:
    """Write index.html with every rule and what it found; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(page(check_all(tables)), encoding="utf-8")
    return path


def page(results: Iterable[CheckResult]) -> str:
    """Return the page of some results."""
    rows = "\n".join(_row(r) for r in results)
    head = "<tr><th>table</th><th>rule</th><th>result</th><th>finding</th></tr>"
    top = f"<!doctype html><meta charset='utf-8'><title>Data quality</title><style>{_STYLE}</style>"
    return f"{top}<h1>Data quality</h1><table>{head}{rows}</table>"


def _row(result: CheckResult) -> str:
    state = "ok" if result.passed else result.severity
    examples = "; ".join(shown(row) for row in result.rows[:5])
    cells = [result.table, result.name, state, f"{result.message} {examples}".strip()]
    return f"<tr class='{state}'>" + "".join(f"<td>{html.escape(c)}</td>" for c in cells) + "</tr>"
