"""Checks across tables, in SQL: references, quotes, dates, totals."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from pipelines.quality.results import CheckResult
from pipelines.schema import RELEASED, sql_name
from pipelines.schema.paths import EXPECTATIONS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HEAD: Final = re.compile(
    r"--\s*(?P<table>\w+)\s*\|\s*(?P<severity>error|warn)\s*\|\s*(?P<message>[^\n]+)\n(?P<sql>.*)", re.DOTALL
)
_MOST_ROWS: Final = 20


class SqlCheckError(ValueError):
    """A file of expectations/sql that is no check."""


@dataclass(frozen=True)
class SqlCheck:
    """One query that returns the rows which break a rule."""

    name: str
    table: str
    severity: str
    message: str
    sql: str


def sql_checks(folder: Path = EXPECTATIONS / "sql") -> list[SqlCheck]:
    """Return all checks: those of the declared references, and those of expectations/sql/*.sql.

    Raises:
        SqlCheckError: a file does not start with `-- table | error or warn | message`.

    """
    return [*_reference_checks(), *(_read(path) for path in sorted(folder.glob("*.sql")))]


def _reference_checks() -> Iterator[SqlCheck]:
    for table in RELEASED:
        for key in table.references:
            listed = str(table.column(key.column).type).startswith("list")
            name = sql_name(key.column)
            ref = f"unnest({name})" if listed else name
            shown = ", ".join(sql_name(column) for column in table.key)
            sql = (
                f"SELECT {shown}, ref FROM (SELECT *, {ref} AS ref FROM {table.name}) "  # noqa: S608
                f"WHERE ref IS NOT NULL AND ref NOT IN (SELECT {sql_name(key.target)} FROM {key.table})"
            )
            yield SqlCheck(
                f"{key.column}_refers_to_{key.table}",
                table.name,
                "error",
                f"{key.column} names no row of {key.table}",
                sql,
            )


def _read(path: Path) -> SqlCheck:
    match = _HEAD.match(path.read_text(encoding="utf-8"))
    if match is None:
        message = (
            f"{path}: a check starts with a line `-- table | error or warn | what is wrong with the rows it returns`"
        )
        raise SqlCheckError(message)
    return SqlCheck(
        path.stem, match["table"], match["severity"], match["message"].strip(), match["sql"].strip().rstrip(";")
    )


def check_references(tables: Mapping[str, pa.Table]) -> list[CheckResult]:
    """Run every SQL check on the released tables; a check passes when it returns no row."""
    import duckdb  # noqa: PLC0415 - a module that Dagster holds on to must not hold DuckDB: it complains at the end

    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return [_run(connection, check) for check in sql_checks()]


def _run(connection: "DuckDBPyConnection", check: SqlCheck) -> CheckResult:
    cursor = connection.execute(f"SELECT * FROM (\n{check.sql}\n) LIMIT {_MOST_ROWS + 1}")  # noqa: S608 - the project's own
    names = [d[0] for d in cursor.description or []]
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    count = f"{len(rows)}" if len(rows) <= _MOST_ROWS else f"more than {_MOST_ROWS}"
    message = check.message if not rows else f"{count} rows: {check.message}"
    return CheckResult(check.name, check.table, not rows, check.severity, message, rows[:_MOST_ROWS])
