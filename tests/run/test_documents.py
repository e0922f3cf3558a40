"""The documents say what is: the README's query and table list, and the committed release."""

import ast
import re

from pipelines.cli.prompt import show
from pipelines.publish import write_release
from pipelines.schema import RELEASED
from pipelines.schema.paths import DATASETS, PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_query_of_the_readme_gives_the_output_that_it_shows(seed_tables, tmp_path):
    write_release(seed_tables, tmp_path / "datasets")
    query = re.search(r'sql -c "(.*?)"\n', README)[1]
    shown = re.search(r"```text\n(.*?)\n```", README, re.DOTALL)[1]
    assert show(tmp_path / "datasets" / "diplomacy.duckdb", query).rstrip() == shown


def test_the_readme_lists_every_table():
    for table in RELEASED:
        assert f"- `{table.name}`: {table.description}" in README


def test_the_committed_release_is_what_the_seeds_give(seed_tables, tmp_path):
    write_release(seed_tables, tmp_path / "datasets")
    committed = (DATASETS / "SHA256SUMS").read_text()
    assert (tmp_path / "datasets" / "SHA256SUMS").read_text() == committed, "run `make datasets` and commit datasets/"


def literals(tree: ast.Module) -> set[str]:
    """Return the strings of a module that are no docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, owners) and isinstance(n.body[0], ast.Expr)}
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return {n.value for n in strings if id(n) not in docs}


def test_the_code_is_tied_to_no_field():
    for path in (PROJECT / "pipelines").rglob("*.py"):
        for text in literals(ast.parse(path.read_text(encoding="utf-8"))):
            assert not re.search(r"ukrain|russia|kyiv|zelensk|putin", text, re.IGNORECASE), (path, text)
