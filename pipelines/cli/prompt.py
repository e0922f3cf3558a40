"""SQL over the released tables, read-only."""

from pathlib import Path

import click
import duckdb


def show(path: Path, statement: str) -> str:
    """Return the result of one statement as text."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return str(connection.sql(statement) or "done")


def prompt(path: Path) -> None:
    """Read statements until `exit` or the end of input; show results, or what was wrong."""
    click.echo(f"{path} (read-only). Tables: SHOW ALL TABLES; end with exit.")
    while True:
        try:
            statement = click.prompt("sql", prompt_suffix="> ").strip().rstrip(";")
        except click.Abort:
            return
        if statement.lower() in {"exit", "quit", ".quit", ".exit"}:
            return
        try:
            click.echo(show(path, statement))
        except duckdb.Error as error:
            click.echo(str(error), err=True)
