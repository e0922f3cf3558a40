"""The asset checks: a suite of expectations for each table, and the SQL checks across tables."""

from collections.abc import Iterator, Sequence
from typing import Final

import dagster as dg

from pipelines.defs.progress import say
from pipelines.defs.resources import TableStore
from pipelines.quality import CheckResult, check_references, check_table, shown, sql_checks, suite_names
from pipelines.schema import RELEASED

_MOST: Final = 20


def _severity(failed: Sequence[CheckResult]) -> dg.AssetCheckSeverity:
    return dg.AssetCheckSeverity.ERROR if any(r.severity == "error" for r in failed) else dg.AssetCheckSeverity.WARN


def _metadata(results: Sequence[CheckResult]) -> dict[str, dg.MetadataValue]:
    failed = [r for r in results if not r.passed]
    lines = [f"- {r.line()}" for r in failed[:_MOST]]
    rows = [f"| {r.name} | {shown(row)} |" for r in failed for row in r.rows[:_MOST]]
    found: dict[str, dg.MetadataValue] = {"rules": dg.MetadataValue.int(len(results))}
    if failed:
        found["failed"] = dg.MetadataValue.md("\n".join(lines))
        found["rows"] = dg.MetadataValue.md("\n".join(["| rule | row |", "|---|---|", *rows]))
    return found


def result(results: Sequence[CheckResult]) -> dg.AssetCheckResult:
    """Make one Dagster result of the results of several rules: the worst of them."""
    failed = [r for r in results if not r.passed]
    for finding in failed:
        say(f"  {finding.line()}")
    return dg.AssetCheckResult(passed=not failed, severity=_severity(failed), metadata=_metadata(results))


def suite_check(table: str) -> dg.AssetChecksDefinition:
    """Make the check that runs the suite of one table."""

    @dg.asset_check(
        asset=table,
        name="expectations",
        blocking=True,
        description=f"The Great Expectations suite expectations/{table}.json.",
    )
    def expectations(store: TableStore) -> dg.AssetCheckResult:
        return result(check_table(table, store.load(table)))

    return expectations


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(
            f"{c.table}_{c.name}",
            asset="candidate",
            blocking=c.severity == "error",
            description=f"{c.table}: fails on {c.message}.",
        )
        for c in sql_checks()
    ],
)
def across_tables(store: TableStore) -> Iterator[dg.AssetCheckResult]:
    """Check references, quotes, dates and totals across all released tables."""
    say("checking references")
    tables = store.load_all([t.name for t in RELEASED])
    for found in check_references(tables):
        severity = dg.AssetCheckSeverity.ERROR if found.severity == "error" else dg.AssetCheckSeverity.WARN
        if not found.passed:
            say(f"  {found.line()}")
        yield dg.AssetCheckResult(
            passed=found.passed,
            check_name=f"{found.table}_{found.name}",
            asset_key="candidate",
            severity=severity,
            metadata=_metadata([found]),
        )


CHECKS: Final = [*(suite_check(name) for name in suite_names()), across_tables]
