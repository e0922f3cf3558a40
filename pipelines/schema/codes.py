"""The closed code lists of seeds/codelists: the values that a coded column may take."""

import csv
from dataclasses import dataclass
from functools import cache

from pipelines.schema.paths import CODE_LISTS


@dataclass(frozen=True)
class CodeList:
    """One closed list: its name, its rows as read, and the columns of its file in order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed values, in the order of the file."""
        return tuple(row["code"] for row in self.rows)

    def column(self, name: str) -> dict[str, str]:
        """Map each code to its value of one further column, such as `plover`."""
        return {row["code"]: row[name] for row in self.rows}


@cache
def code_list(name: str) -> CodeList:
    """Read one code list.

    Raises:
        FileNotFoundError: there is no seeds/codelists/NAME.csv.
        ValueError: the file has no `code` or `definition` column, or names a code twice.

    """
    path = CODE_LISTS / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = tuple(reader)
        columns = tuple(reader.fieldnames or ())
    if not {"code", "definition"} <= set(columns):
        message = f"{path}: a code list needs the columns code and definition, it has {columns}"
        raise ValueError(message)
    codes = [row["code"] for row in rows]
    if len(set(codes)) != len(codes):
        message = f"{path}: a code stands twice"
        raise ValueError(message)
    return CodeList(name, columns, rows)


def code_list_names() -> tuple[str, ...]:
    """Name every code list that the project has, in alphabetical order."""
    return tuple(sorted(path.stem for path in CODE_LISTS.glob("*.csv")))
