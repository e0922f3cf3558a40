"""How likely a word reports a contact, and between whom: traits, and the weights that hand-coded articles give them.

Two models: a conditional logit over the ways to tell who took part (which is right?), and a logistic regression over
the traits of the word and of the chosen parties (is it a contact at all?). Weights: seeds/models/contact_*.csv, made by
`python -m pipelines learn`. What the encoder of sentences says beside them adds next to nothing: on 9,797 words, cross-
validated in three parts, the average precision is .875 without and .881 with it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.contact_drafts import Draft, DraftFinder, Reading
from pipelines.extract.contact_ledger import is_background
from pipelines.extract.contacts import light_verbs
from pipelines.extract.dates import find_dates
from pipelines.extract.tables import word_map
from pipelines.extract.weights import likelihood, odds, weights

PARTIES: Final = "contact_parties"
WORD: Final = "contact_word"
OWN: Final = frozenset({"clause", "clause people", "clause no bodies", "clause first two", "attended", "all attended"})
"""The sources of parties that are read from the clause of the word itself."""
_LEAD: Final = 3
_MOST: Final = 4
_NEAR: Final = 6


class ContactWeigher:
    """Names the traits of the drafts of one article, and weighs them."""

    def __init__(self, finder: DraftFinder, drafts: list[Draft]) -> None:
        self.finder = finder
        self.told = Counter(frozenset(a.key for a, _ in d.own) for d in drafts if d.first and d.second)
        first = finder.coreference.finder.page.sentences[:_LEAD]
        self._lead = first[-1].end if first else 0
        self._many = min(len(drafts) // 4, _MOST)

    def best(self, draft: Draft) -> tuple[float, Reading]:
        """Return the likeliest parties of a draft, and the probability that it is a contact between them."""
        scores = [odds(weights(PARTIES), self.party_traits(draft, reading)) for reading in draft.readings]
        top = draft.readings[scores.index(max(scores))]
        return likelihood(odds(weights(WORD), self.traits(draft, top))), top

    def traits(self, draft: Draft, reading: Reading) -> frozenset[str]:
        """Name what speaks for and against a draft being a contact between the parties of a reading."""
        return frozenset(
            {
                *_of_word(draft),
                *_of_clause(draft),
                *self._of_clearness(draft, reading),
                *self._of_place(draft),
                *(f"parties: {trait}" for trait in self.party_traits(draft, reading)),
            }
        )

    def _of_clearness(self, draft: Draft, reading: Reading) -> Iterator[str]:
        """Tell how far the clause by itself reports a contact of these parties."""
        named = "whole" if reading.sources & OWN else "part" if draft.own else "none"
        clear = f"{draft.status} {named}"
        yield f"clear {clear}"
        yield f"clear {clear}, {draft.frame.lemma} {draft.frame.pos}"
        yield f"clear {clear}, {'people' if any(a.kind == 'person' for a in reading.actors) else 'no people'}"
        if named == "whole" and draft.first and draft.second:
            yield f"both sides {draft.status}"

    def party_traits(self, draft: Draft, reading: Reading) -> frozenset[str]:
        """Name what speaks for and against the parties of a reading."""
        return frozenset({*self._of_sources(draft, reading), *self._of_actors(draft, reading)})

    def _of_sources(self, draft: Draft, reading: Reading) -> Iterator[str]:
        slots = _slots(draft)
        spoken = "first person" if any(t.lower_ in {"i", "we"} for t in draft.trigger.sent) else "told"
        for source in reading.sources:
            yield source
            yield f"{source}, {slots}"
            yield f"{source}, {draft.frame.pos}"
            yield f"{source}, {spoken}"
        if draft.first and draft.second:
            yield "whole clause" if "clause" in reading.sources else "instead of whole clause"
        own, got = {a.key for a, _ in draft.own}, {a.key for a in reading.actors}
        yield f"adds {min(len(got - own), 3)}"
        yield f"drops {min(len(own - got), 3)}"
        yield f"sources {min(len(reading.sources), 4)}"
        if got == {a.key for a in draft.last}:
            yield "same as last"
            yield f"same as last, {slots}"

    def _of_actors(self, draft: Draft, reading: Reading) -> Iterator[str]:
        actors = reading.actors
        kinds = Counter(a.kind for a in actors)
        yield "kinds " + " ".join(f"{k} {min(n, 3)}" for k, n in sorted(kinds.items()))
        yield f"parties {min(len(actors), 5)}"
        yield f"sides {min(len({a.country or a.key for a in actors}), 4)}"
        yield f"strangers {min(sum(not self.finder.is_side(a) for a in actors), 2)}"
        yield f"text bodies {min(sum(a.kind == 'organisation' and a.basis == 'text' for a in actors), 2)}"
        yield f"stateless {min(sum(a.country is None for a in actors), 2)}"
        if frozenset(a.key for a in actors) in self.told:
            yield "told elsewhere"
        if any(a in self.finder.title for a in actors):
            yield "in title"
        yield from self._of_fame(actors)
        yield from _of_position(draft, reading)

    def _of_fame(self, actors: list[Actor]) -> Iterator[str]:
        people = [a for a, _ in self.finder.people.most_common(2)]
        yield f"main people {sum(a in people for a in actors)}"
        states = [a.country for a, _ in self.finder.states.most_common(2)]
        yield f"main states {len({a.country for a in actors} & {*states})}"

    def _of_place(self, draft: Draft) -> Iterator[str]:
        token = draft.trigger
        sentence = token.sent
        yield "lead" if sentence.start < self._lead else "later"
        yield f"many {self._many}"
        if sentence.text.rstrip().endswith("?"):
            yield "question"
        if self.finder.coreference.speaker(token) is not None:
            yield "quoted"
        if any(t.lower_ in {"i", "we"} for t in sentence):
            yield "first person"
        if find_dates(sentence.text, None):
            yield "dated"


def _slots(draft: Draft) -> str:
    return f"{min(len(draft.first), 2)}+{min(len(draft.second), 2)}"


def _of_position(draft: Draft, reading: Reading) -> Iterator[str]:
    token = draft.trigger
    here = [t for _, t in reading.parties if token.sent.start <= t.i < token.sent.end]
    yield f"here {min(len(here), 3)}"
    yield f"away {min(len(reading.parties) - len(here), 3)}"
    yield f"before {min(sum(t.i < token.i for t in here), 2)} after {min(sum(t.i > token.i for t in here), 2)}"
    heads = {t.dep_ for t in here}
    yield from (f"party as {label}" for label in heads)
    groups = word_map("group_nouns", "lemma", "stands_for")
    if any(t.lemma_.lower() in groups for t in here):
        yield "named by group"


def _of_word(draft: Draft) -> Iterator[str]:
    token, frame = draft.trigger, draft.frame
    yield f"word {frame.lemma} {frame.pos}"
    yield f"tag {token.tag_}"
    yield f"as {token.dep_}"
    yield f"word {frame.lemma}, slots {_slots(draft)}"
    yield f"{frame.pos}, slots {_slots(draft)}"
    yield f"status {draft.status}"
    if is_background(token):
        yield "background"
    if frame.parties:
        yield f"frame {frame.parties}"
    yield from (f"has {c.dep_}" for c in token.children if c.dep_ in {"det", "poss", "amod", "neg", "aux", "dobj"})
    yield from (f"with {c.lemma_.lower()}" for c in token.children if c.pos_ in {"ADJ", "DET", "NOUN", "ADP", "AUX"})


def _of_clause(draft: Draft) -> Iterator[str]:
    token = draft.trigger
    verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
    if verb is not None:
        yield f"verb {verb.lemma_.lower()}"
        yield f"verb tag {verb.tag_}"
        yield f"verb as {verb.dep_}"
        if verb.lemma_.lower() in light_verbs():
            yield "light verb"
        yield from (f"aux {word}" for word in syntax.auxiliaries(verb))
    if token.dep_ == "pobj":
        yield f"under {token.head.lower_}"
        yield f"under {token.head.head.lemma_.lower()}, {token.head.lower_}"
    elif token.head is not token:
        yield f"under {token.head.lemma_.lower()}"
    yield from (f"partner {word}" for word in _partners(draft))
    yield from (f"near {t.lemma_.lower()}" for t in _window(token))


def _partners(draft: Draft) -> Iterator[str]:
    """Name the words that stand where a partner would, as far as they name nobody: `spoke with reporters`."""
    token = draft.trigger
    things = [*syntax.prepositional(token, *draft.frame.prepositions), *syntax.children(token, "dobj")]
    named = {t.i for _, t in draft.own}
    for thing in things:
        yield "known" if thing.i in named else thing.lemma_.lower()


def _window(token: Token) -> list[Token]:
    sentence = token.sent
    words = token.doc[max(sentence.start, token.i - _NEAR) : min(sentence.end, token.i + _NEAR + 1)]
    return [t for t in words if t.i != token.i and t.pos_ in {"VERB", "NOUN", "ADJ", "ADV"} and not t.is_stop]
