"""What hand-coded articles teach of what a contact was about, and of how it took place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from pipelines.accuracy.model import Meeting
from pipelines.extract.contacts import Contact
from pipelines.extract.encoder import HEADS, Encoder, Numbers, Spot
from pipelines.extract.reference import fold_name
from pipelines.extract.ruled_codes import FORMAT
from pipelines.extract.topics import SIGNS, TopicReader, topic_codes, topic_odds
from pipelines.extract.weights import BIAS, likelihood
from pipelines.learn.articles import CodedArticle
from pipelines.learn.codes import CODES_C, chosen_right, code_question
from pipelines.learn.crossing import crossed
from pipelines.learn.encoders import Encoders
from pipelines.learn.fit import Model, Question, fit_logistic, fit_parts, odds_of
from pipelines.learn.network import Example
from pipelines.learn.tables import Figure, WeightTable, figure, trait_table
from pipelines.schema.paths import FRAMES

_TABLE: Final = "topic_weights"
_C: Final = 0.5
_LEAST_PARTS: Final = 3
_FOLDS: Final = 10
_DIGITS: Final = 3
_LEAST: Final = 0.36  # the probability from which a topic is reported; chosen by cross-validation
_SAME: Final = 0.5  # share of the parties that one contact has in common with another, at least
_ALIKE: Final = 0.1  # what the same sentence adds, and the same status
_TOPICS: Final = 0.3  # what the topics of a contact count when the encoder is trained


@dataclass(frozen=True)
class Talk:
    """A contact with where the words of each topic that it shows stand, and what a coder found: topics and format.

    `spot` and `clause` are where the encoder is asked of the former and of the latter, `told` and `said` what it says.
    `ruled` is the format by the rules alone.
    """

    group: str
    places: dict[str, list[float]]
    coded: frozenset[str]
    spot: Spot
    clause: Spot
    ruled: str
    format: str
    weight: float = 1.0
    told: Mapping[str, float] = field(default_factory=dict)
    said: Numbers = field(default_factory=lambda: np.zeros(HEADS[FORMAT.head].width, dtype=np.float32))


class TalkLessons:
    """Learns the weights of what speaks for a topic (topic_weights), and the model contact_format."""

    def __init__(self) -> None:
        self.talks: list[Talk] = []

    def take(self, article: CodedArticle) -> None:
        """Take in the contacts of an article that a coder found too."""
        self.talks.extend(talks_of(article))

    def examples(self) -> Iterator[Example]:
        """Yield what the encoder learns from the contacts: what they were about."""
        for talk in self.talks:
            answers = tuple(int(topic in talk.coded) for topic in HEADS["topics"].answers)
            yield Example(talk.group, "topics", talk.spot, answers, talk.weight * _TOPICS)

    def hear(self, encoders: Encoders) -> None:
        """Take in what the encoder of each group says of its contacts."""
        self.talks = [judged(talk, encoders.of(talk.group)) for talk in self.talks]

    def tables(self) -> list[WeightTable]:
        """Fit the models to all contacts."""
        model = fit_topics(self.talks)
        names = [*SIGNS, *map(_sign, topic_codes())]
        weights = {name: model[name] for name in names} | {"bias": model[BIAS]}
        rounded = {name: round(weight, _DIGITS) for name, weight in weights.items()}
        topics = WeightTable(_TABLE, {**rounded, "least": _LEAST}, "feature", FRAMES)
        return [topics, trait_table(FORMAT.model, fit_formats(self.talks))]

    def figures(self) -> list[Figure]:
        """Cross-validate: the mean agreement (F1) of the topics of a contact; share of them with the right format."""
        groups, agreed, hit = [talk.group for talk in self.talks], [], []
        for (topics, formats), hold in crossed(groups, _FOLDS, lambda places: _fit([self.talks[i] for i in places])):
            held = [self.talks[i] for i in hold]
            agreed += [agreement(_told(topics, talk), talk.coded) for talk in held]
            hit += [chosen_right(formats, format_asked(talk)) for talk in held]
        return [
            figure(_TABLE, "agreement", float(np.mean(agreed)), groups),
            figure(FORMAT.model, "share right", float(np.mean(hit)), groups),
        ]


def talks_of(article: CodedArticle) -> Iterator[Talk]:
    """Yield the contacts of an article that the reader and a coder found."""
    reader = TopicReader(article.found.doc, article.title or "", article.contacts)
    for contact in article.contacts:
        coded = max(article.coded.meetings, key=lambda m: _shared(m, contact), default=None)
        if coded is not None and _shared(coded, contact) > 0:
            yield Talk(
                article.group,
                {topic: reader.places_of(contact)[topic] for topic in reader.shown(contact)},
                coded.topics,
                reader.spot(contact),
                Spot.of(contact.sentence, contact.trigger),
                contact.format,
                coded.format,
                article.weight,
            )


def judged(talk: Talk, encoder: Encoder) -> Talk:
    """Add what an encoder says of a contact."""
    told = topic_odds(encoder.judge("topics", [talk.spot])[0])
    return replace(talk, told=told, said=encoder.judge(FORMAT.head, [talk.clause])[0])


def _shared(coded: Meeting, contact: Contact) -> float:
    """Return how much the parties agree by their last names, and more where sentence or status are the same."""
    ours, theirs = (
        {fold_name(p.name).split()[-1] for p in parties if fold_name(p.name)}
        for parties in (contact.parties, coded.participants)
    )
    same = 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours | theirs else 0.0
    alike = (contact.sentence.text.strip() in (coded.evidence or "")) + (coded.status == contact.status)
    return same + _ALIKE * alike if same >= _SAME else 0.0


def _sign(topic: str) -> str:
    return f"topic:{topic}"


def _signs(talk: Talk, topic: str) -> dict[str, float]:
    return dict(zip(SIGNS, [*talk.places[topic], talk.told.get(topic, 0.0)], strict=True)) | {_sign(topic): 1.0}


def _fit(talks: Sequence[Talk]) -> tuple[Model, Model]:
    return fit_topics(talks), fit_formats(talks)


def fit_topics(talks: Sequence[Talk]) -> Model:
    """Fit whether a contact was about a topic: one example for each contact and topic."""
    examples = [(_signs(talk, topic), topic in talk.coded) for talk in talks for topic in talk.places]
    return fit_logistic([signs for signs, _ in examples], [right for _, right in examples], c=_C, least=0)


def fit_formats(talks: Sequence[Talk]) -> Model:
    """Fit how a contact took place."""
    return fit_parts([format_asked(talk) for talk in talks], c=CODES_C, least=_LEAST_PARTS)


def format_asked(talk: Talk) -> Question:
    """Ask how a contact took place."""
    return code_question(FORMAT, talk.ruled, talk.said, FORMAT.codes.index(talk.format))


def _told(model: Model, talk: Talk) -> set[str]:
    """Return the topics that weights report of a contact."""
    return {topic for topic in talk.places if likelihood(odds_of(model, _signs(talk, topic))) > _LEAST}


def agreement(got: set[str], coded: frozenset[str]) -> float:
    """Return the F1 of two sets of topics; 1 where both are empty."""
    total = len(got) + len(coded)
    return 2 * len(got & coded) / total if total else 1.0
