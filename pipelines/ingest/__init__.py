"""From files to decoded records. No judgement: text is kept as it came."""

from pipelines.ingest.folder import FolderError, check_articles_folder, read_folder
from pipelines.ingest.limits import Limits

__all__ = ["FolderError", "Limits", "check_articles_folder", "read_folder"]
