"""A whole build in this process."""

import os
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from pipelines.defs.definitions import definitions
from pipelines.defs.resources import Settings
from pipelines.ingest import check_articles_folder
from pipelines.publish import check_release_folder, lock

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class BuildResult:
    """How a build ended."""

    success: bool
    changed: bool
    n_checks: int
    failed: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    error: str | None = None


def build(settings: Settings) -> BuildResult:
    """Build, check and release everything.

    Both folders are looked at before anything is read. What went wrong in full is left in BUILD/error.txt.

    Raises:
        FolderError: there are no articles; ReleaseFolderError: no release may stand at its place.
        LockedError: another build works in the same build folder.
        OSError: the build folder cannot be written.

    """
    check_articles_folder(Path(settings.articles))
    check_release_folder(Path(settings.datasets))
    warnings.filterwarnings("ignore", category=dg.BetaWarning)
    with lock(Path(settings.build) / ".lock", settings.build):
        job = definitions(settings).resolve_job_def("build_all")
        with _instance() as instance:
            found = job.execute_in_process(run_config=_QUIET, instance=instance, raise_on_error=False)
        return _summary(found, Path(settings.build) / "error.txt")


def _instance() -> dg.DagsterInstance:
    """Keep runs where the UI shows them, if DAGSTER_HOME is set; else nowhere."""
    if os.environ.get("DAGSTER_HOME"):
        prepare_home(Path(os.environ["DAGSTER_HOME"]))
        return dg.DagsterInstance.get()
    return dg.DagsterInstance.ephemeral()


def prepare_home(home: Path) -> None:
    """Make a home for Dagster, with telemetry and its first-visit dialog off, and one run at a time."""
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(
            "telemetry:\n  enabled: false\nnux:\n  enabled: false\nconcurrency:\n  runs:\n    max_concurrent_runs: 1\n"
        )


def _summary(found: dg.ExecuteInProcessResult, trace: Path) -> BuildResult:
    checks = found.get_asset_check_evaluations()
    lines = [(c.severity, f"{c.asset_key.to_user_string()}.{c.check_name}") for c in checks if not c.passed]
    materialised = [
        e for e in found.get_asset_materialization_events() if e.asset_key and e.asset_key.path[-1] == "release"
    ]
    changed = any(bool(e.materialization.metadata["changed"].value) for e in materialised)
    failures = [e.step_failure_data.error for e in found.all_events if e.is_step_failure]
    errors = [error for error in failures if error is not None]
    trace.unlink(missing_ok=True)
    if errors:
        trace.write_text(errors[0].to_string(), encoding="utf-8")
    return BuildResult(
        success=found.success and bool(materialised),
        changed=changed,
        n_checks=len(checks),
        failed=[line for severity, line in lines if severity == dg.AssetCheckSeverity.ERROR],
        warned=[line for severity, line in lines if severity == dg.AssetCheckSeverity.WARN],
        error=f"{_cause(errors[0])} ({trace} has the whole trace)" if errors else None,
    )


def _cause(error: SerializableErrorInfo) -> str:
    """Return the innermost cause of an error in one line."""
    while error.cause is not None:
        error = error.cause
    return " ".join(error.message.split())
