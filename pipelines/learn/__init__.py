"""Learning the weights of the reader from hand-coded articles."""

from pipelines.learn.fit import LessonError
from pipelines.learn.models import SUBJECTS, LearnedModels, learn

__all__ = ["SUBJECTS", "LearnedModels", "LessonError", "learn"]
