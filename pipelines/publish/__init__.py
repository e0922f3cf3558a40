"""From tables to files that others use."""

from pipelines.publish.parquet import write_parquet
from pipelines.publish.release import (
    DATABASE,
    ReleaseFolderError,
    ReleaseInfo,
    check_release_folder,
    read_release,
    write_release,
)
from pipelines.publish.swap import LockedError, lock

__all__ = [
    "DATABASE",
    "LockedError",
    "ReleaseFolderError",
    "ReleaseInfo",
    "check_release_folder",
    "lock",
    "read_release",
    "write_parquet",
    "write_release",
]
