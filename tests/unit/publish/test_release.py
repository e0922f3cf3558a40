import duckdb
import pytest
from frictionless import Package

from pipelines.publish import ReleaseFolderError, write_release
from pipelines.publish.database import views
from pipelines.schema import RELEASED


@pytest.fixture
def released(seed_tables, tmp_path):
    write_release(seed_tables, tmp_path / "datasets")
    return tmp_path / "datasets"


def test_the_data_package_is_valid(released):
    assert Package.validate_descriptor(str(released / "datapackage.json")).valid


def test_the_database_has_tables_comments_keys_and_views(released):
    with duckdb.connect(str(released / "diplomacy.duckdb"), read_only=True) as connection:
        tables = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        assert tables == {t.name: t.description for t in RELEASED}
        missing = connection.execute(
            "SELECT count(*) FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_name) WHERE c.comment IS NULL"
        )
        assert missing.fetchone() == (0,)
        for name, _, _ in views():
            connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - names of the project


def test_the_same_tables_change_nothing(released, seed_tables):
    assert not write_release(seed_tables, released).changed


def test_files_that_no_release_wrote_are_not_lost(released, seed_tables):
    (released / "notes.txt").write_text("mine")
    with pytest.raises(ReleaseFolderError, match=r"notes\.txt"):
        write_release(seed_tables, released)
    assert (released / "notes.txt").read_text() == "mine"


def test_the_codebook_names_every_column(released):
    text = (released / "CODEBOOK.md").read_text()
    for table in RELEASED:
        assert f"## {table.name}" in text
        assert all(f"`{c}`" in text for c in table.names)
