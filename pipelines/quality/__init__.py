"""Running the expectations and the SQL checks."""

from pipelines.quality.docs import check_all, write_docs
from pipelines.quality.expectations import check_table, suite_names
from pipelines.quality.pairs import sample_pairs
from pipelines.quality.references import check_references, sql_checks
from pipelines.quality.results import CheckResult, shown

__all__ = [
    "CheckResult",
    "check_all",
    "check_references",
    "check_table",
    "sample_pairs",
    "shown",
    "sql_checks",
    "suite_names",
    "write_docs",
]
