import duckdb
import pytest
from frictionless import Package

from pipelines.publish import ReleaseFolderError, read_release, write_release
from pipelines.publish.database import views
from pipelines.resolve import KEPT_COLUMNS, resolve
from pipelines.schema import RELEASED, TABLES, SchemaError

READ_TABLES = (
    *("articles", "article_actors", "read_mentions", "read_meeting_reports", "read_pledge_reports"),
    "evidence",
)


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


def test_a_file_in_place_of_the_folder_is_refused_and_stays(seed_tables, tmp_path):
    (tmp_path / "datasets").write_text("mine")
    with pytest.raises(ReleaseFolderError, match="no folder"):
        write_release(seed_tables, tmp_path / "datasets")
    assert (tmp_path / "datasets").read_text() == "mine"


def test_a_place_below_a_file_is_refused(seed_tables, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ReleaseFolderError, match="no place for a release"):
        write_release(seed_tables, tmp_path / "file" / "datasets")


def test_of_a_link_the_folder_that_it_leads_to_is_written(seed_tables, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for _ in range(2):
        write_release(seed_tables, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "CODEBOOK.md").is_file()


def test_a_readme_that_somebody_put_there_is_not_lost(released, seed_tables):
    (released / "README.md").write_text("mine")
    with pytest.raises(ReleaseFolderError, match=r"README\.md"):
        write_release(seed_tables, released)
    assert (released / "README.md").read_text() == "mine"


def test_a_path_may_hold_an_apostrophe_and_nothing_is_left_beside_the_release(seed_tables, tmp_path):
    folder = tmp_path / "the editor's" / "datasets"
    write_release(seed_tables, folder)
    assert (folder / "diplomacy.duckdb").is_file()
    assert [p.name for p in folder.parent.iterdir()] == ["datasets"]


def test_a_release_that_fails_leaves_nothing_beside_it(seed_tables, tmp_path):
    with pytest.raises(SchemaError):
        write_release({**seed_tables, "actors": seed_tables["mentions"]}, tmp_path / "datasets")
    assert list(tmp_path.iterdir()) == []


def test_what_the_next_build_needs_is_read_back_and_what_is_not_there_is_left_out(released, seed_tables):
    kept = read_release(released, KEPT_COLUMNS)
    assert set(kept) == set(KEPT_COLUMNS)
    assert all(tuple(kept[name].column_names) == columns for name, columns in KEPT_COLUMNS.items())
    (released / "mentions.parquet").unlink()
    (released / "actors.parquet").write_bytes(b"broken")
    less = read_release(released, {**KEPT_COLUMNS, "meetings": ("meeting_id", "no_such_column")})
    assert set(less) == set(KEPT_COLUMNS) - {"mentions", "actors", "meetings"}


def test_ids_of_a_release_are_kept_from_the_columns_that_are_read_back(released):
    empty = [TABLES[name].empty() for name in READ_TABLES]
    gone = resolve(*empty, previous=read_release(released, KEPT_COLUMNS))["id_changes"]
    assert set(gone["reason"].to_pylist()) == {"withdrawn"}
    assert set(gone["table"].to_pylist()) == {"actors", "meetings", "pledges"}
