"""What a check found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class CheckResult:
    """One rule on one table: whether it holds, how bad it is if not, and the rows that break it (20 at most)."""

    name: str
    table: str
    passed: bool
    severity: str
    message: str
    rows: list[dict[str, Any]] = field(default_factory=list)

    def line(self) -> str:
        """Return the finding in one line."""
        state = "ok" if self.passed else self.severity.upper()
        rows = "; ".join(shown(row) for row in self.rows[:3])
        return f"{state:5} {self.table}.{self.name}: {self.message}" + (f" [{rows}]" if rows else "")


def shown(row: Mapping[str, Any]) -> str:
    """Return one row as text: `name=value`, null where nothing is known."""
    return ", ".join(f"{name}={_plain(value)}" for name, value in row.items())


def _plain(value: Any) -> str:
    """Return a cell as text, without the types of numpy and pandas (`np.int64(10)`, `nan`)."""
    if value is None or value != value:  # noqa: PLR0124 - NaN is what differs from itself
        return "null"
    return repr(value) if isinstance(value, str) else str(value)
