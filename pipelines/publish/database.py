"""The release as one DuckDB file: tables, comments, keys and views."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from pipelines.schema import RELEASED, TABLES, Table, sql_name
from pipelines.schema.paths import SEEDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STORAGE: Final = "v1.2.0"  # the oldest format that holds comments: DuckDB 1.2 and later read it
_TYPES: Final = {
    "string": "VARCHAR",
    "list<item: string>": "VARCHAR[]",
    "list<element: string>": "VARCHAR[]",
    "date32[day]": "DATE",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "decimal128(20, 2)": "DECIMAL(20,2)",
    "decimal128(20, 8)": "DECIMAL(20,8)",
}


class ViewError(ValueError):
    """A file of seeds/views that is no view."""


def duckdb_type(type_: pa.DataType) -> str:
    """Return the DuckDB type of an Arrow type of the schema."""
    return _TYPES[str(type_)]


def ddl(table: Table) -> str:
    """Return the statement that creates a table, with its key.

    References are checked before a release and not declared here: DuckDB cannot declare them for members of lists.
    """
    columns = [f"{sql_name(c.name)} {duckdb_type(c.type)}{'' if c.nullable else ' NOT NULL'}" for c in table.columns]
    key = ", ".join(sql_name(name) for name in table.key)
    return f"CREATE TABLE db.{table.name} ({', '.join(columns)}, PRIMARY KEY ({key}))"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_database(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write all released tables and the views into a new DuckDB file."""
    import duckdb  # noqa: PLC0415 - a module that Dagster holds on to must not hold DuckDB: it complains at the end

    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"ATTACH {_quoted(str(path))} AS db (STORAGE_VERSION '{_STORAGE}')")
        for table in RELEASED:
            connection.execute(ddl(table))
            connection.register("incoming", tables[table.name])
            connection.execute(f"INSERT INTO db.{table.name} SELECT * FROM incoming")  # noqa: S608 - a name of the schema
            connection.unregister("incoming")
            _comment(connection, table)
        connection.execute("USE db")
        for name, comment, statement in views():
            connection.execute(f"CREATE VIEW {name} AS {statement}")
            connection.execute(f"COMMENT ON VIEW {name} IS {_quoted(comment)}")
        connection.execute("CHECKPOINT db")


def _comment(connection: "DuckDBPyConnection", table: Table) -> None:
    connection.execute(f"COMMENT ON TABLE db.{table.name} IS {_quoted(table.description)}")
    for column in table.columns:
        place = f"db.{table.name}.{sql_name(column.name)}"
        connection.execute(f"COMMENT ON COLUMN {place} IS {_quoted(column.description)}")


def views(folder: Path = SEEDS / "views") -> list[tuple[str, str, str]]:
    """Read the views: name, comment (the first line, after `--`) and SELECT statement of each file.

    Raises:
        ViewError: a file has no comment, or its name is taken by a table.

    """
    out = []
    for path in sorted(folder.glob("*.sql")):
        text = path.read_text(encoding="utf-8").strip().rstrip(";")
        match = re.match(r"--\s*(?P<comment>[^\n]+)\n(?P<sql>.*)", text, re.DOTALL)
        if match is None or path.stem in TABLES:
            message = f"{path}: a view starts with a line `-- what it shows`, and its name is no table's"
            raise ViewError(message)
        out.append((path.stem, match["comment"], match["sql"]))
    return out
