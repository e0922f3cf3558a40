"""The job that builds everything, and the sensor that starts it when articles come."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import dagster as dg

from pipelines.defs.resources import Settings

build_all: Final = dg.define_asset_job(
    "build_all", dg.AssetSelection.all(), description="Build and check all tables, and release them if they hold."
)


def state_of(folder: Path) -> str:
    """Return a hash of names, sizes and times of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        status = path.stat()
        digest.update(
            f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "replace")
        )
    return digest.hexdigest()[:16]


@dg.sensor(job=build_all, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.STOPPED)
def new_articles(context: dg.SensorEvaluationContext, settings: Settings) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Start a build when files below the folder of articles were added, changed or removed; off until switched on."""
    state = state_of(Path(settings.articles))
    if state == context.cursor:
        yield dg.SkipReason("no file was added, changed or removed")
        return
    context.update_cursor(state)
    yield dg.RunRequest()  # without a key: a folder may return to an earlier state
