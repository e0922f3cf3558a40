"""Learning the weights of the reader from hand-coded articles."""

from pipelines.learn.models import LearnedModels, learn

__all__ = ["LearnedModels", "learn"]
