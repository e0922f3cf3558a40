"""Joining reports into events: connected components over pairs, independent of the order of the input."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

R = TypeVar("R")


class UnionFind:
    """Disjoint sets over positions 0..n-1."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, i: int) -> int:
        """Return the representative of a position."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Put two positions into one set."""
        a, b = self.root(i), self.root(j)
        if a != b:
            self.parent[max(a, b)] = min(a, b)

    def groups(self) -> list[list[int]]:
        """Return the sets, each sorted, in the order of their first member."""
        out: dict[int, list[int]] = {}
        for i in range(len(self.parent)):
            out.setdefault(self.root(i), []).append(i)
        return list(out.values())


def blocks(rows: Sequence[R], key: Callable[[R], Hashable]) -> Iterable[list[R]]:
    """Split rows into blocks of one key: only rows of one block are ever compared."""
    out: dict[Hashable, list[R]] = {}
    for row in rows:
        out.setdefault(key(row), []).append(row)
    return out.values()
