"""Locks and removal."""

import pytest

from pipelines.publish import LockedError, lock
from pipelines.publish.swap import remove


def test_a_lock_is_held_once_and_leaves_no_file(tmp_path):
    path = tmp_path / ".lock"
    with lock(path, "there"), pytest.raises(LockedError, match="there is being written"), lock(path, "there"):
        pass
    assert not path.exists()
    with lock(path, "there"):
        assert path.exists()


def test_the_lock_of_a_killed_build_is_taken_over(tmp_path):
    path = tmp_path / ".lock"
    path.touch()
    with lock(path, "there"):
        pass
    assert not path.exists()


def test_of_a_link_only_the_link_is_removed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "file").write_text("x")
    for name in ("link", "file", "none"):
        remove(tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["kept"]


def test_what_cannot_be_removed_is_an_error(tmp_path, monkeypatch):
    def refuse(_path):
        raise PermissionError

    (tmp_path / "folder").mkdir()
    monkeypatch.setattr("pipelines.publish.swap.shutil.rmtree", refuse)
    with pytest.raises(PermissionError):
        remove(tmp_path / "folder")
