"""The database in memory that resolution works in, and its statements, which stand in sql/NAME.sql."""

import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa

_THREADS: Final = 2
_MEMORY: Final = "1GB"  # what is more goes to the disk
_FOLDER: Final = Path(__file__).parent / "sql"


@cache
def statements(name: str) -> str:
    """Return the statements of one file of sql/."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


class Workspace:
    """Tables by name, and the statements that make tables of tables."""

    def __init__(self) -> None:
        self._spill = tempfile.TemporaryDirectory()
        import duckdb  # noqa: PLC0415 - a module that Dagster holds on to must not hold DuckDB: it complains at the end

        self._connection = duckdb.connect(
            config={"threads": _THREADS, "memory_limit": _MEMORY, "temp_directory": self._spill.name}
        )
        self._connection.execute("SET enable_progress_bar = false")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._spill.cleanup()

    def add(self, name: str, table: pa.Table) -> None:
        """Take a table in under a name; the rows stay where they are."""
        self._connection.register(name, table)

    def run(self, name: str, **values: Any) -> None:
        """Run the statements of sql/NAME.sql; `$key` in them stands for a value."""
        for statement in statements(name).split(";\n"):
            used = {k: v for k, v in values.items() if f"${k}" in statement}
            self._connection.execute(statement, used or None)

    def table(self, query: str) -> pa.Table:
        """Return what a query finds."""
        found: pa.Table = self._connection.sql(query).to_arrow_table()
        return found
