"""From files to decoded records. No judgement: text is kept as it came."""

from pipelines.ingest.folder import FolderError, read_folder
from pipelines.ingest.limits import Limits

__all__ = ["FolderError", "Limits", "read_folder"]
