"""The code location: `dagster dev -m pipelines.definitions`."""

from pipelines.defs.definitions import definitions

defs = definitions()
