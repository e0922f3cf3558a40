"""A command ends with its own words: DuckDB complains on the standard error if what it made is kept until the end."""

import subprocess
import sys

from pipelines.schema.paths import PROJECT


def test_what_dagster_holds_on_to_does_not_hold_duckdb():
    asked = "import sys, pipelines.defs.definitions; sys.exit('duckdb' in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], cwd=PROJECT, check=True)
