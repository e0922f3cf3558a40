"""Everything that Dagster loads."""

import dagster as dg

from pipelines.defs.assets import ASSETS
from pipelines.defs.automation import build_all, new_articles
from pipelines.defs.checks import CHECKS
from pipelines.defs.resources import Settings, TableIOManager, TableStore


def definitions(settings: Settings | None = None) -> dg.Definitions:
    """Return the definitions for some folders and sizes; those of the project where none are given."""
    chosen = settings or Settings()
    return dg.Definitions(
        assets=ASSETS,
        asset_checks=CHECKS,
        jobs=[build_all],
        sensors=[new_articles],
        resources={
            "settings": chosen,
            "store": TableStore(build=chosen.build),
            "io_manager": TableIOManager(build=chosen.build),
        },
        executor=dg.in_process_executor,
    )
