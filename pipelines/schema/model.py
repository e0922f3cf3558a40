"""What a column and a table are, and the Arrow schema that follows from a declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import pyarrow as pa

from pipelines.schema.codes import code_list

TEXT: Final = pa.string()
TEXTS: Final = pa.list_(pa.string())
DAY: Final = pa.date32()
COUNT: Final = pa.int64()
MONEY: Final = pa.decimal128(20, 2)
RATE: Final = pa.decimal128(20, 8)
SHARE: Final = pa.float64()


def sql_name(name: str) -> str:
    """Return a name as SQL takes it, also where it is a word of SQL."""
    return f'"{name}"'


class SchemaError(ValueError):
    """Rows that do not fit the declaration of their table."""


@dataclass(frozen=True)
class Column:
    """One column: Arrow type, meaning, whether it may be null, and the code list its values come from."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True
    codes: str | None = None

    def required(self) -> "Column":
        """Return the same column, never null."""
        return replace(self, nullable=False)

    def described(self, description: str) -> "Column":
        """Return the same column with a description that fits one table better."""
        return replace(self, description=description)


@dataclass(frozen=True)
class ForeignKey:
    """Values of `column` (or each member of it, if it is a list) stand in `table`.`target`."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table: its columns, key, references and order of rows (`order`, else the key)."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[ForeignKey, ...] = ()
    released: bool = True
    order: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return a column by name.

        Raises:
            KeyError: the table has no such column.

        """
        for column in self.columns:
            if column.name == name:
                return column
        message = f"{self.name} has no column {name}"
        raise KeyError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def arrow_schema(self) -> pa.Schema:
        """Return the Arrow schema, with the descriptions as metadata of the table and of every field."""
        fields = [
            pa.field(c.name, c.type, nullable=c.nullable, metadata={"description": c.description}) for c in self.columns
        ]
        return pa.schema(fields, metadata={"name": self.name, "description": self.description})

    def empty(self) -> pa.Table:
        """Return a table without rows."""
        return self.arrow_schema().empty_table()

    def build(self, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
        """Make a table from rows, checked and sorted.

        Raises:
            SchemaError: a row has a value that the declaration does not allow.

        """
        try:
            table = pa.Table.from_pylist([dict(row) for row in rows], schema=self.arrow_schema())
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            message = f"{self.name}: {error}"
            raise SchemaError(message) from error
        return self.conform(table)

    def conform(self, table: pa.Table) -> pa.Table:
        """Put columns in order, cast them, check nulls and codes, and sort the rows.

        Raises:
            SchemaError: a column is missing or a value is not allowed.

        """
        missing = set(self.names) - set(table.column_names)
        if missing:
            message = f"{self.name}: columns missing: {', '.join(sorted(missing))}"
            raise SchemaError(message)
        try:
            table = table.select(list(self.names)).cast(self.arrow_schema())
        except (pa.ArrowInvalid, pa.ArrowTypeError, ValueError) as error:
            message = f"{self.name}: {error}"
            raise SchemaError(message) from error
        self._check(table)
        order = [(name, "ascending") for name in self.order or self.key]
        return table.sort_by(order).combine_chunks().replace_schema_metadata(self.arrow_schema().metadata)

    def _check(self, table: pa.Table) -> None:
        for column in self.columns:
            values = table[column.name]
            if not column.nullable and values.null_count:
                message = f"{self.name}.{column.name}: {values.null_count} null values where none is allowed"
                raise SchemaError(message)
            if column.codes is not None:
                self._check_codes(column, values)

    def _check_codes(self, column: Column, values: pa.ChunkedArray) -> None:
        flat = values.combine_chunks().flatten() if pa.types.is_list(values.type) else values
        unknown = set(flat.unique().to_pylist()) - {None} - set(code_list(str(column.codes)).codes)
        if unknown:
            message = (
                f"{self.name}.{column.name}: unknown codes {sorted(unknown)}; see seeds/codelists/{column.codes}.csv"
            )
            raise SchemaError(message)
