"""Exchanging two folders at once, so that a reader sees the old release or the new one and nothing between."""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


class LockedError(RuntimeError):
    """Another build is writing to the same place."""


def exchange(new: Path, old: Path) -> None:
    """Let two folders change places in one step (Linux: renameat2 with RENAME_EXCHANGE).

    Where the system or the file system cannot do that, the old folder is moved away and the new one moved in: two
    steps, between which a reader finds no folder, but never a mixed one.
    """
    if _exchange_at_once(new, old):
        return
    aside = old.with_name(f"{new.name}.old")
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _exchange_at_once(new: Path, old: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(new))


def sync(folder: Path) -> None:
    """Bring the files of a folder, and the folder itself, to the disk."""
    for path in [*folder.iterdir(), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def lock(path: Path, what: str) -> Iterator[None]:
    """Hold a lock file while the block runs, and remove it; it is freed when the process ends, however it ends.

    Raises:
        LockedError: somebody else holds it.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path, what):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path, what: str) -> IO[str]:
    """Open and lock a file; once more if its last holder removed it in between."""
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
    except BlockingIOError as error:
        file.close()
        message = f"{what} is being written by another build; wait until it has ended"
        raise LockedError(message) from error
    file.close()
    return _locked(path, what)


def remove(path: Path) -> None:
    """Remove a folder with all that is in it, a file or a link (not what it leads to), if it is there.

    Raises:
        OSError: it cannot be removed.

    """
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
