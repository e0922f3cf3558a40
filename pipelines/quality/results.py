"""What a check found."""

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

    @property
    def blocking(self) -> bool:
        """Whether a release must not be made."""
        return not self.passed and self.severity == "error"

    def line(self) -> str:
        """Return the finding in one line."""
        state = "ok" if self.passed else self.severity.upper()
        rows = "; ".join(", ".join(f"{k}={v!r}" for k, v in row.items()) for row in self.rows[:3])
        return f"{state:5} {self.table}.{self.name}: {self.message}" + (f" [{rows}]" if rows else "")
