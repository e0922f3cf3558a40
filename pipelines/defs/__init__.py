"""All that knows Dagster: assets, checks, resources, jobs, sensors."""
