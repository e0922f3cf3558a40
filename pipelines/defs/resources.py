"""What the assets share: where things stand, how large they may be, and the store of built tables."""

import os
from collections.abc import Mapping
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.extract import SHARD
from pipelines.ingest import Limits
from pipelines.schema.paths import ARTICLES, BUILD, CORRECTIONS, DATASETS


class Settings(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Folders and sizes of a build."""

    articles: str = str(ARTICLES)
    build: str = str(BUILD)
    datasets: str = str(DATASETS)
    corrections: str = str(CORRECTIONS)
    workers: int = 2
    shard_size: int = SHARD
    max_bytes: int = Limits.max_bytes
    max_characters: int = Limits.max_characters
    bodies: bool = True

    @property
    def cache(self) -> Path:
        """The folder of readings kept between builds."""
        return Path(self.build) / "readings"


class TableStore(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Keeps each built table as one Parquet file below the build folder; a file appears whole or not at all."""

    build: str = str(BUILD)

    def path(self, name: str) -> Path:
        """Return the file of a table."""
        return Path(self.build) / "tables" / f"{name}.parquet"

    def save(self, name: str, table: pa.Table) -> None:
        """Write a table beside its place and rename it into it."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".new{os.getpid()}")
        pq.write_table(table, new, compression="zstd")
        new.replace(path)

    def load(self, name: str) -> pa.Table:
        """Read a table."""
        return pq.read_table(self.path(name))

    def load_all(self, names: list[str]) -> Mapping[str, pa.Table]:
        """Read several tables, by name."""
        return {name: self.load(name) for name in names}


class TableIOManager(dg.ConfigurableIOManager):
    """Lets assets return and receive tables; they are kept in the store."""

    build: str = str(BUILD)

    def handle_output(self, context: dg.OutputContext, obj: pa.Table) -> None:
        """Write the table of an asset."""
        store = TableStore(build=self.build)
        name = context.asset_key.path[-1]
        store.save(name, obj)
        path = dg.MetadataValue.path(str(store.path(name)))
        context.add_output_metadata({"dagster/row_count": obj.num_rows, "path": path})

    def load_input(self, context: dg.InputContext) -> pa.Table:
        """Read the table of an asset."""
        return TableStore(build=self.build).load(context.asset_key.path[-1])
