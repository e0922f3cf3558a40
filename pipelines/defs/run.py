"""A whole build in this process."""

import os
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg

from pipelines.defs.definitions import definitions
from pipelines.defs.resources import Settings
from pipelines.publish import lock

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

    Raises:
        LockedError: another build works in the same build folder.

    """
    warnings.filterwarnings("ignore", category=dg.BetaWarning)
    with lock(Path(settings.build) / ".lock", settings.build):
        job = definitions(settings).resolve_job_def("build_all")
        with _instance() as instance:
            found = job.execute_in_process(run_config=_QUIET, instance=instance, raise_on_error=False)
    return _summary(found)


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


def _summary(found: dg.ExecuteInProcessResult) -> BuildResult:
    checks = found.get_asset_check_evaluations()
    lines = [(c.severity, f"{c.asset_key.to_user_string()}.{c.check_name}") for c in checks if not c.passed]
    materialised = [
        e for e in found.get_asset_materialization_events() if e.asset_key and e.asset_key.path[-1] == "release"
    ]
    changed = any(bool(e.materialization.metadata["changed"].value) for e in materialised)
    failures = [e.step_failure_data.error for e in found.all_events if e.is_step_failure]
    errors = [error.to_string() for error in failures if error is not None]
    return BuildResult(
        success=found.success and bool(materialised),
        changed=changed,
        n_checks=len(checks),
        failed=[line for severity, line in lines if severity == dg.AssetCheckSeverity.ERROR],
        warned=[line for severity, line in lines if severity == dg.AssetCheckSeverity.WARN],
        error=errors[0] if errors else None,
    )
