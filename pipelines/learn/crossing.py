"""Cross-validation: what is learned from some articles, tried on the others."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from sklearn.model_selection import GroupKFold

from pipelines.learn.fit import LessonError

_FEWEST: Final = 2
Model = TypeVar("Model")


def crossed(groups: Sequence[str], folds: int, fit: Callable[[list[int]], Model]) -> Iterator[tuple[Model, list[int]]]:
    """Learn without each part of the examples in turn; yield what is learned and the places of that part.

    Args:
        groups: the article or event of each example; those of one group are never parted.
        folds: how many parts, if there are as many groups.
        fit: learns from the examples at some places.

    Raises:
        LessonError: all examples are of one group.

    """
    parts = min(folds, len(set(groups)))
    if parts < _FEWEST:
        message = "what is learned is tried on articles left out: give coded articles of more events"
        raise LessonError(message)
    for learn, hold in GroupKFold(parts).split(groups, groups=groups):
        yield fit(learn.tolist()), hold.tolist()
