"""Learning the weights of the reader from hand-coded articles."""

from pipelines.learn.pledges import LearnedModels, learn_pledges

__all__ = ["LearnedModels", "learn_pledges"]
