"""What hand-coded articles teach of pledges: whether a clause is one, between whom, and of which status and kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from sklearn.metrics import average_precision_score

from pipelines.extract.pledge_weight import CLAUSE, FILLED, SCREEN, SIDES, is_close, is_worth
from pipelines.extract.ruled_codes import KIND, STATUS, Asked
from pipelines.extract.weights import Linear, Vectors, odds
from pipelines.learn.articles import CodedArticle
from pipelines.learn.clauses import Clause, Filled, clauses_of, examples_of, judged, with_sides
from pipelines.learn.codes import CODES_C, code_question, code_right
from pipelines.learn.crossing import crossed
from pipelines.learn.encoders import Encoders, train_encoders
from pipelines.learn.fit import LessonError, Model, Question, fit_logistic, fit_parts
from pipelines.learn.network import Example, Training
from pipelines.learn.tables import Figure, WeightTable, figure, trait_table

_CLAUSE_C: Final = 0.05
_SIDES_C: Final = 0.2
_FILLED_C: Final = 0.02
_LEAST: Final = 3
_FOLDS: Final = 6
_SIDE_FOLDS: Final = 3
_NEVER: Final = -100.0  # log odds of a draft that is not worth a closer look
_CODES: Final = (STATUS, KIND)
_WEIGHING: Final = (
    (SCREEN, "average precision"),
    (CLAUSE, "average precision"),
    (FILLED, "average precision with sides"),
)
_CHOOSING: Final = (SIDES, *(code.model for code in _CODES))


class PledgeLessons:
    """Learns the encoder of sentences, and the models of pledges, which weigh what it says beside their traits.

    These are pledge_screen, _clause, _sides, _filled, _status and _kind. They learn what the word of the encoder is
    worth from articles that it has not seen.
    """

    def __init__(self, training: Training, home: Path) -> None:
        """Take how the encoder is to be trained, and where trained ones are kept."""
        self.training = training
        self.home = home
        self.clauses: list[Clause] = []

    def take(self, article: CodedArticle) -> None:
        """Take in the drafts of an article."""
        self.clauses += clauses_of(article)

    def examples(self) -> Iterator[Example]:
        """Return what the encoder learns from the drafts that are worth it, by screens that have not seen them."""
        for screen, hold in crossed([c.group for c in self.clauses], _FOLDS, self._screen):
            for i in hold:
                worth = is_worth(odds(screen, self.clauses[i].traits))
                self.clauses[i] = replace(self.clauses[i], worth=worth)
        return (example for clause in self.clauses for example in examples_of(clause))

    def _screen(self, places: list[int]) -> Model:
        return _fit_clauses(_telling([self.clauses[i] for i in places]), ())

    def hear(self, encoders: Encoders) -> None:
        """Take in what the encoder of each group says of its drafts."""
        self.clauses = [judged(clause, encoders.of(clause.group)) for clause in self.clauses]

    @cached_property
    def encoders(self) -> Encoders:
        """The encoders, trained when they are first asked for; all drafts have heard them by then.

        Raises:
            LessonError: no draft is a pledge, or all are; or all are of one event.

        """
        examples = [*self.examples()]
        if {example.answers[0] for example in examples if example.head == "pledge"} != {0, 1}:
            message = "the articles hold no right and wrong examples of a pledge"
            raise LessonError(message)
        trained = train_encoders(examples, self.training, self.home)
        self.hear(trained)
        return trained

    def tables(self) -> list[WeightTable | Encoders]:
        """Train the encoder, and fit the models to all drafts."""
        encoders = self.encoders
        return [encoders, *(trait_table(name, model) for name, model in fit_pledges(self.clauses).items())]

    def figures(self) -> list[Figure]:
        """Cross-validate: average precision of clauses; share of true ones with the right sides, status and kind.

        What only repeats a pledge that another draft tells better is left out of the average precision; that of the
        filled clauses is of pledges with the right sides among those that are worth a closer look.
        """
        _ = self.encoders
        groups = [c.group for c in self.clauses]
        told: dict[int, _Told] = {}
        for found, hold in crossed(groups, _FOLDS, lambda places: fit_pledges([self.clauses[i] for i in places])):
            models = {name: Linear.of(model) for name, model in found.items()}
            told |= {i: _told(models, self.clauses[i]) for i in hold}
        telling = [i for i, clause in enumerate(self.clauses) if _is_telling(clause)]
        asked = [i for i, clause in enumerate(self.clauses) if clause.right and clause.worth]
        shares = np.mean([told[i].hits for i in asked], axis=0)
        of_telling, of_asked = [groups[i] for i in telling], [groups[i] for i in asked]
        precisions = [_precision([told[i] for i in telling], n) for n in range(len(_WEIGHING))]
        return [
            *(figure(*of, value, of_telling) for of, value in zip(_WEIGHING, precisions, strict=True)),
            *(figure(name, "share right", share, of_asked) for name, share in zip(_CHOOSING, shares, strict=True)),
        ]


class _Told(NamedTuple):
    """What models that have not seen a draft tell of it.

    By each of _WEIGHING its log odds (`weighed`) and whether it is what is asked for (`right`); by each of _CHOOSING
    whether the likeliest answer is right (`hits`), nothing where that is not asked.
    """

    weighed: list[float]
    right: list[bool]
    hits: list[float]


def _precision(told: Sequence[_Told], place: int) -> float:
    return float(average_precision_score([t.right[place] for t in told], [t.weighed[place] for t in told]))


def _told(models: Mapping[str, Linear], clause: Clause) -> _Told:
    by_traits = odds(models[SCREEN].traits, clause.traits)
    if not clause.worth:
        return _Told([by_traits, _NEVER, _NEVER], [clause.right, clause.right, False], _hits(models, clause))
    by_encoder = models[CLAUSE].odds(*clause.known)
    whole, is_right = with_sides(clause, models[SIDES])
    with_both = models[FILLED].odds(*whole) if is_close(by_encoder) else _NEVER
    return _Told([by_traits, by_encoder, with_both], [clause.right, clause.right, is_right], _hits(models, clause))


def _hits(models: Mapping[str, Linear], clause: Clause) -> list[float]:
    if not (clause.right and clause.worth):
        return []
    codes = zip(_CODES, clause.ruled, strict=True)
    told = [code_right(models[asked.model], asked, ruled, _code_of(clause, asked)) for asked, ruled in codes]
    return [float(hit) for hit in (with_sides(clause, models[SIDES]).right, *told)]


def fit_pledges(clauses: Sequence[Clause]) -> dict[str, Model]:
    """Fit the models of pledges; what only repeats one that another draft tells better is left out but for sides."""
    telling, asked = _telling(clauses), [c for c in clauses if c.worth]
    worth = [c for c in telling if c.worth]
    codes = {code.model: [_code_of(c, code) for c in worth if c.right] for code in _CODES}
    return {
        SCREEN: _fit_clauses(telling, ()),
        CLAUSE: _fit_clauses(worth, [c.vectors for c in worth]),
        SIDES: _fit_sides(asked),
        FILLED: _fit_filled(asked),
        **{name: fit_parts(of_code, c=CODES_C, least=_LEAST) for name, of_code in codes.items()},
    }


def _telling(clauses: Sequence[Clause]) -> list[Clause]:
    return [c for c in clauses if _is_telling(c)]


def _is_telling(clause: Clause) -> bool:
    return clause.best or not clause.right


def _fit_sides(clauses: Sequence[Clause]) -> Model:
    return fit_parts([c.sides for c in clauses], c=_SIDES_C, least=_LEAST)


def _fit_filled(clauses: Sequence[Clause]) -> Model:
    """Fit whether a clause is a pledge of the sides that are chosen for it by a model that has not seen its article."""
    found: dict[int, Filled] = {}
    groups = [c.group for c in clauses]
    for model, hold in crossed(groups, _SIDE_FOLDS, lambda places: _fit_sides([clauses[i] for i in places])):
        sides = Linear.of(model)
        found |= {i: with_sides(clauses[i], sides) for i in hold if _is_telling(clauses[i])}
    return fit_logistic(
        [of.whole.traits for of in found.values()],
        [of.right for of in found.values()],
        c=_FILLED_C,
        least=_LEAST,
        counts=[clauses[i].weight for i in found],
        vectors=[of.whole.vectors for of in found.values()],
    )


def _code_of(clause: Clause, asked: Asked) -> Question:
    """Ask which code a pledge has."""
    place = _CODES.index(asked)
    return code_question(asked, clause.ruled[place], clause.known, clause.answers[1 + place])


def _fit_clauses(clauses: Sequence[Clause], vectors: Sequence[Vectors]) -> Model:
    traits, right = [c.traits for c in clauses], [c.right for c in clauses]
    counts = [c.weight for c in clauses]
    return fit_logistic(traits, right, c=_CLAUSE_C, least=_LEAST, counts=counts, vectors=vectors)
