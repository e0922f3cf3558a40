"""Tables as Parquet files whose bytes depend on their rows alone."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write one table (zstd); the descriptions of table and columns stand in the file's schema."""
    pq.write_table(table, path, compression="zstd", write_statistics=True, row_group_size=100_000)
