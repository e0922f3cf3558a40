"""From text to reports: what each article by itself says."""

from pipelines.extract.shards import Reading, ReadingError, read_articles
from pipelines.extract.version import extractor_version

__all__ = ["Reading", "ReadingError", "extractor_version", "read_articles"]
