"""From reports to events: one row for one actor, meeting and pledge, with every report kept under it."""

from pipelines.resolve.resolve import resolve

__all__ = ["resolve"]
