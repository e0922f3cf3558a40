"""The Great Expectations suites of expectations/, run on one table at a time."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from pipelines.quality.results import CheckResult
from pipelines.schema import TABLES
from pipelines.schema.paths import EXPECTATIONS

_SEVERITY: Final = {"critical": "error", "warning": "warn", "info": "warn"}
_MOST_ROWS: Final = 20


class SuiteError(ValueError):
    """A suite that cannot be run."""


def suite_names(folder: Path = EXPECTATIONS) -> tuple[str, ...]:
    """Name every table that has a suite."""
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def load_suite(table: str, folder: Path = EXPECTATIONS) -> list[dict[str, Any]]:
    """Read the expectations of one table.

    Raises:
        SuiteError: the file is missing, or an expectation names no severity (critical or warning).

    """
    path = folder / f"{table}.json"
    if not path.is_file():
        message = f"{path}: no suite for the table {table}"
        raise SuiteError(message)
    rules: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["expectations"]
    for rule in rules:
        if rule.get("severity") not in _SEVERITY:
            message = f"{path}: {rule.get('type')}: severity is critical or warning, not {rule.get('severity')!r}"
            raise SuiteError(message)
    return rules


@cache
def _context() -> Any:
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx  # noqa: PLC0415 - it takes seconds to import: only when a suite is run
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def check_table(table_name: str, table: pa.Table, folder: Path = EXPECTATIONS) -> list[CheckResult]:
    """Run the suite of one table; one result for each expectation.

    A column that is missing is a failed check, not an exception.

    Raises:
        SuiteError: there is no suite, or it cannot be read.

    """
    import great_expectations as gx  # noqa: PLC0415

    rules = load_suite(table_name, folder)
    context = _context()
    source = context.data_sources.add_or_update_pandas(f"{table_name}_source")
    asset = source.add_dataframe_asset(table_name)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch(
        batch_parameters={"dataframe": table.to_pandas()}
    )
    key = [k for k in TABLES[table_name].key if k in table.column_names]
    result = batch.validate(
        gx.ExpectationSuite(name=table_name, expectations=[dict(r) for r in rules]),
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": key},
    )
    return [_result(table_name, r) for r in result.results]


def _result(table: str, found: Any) -> CheckResult:
    config = found.expectation_config
    kwargs = {k: v for k, v in config.kwargs.items() if k != "batch_id"}
    column = kwargs.get("column") or "+".join(kwargs.get("column_list", [])) or "rows"
    name = f"{column}:{config.type.removeprefix('expect_')}"
    raised = (
        found.exception_info.get("raised_exception")
        if "raised_exception" in found.exception_info
        else bool(found.exception_info)
    )
    severity = _SEVERITY[str(getattr(config.severity, "value", config.severity))]
    message = (
        "could not be checked: a column is missing" if raised and not found.success else _message(found.result, kwargs)
    )
    return CheckResult(name, table, bool(found.success), severity, message, _rows(found.result))


def _message(result: dict[str, Any], kwargs: dict[str, Any]) -> str:
    if "unexpected_count" in result:
        return f"{result['unexpected_count']} of {result.get('element_count')} rows unexpected"
    bounds = {k: v for k, v in kwargs.items() if k in {"min_value", "max_value"}}
    return f"observed {result.get('observed_value')}, expected {bounds}"


def _rows(result: dict[str, Any]) -> list[dict[str, Any]]:
    rows = result.get("unexpected_index_list") or []
    return [dict(row) for row in rows[:_MOST_ROWS] if isinstance(row, dict)]
