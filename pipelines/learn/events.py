"""What hand-coded articles teach of pledges and contacts: the encoder of sentences, then what its word is worth."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pipelines.learn.articles import CodedArticle
from pipelines.learn.contacts import ContactLessons
from pipelines.learn.encoders import Encoders, train_encoders
from pipelines.learn.fit import LessonError
from pipelines.learn.network import Example, Training
from pipelines.learn.pledges import PledgeLessons
from pipelines.learn.tables import Figure, WeightTable


class EventLessons:
    """Learns the encoder, and the models of pledges and contacts, which weigh what it says beside their traits.

    They learn what its word is worth from articles that it has not seen.
    """

    def __init__(self, training: Training, home: Path) -> None:
        """Take how the encoder is to be trained, and where trained ones are kept."""
        self.training = training
        self.home = home
        self.parts = (PledgeLessons(), ContactLessons())

    def take(self, article: CodedArticle) -> None:
        """Take in the drafts of an article."""
        for part in self.parts:
            part.take(article)

    @cached_property
    def encoders(self) -> Encoders:
        """The encoders, trained when they are first asked for; all parts have heard them by then."""
        examples = [example for part in self.parts for example in part.examples()]
        _check(examples)
        trained = train_encoders(examples, self.training, self.home)
        for part in self.parts:
            part.hear(trained)
        return trained

    def tables(self) -> list[WeightTable | Encoders]:
        """Train the encoder, and fit the models."""
        return [self.encoders, *(table for part in self.parts for table in part.tables())]

    def figures(self) -> list[Figure]:
        """Cross-validate the models."""
        _ = self.encoders
        return [figure for part in self.parts for figure in part.figures()]


def _check(examples: Sequence[Example]) -> None:
    """Refuse examples without a pledge, a contact, or what is none, before the encoder is trained on them for long."""
    for head in ("pledge", "contact"):
        if {example.answers[0] for example in examples if example.head == head} != {0, 1}:
            message = f"the articles hold no right and wrong examples of a {head}"
            raise LessonError(message)
