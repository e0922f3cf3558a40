"""Reviewed fixes of single values: seeds/corrections.csv, applied to the resolved tables.

A row of it names a table, a row by its key (of a key of several columns the values with `/` between them), a field, the
right value and the reason. An empty value is null; members of a list have `|` between them.
"""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from pipelines.schema import TABLES, Column, Table, code_list

_COLUMNS: Final = ("table", "row", "field", "value", "reason")


class CorrectionError(ValueError):
    """A correction that cannot be applied; the message names file and line."""


@dataclass(frozen=True)
class Correction:
    """One value that is right where the reading erred; `where` is the file and line that says so."""

    table: str
    row: str
    field: str
    value: Any
    where: str


def read_corrections(path: Path, tables: Sequence[str]) -> list[Correction]:
    """Read the corrections of a file, checked against the declarations of the tables that take corrections.

    Raises:
        CorrectionError: a table or field is unknown, part of the key or corrected twice, a value is not of the type or
            code list of its field, or a reason is missing.
        FileNotFoundError: there is no such file.

    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            message = f"{path}: needs the columns {', '.join(_COLUMNS)}"
            raise CorrectionError(message)
        found = [_correction(row, f"{path}, line {reader.line_num}", tables) for row in reader]
    seen: dict[tuple[str, str, str], str] = {}
    for one in found:
        if seen.setdefault((one.table, one.row, one.field), one.where) != one.where:
            message = f"{one.where}: {one.table} {one.row} {one.field} is corrected already"
            raise CorrectionError(message)
    return found


def _correction(row: dict[str, str], where: str, tables: Sequence[str]) -> Correction:
    try:
        value = _value(_checked_column(row, tables), row["value"].strip())
    except ValueError as error:
        message = f"{where}: {error}"
        raise CorrectionError(message) from error
    return Correction(row["table"], row["row"].strip(), row["field"], value, where)


def _checked_column(row: dict[str, str], tables: Sequence[str]) -> Column:
    if None in row or None in row.values():
        message = "a row needs five cells; quote cells that hold commas"
        raise ValueError(message)
    if row["table"] not in tables:
        message = f"table {row['table']!r} takes no corrections; those that do: {', '.join(tables)}"
        raise ValueError(message)
    if not row["reason"].strip():
        message = "a correction needs a reason"
        raise ValueError(message)
    return _column(TABLES[row["table"]], row["field"])


def _column(table: Table, field: str) -> Column:
    if field not in table.names or field in table.key:
        message = f"{table.name} has no field {field!r} that may be corrected"
        raise ValueError(message)
    return table.column(field)


def _value(column: Column, text: str) -> Any:
    """Read a value as its column holds it; ValueError if it is none."""
    if pa.types.is_list(column.type):
        members = [member.strip() for member in text.split("|") if member.strip()]
        return [_coded(column, member) for member in members]
    if not text:
        if not column.nullable:
            message = f"{column.name} may not be empty"
            raise ValueError(message)
        return None
    return _coded(column, _typed(column, text))


def _typed(column: Column, text: str) -> Any:
    readers: dict[str, Any] = {"date32": dt.date.fromisoformat, "int64": int, "double": float, "decimal": Decimal}
    reader = next((reader for name, reader in readers.items() if str(column.type).startswith(name)), str)
    try:
        value = reader(text)
        pa.array([value], column.type)
    except (ValueError, InvalidOperation, pa.ArrowInvalid) as error:
        message = f"{column.name}: {text!r} is no {column.type}"
        raise ValueError(message) from error
    return value


def _coded(column: Column, value: Any) -> Any:
    if column.codes is not None and value not in code_list(column.codes).codes:
        message = f"{column.name}: unknown code {value!r}; see seeds/codelists/{column.codes}.csv"
        raise ValueError(message)
    return value


def correct(tables: Mapping[str, pa.Table], corrections: Sequence[Correction]) -> dict[str, pa.Table]:
    """Return tables with the corrected values.

    Raises:
        CorrectionError: a correction matches no row.

    """
    out = dict(tables)
    for name in sorted({one.table for one in corrections}):
        out[name] = _corrected(TABLES[name], tables[name], [one for one in corrections if one.table == name])
    return out


def _corrected(table: Table, rows: pa.Table, corrections: Sequence[Correction]) -> pa.Table:
    keys = zip(*(rows[column].to_pylist() for column in table.key), strict=True)
    places = {"/".join(map(str, key)): place for place, key in enumerate(keys)}
    for field in sorted({one.field for one in corrections}):
        values = rows[field].to_pylist()
        for one in corrections:
            if one.row not in places:
                message = f"{one.where}: {table.name} has no row {one.row!r}; mend or drop the correction"
                raise CorrectionError(message)
            if one.field == field:
                values[places[one.row]] = one.value
        array = pa.array(values, table.column(field).type)
        rows = rows.set_column(rows.column_names.index(field), rows.schema.field(field), array)
    return table.conform(rows)
