"""What can be learned from hand-coded articles, and learning it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pipelines.learn.actors import ActorLessons
from pipelines.learn.articles import read_articles
from pipelines.learn.contacts import ContactLessons
from pipelines.learn.fit import LessonError
from pipelines.learn.network import TRAINING, Training
from pipelines.learn.pledges import PledgeLessons
from pipelines.learn.tables import Figure, Lessons, Written, write_figures
from pipelines.learn.topics import TopicLessons
from pipelines.schema.paths import BUILD

SUBJECTS: Final[Mapping[str, Callable[[Training, Path], Lessons]]] = MappingProxyType(
    {
        "pledges": PledgeLessons,
        "contacts": lambda *_: ContactLessons(),
        "actors": lambda *_: ActorLessons(),
        "topics": lambda *_: TopicLessons(),
    }
)
"""What `learn --only` may name."""


@dataclass(frozen=True)
class LearnedModels:
    """What the models weigh, and how they do on articles that they have not seen (cross-validation)."""

    tables: list[Written]
    figures: list[Figure]

    def write(self, folder: Path | None = None) -> None:
        """Write all tables and figures.csv into a folder, else each to its place in seeds."""
        for table in self.tables:
            table.write(folder)
        write_figures(self.figures, folder)


def learn(
    folders: Sequence[Path],
    light: Sequence[Path] = (),
    only: Collection[str] = (),
    training: Training = TRAINING,
    home: Path = BUILD / "encoders",
) -> LearnedModels:
    """Learn models from sets of hand-coded articles (folders of ID.txt with ID.json).

    Args:
        folders: sets of articles of the kinds that are to be read.
        light: sets of other kinds of articles; where pledges, topics and the network are learned, they count half.
        only: which of SUBJECTS to learn; all where none is named.
        training: how the encoder of sentences is trained.
        home: where trained encoders are kept, to be used again when they would be trained alike.

    Raises:
        AnswerError: an answer is not well formed.
        FolderError: there is nothing in a folder.
        LessonError: there is no such subject, no article with an answer, nothing to tell apart, or only one event.

    """
    unknown = sorted({*only} - {*SUBJECTS})
    if unknown:
        message = f"{', '.join(unknown)}: no such thing to learn; there are {', '.join(SUBJECTS)}"
        raise LessonError(message)
    lessons = {name: subject(training, home) for name, subject in SUBJECTS.items() if not only or name in only}
    _teach(lessons.values(), folders, light)
    learned = [_learned(name, lesson) for name, lesson in lessons.items()]
    sets = {"sets": " ".join(sorted(folder.name for folder in [*folders, *light]))}
    return LearnedModels(
        [table for tables, _ in learned for table in tables],
        [figure | sets for _, figures in learned for figure in figures],
    )


def _teach(lessons: Collection[Lessons], folders: Sequence[Path], light: Sequence[Path]) -> None:
    taught = False
    for article in read_articles(folders, light):
        taught = True
        for lesson in lessons:
            lesson.take(article)
    if not taught:
        message = f"{', '.join(map(str, [*folders, *light]))}: no English article with an answer"
        raise LessonError(message)


def _learned(name: str, lesson: Lessons) -> tuple[Sequence[Written], list[Figure]]:
    try:
        return lesson.tables(), lesson.figures()
    except LessonError as error:
        message = f"{name}: {error}"
        raise LessonError(message) from error
