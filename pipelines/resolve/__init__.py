"""From reports to events: one row for one actor, meeting and pledge, with every report kept under it."""

from pipelines.resolve.corrections import CorrectionError, correct, read_corrections
from pipelines.resolve.identity import KEPT_COLUMNS
from pipelines.resolve.resolve import resolve

__all__ = ["KEPT_COLUMNS", "CorrectionError", "correct", "read_corrections", "resolve"]
