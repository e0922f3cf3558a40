"""The release as a Frictionless data package: datapackage.json."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from pipelines.schema import RELEASED, Column, Table, code_list

_TYPES: Final = {
    "string": "string",
    "date32[day]": "date",
    "int64": "integer",
    "double": "number",
    "decimal128(20, 2)": "number",
    "decimal128(20, 8)": "number",
}


def data_package(folder: Path) -> str:
    """Return the descriptor of the Parquet files that stand in a folder, as JSON."""
    package = {
        "name": "demarche",
        "title": "Diplomatic meetings and pledges, read from news",
        "description": "Who met or called whom, and who asked, offered, promised, delivered or refused what to whom.",
        "profile": "data-package",
        "resources": [_resource(table, folder / f"{table.name}.parquet") for table in RELEASED],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table, path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "name": table.name,
        "type": "table",
        "path": path.name,
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [r.column], "reference": {"resource": r.table, "fields": [r.target]}}
        for r in table.references
        if not str(table.column(r.column).type).startswith("list")
    ]
    schema: dict[str, Any] = {"fields": [_field(c) for c in table.columns], "primaryKey": list(table.key)}
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    listed = str(column.type).startswith("list")
    if column.codes and not listed:
        constraints["enum"] = list(code_list(column.codes).codes)
    field = {
        "name": column.name,
        "type": "array" if listed else _TYPES[str(column.type)],
        "description": column.description,
    }
    return field | ({"constraints": constraints} if constraints else {})
