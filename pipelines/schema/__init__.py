"""Tables, columns and code lists, declared once. This package imports nothing else of the project."""

from pipelines.schema.codes import CodeList, code_list, code_list_names
from pipelines.schema.ids import content_id
from pipelines.schema.model import Column, ForeignKey, SchemaError, Table, sql_name
from pipelines.schema.tables import RELEASED, TABLES

__all__ = [
    "RELEASED",
    "TABLES",
    "CodeList",
    "Column",
    "ForeignKey",
    "SchemaError",
    "Table",
    "code_list",
    "code_list_names",
    "content_id",
    "sql_name",
]
