"""The codebook of a release, made from the declarations: tables, columns and code lists."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from pipelines.publish.accuracy import accuracy_source
from pipelines.publish.database import duckdb_type, views
from pipelines.schema import RELEASED, Column, Table, code_list, code_list_names


def codebook(tables: Mapping[str, pa.Table]) -> str:
    """Return the codebook as Markdown."""
    return (
        "\n".join(
            [
                *_head(tables),
                *(line for t in RELEASED for line in _table(t, tables[t.name].num_rows)),
                *_views(),
                *_lists(),
            ]
        )
        + "\n"
    )


def _head(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    yield "# Codebook"
    yield ""
    yield "Made with the tables beside it, from the declarations in `pipelines/schema` and `seeds/codelists`."
    yield ""
    yield "- Ids are text and made from content: the same articles give the same ids."
    yield "- Money is a plain number in units of its currency, never in millions."
    yield "- A day that is not known is a window `date_earliest`..`date_latest`; both are null when nothing is known."
    yield "- `char_start` and `char_end` count Unicode code points of `articles.body`, half open."
    yield "- Every value of a report has at least one row in `evidence`: the characters it was read from."
    yield f"- The reading is done by a program and errs; see the quotes. {accuracy_source(tables)}"
    yield ""


def _table(table: Table, rows: int) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"{table.description} {rows} rows; key: {', '.join(f'`{k}`' for k in table.key)}."
    yield ""
    yield "| column | type | null | meaning |"
    yield "|---|---|---|---|"
    for column in table.columns:
        null = "yes" if column.nullable else "no"
        yield f"| `{column.name}` | {duckdb_type(column.type)} | {null} | {_meaning(table, column)} |"
    yield ""


def _meaning(table: Table, column: Column) -> str:
    parts = [column.description]
    if column.codes:
        parts.append(f"Codes: [{column.codes}](#{column.codes}).")
    parts += [f"Refers to `{r.table}.{r.target}`." for r in table.references if r.column == column.name]
    return " ".join(p if p.endswith(".") else f"{p}." for p in parts)


def _views() -> Iterator[str]:
    yield "## Views of the DuckDB file"
    yield ""
    for name, comment, _ in views():
        yield f"- `{name}`: {comment}"
    yield ""


def _lists() -> Iterator[str]:
    yield "## Code lists"
    yield ""
    for name in code_list_names():
        lists = code_list(name)
        yield f"### {name}"
        yield ""
        yield f"| {' | '.join(lists.columns)} |"
        yield f"|{'---|' * len(lists.columns)}"
        for row in lists.rows:
            yield f"| {' | '.join(row[c] for c in lists.columns)} |"
        yield ""
