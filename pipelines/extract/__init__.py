"""From text to reports: what each article by itself says."""

from pipelines.extract.shards import SHARD, Reading, ReadingError, read_articles
from pipelines.extract.version import extractor_version

__all__ = ["SHARD", "Reading", "ReadingError", "extractor_version", "read_articles"]
