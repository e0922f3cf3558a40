"""A pattern for any of many words: a tree of their letters, so that a text is not held against each of them."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_END: Final = ""
Tree = dict[str, "Tree"]


def any_of(words: Iterable[Sequence[str]]) -> str:
    r"""Return a pattern that matches the longest of some words that fits, as if they were tried longest first.

    Args:
        words: each as its characters; what is longer than one character stands for itself as a pattern (`[\s-]`).

    """
    tree: Tree = {}
    for word in words:
        node = tree
        for part in word:
            node = node.setdefault(part, {})
        node[_END] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    branches = [_part(part) + _pattern(below) for part, below in tree.items() if part != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if _END in tree else joined


def _part(part: str) -> str:
    return re.escape(part) if len(part) == 1 else part
