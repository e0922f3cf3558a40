"""Which named bodies play a part in a story: a logistic regression over how they are named and where.

Taggers take laws, programmes, events and products for organisations, and stories name bodies in passing. Weights:
seeds/models/organisation.csv, made by `python -m pipelines learn`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from pipelines.extract.coreference import Coreference
from pipelines.extract.page import Actor, Mention
from pipelines.extract.tables import word_map
from pipelines.extract.weights import probability, weights

_LIKELY: Final = 0.5
_MANY: Final = 4
_FAR: Final = 3
_LEFT_OUT: Final = frozenset({"the", "of", "and", "for", "in", "on"})


def playing_a_part(coreference: Coreference, title: str | None) -> set[str]:
    """Return the keys of the organisations of an article that play a part in its story."""
    model = weights("organisation")
    groups = organisations_of(coreference)
    return {key for key, named in groups.items() if probability(model, traits(named, coreference, title)) >= _LIKELY}


def organisations_of(coreference: Coreference) -> dict[str, list[Mention]]:
    """Gather the mentions of each organisation of an article by its key, in order of place."""
    groups: dict[str, list[Mention]] = {}
    for mention in coreference.mentions:
        if mention.actor.kind == "organisation":
            groups.setdefault(mention.actor.key, []).append(mention)
    return groups


def traits(named: Sequence[Mention], coreference: Coreference, title: str | None) -> frozenset[str]:
    """Name what speaks for and against an organisation, given all its mentions in an article."""
    name = _of_name(named[0].actor, title or "")
    return frozenset([*name, *_of_count(named, coreference), *_of_roles(named, coreference)])


def _of_name(actor: Actor, title: str) -> Iterator[str]:
    words = re.findall(r"[\w.&-]+", actor.name)
    if any(name in title for name in (actor.name, *actor.aliases)):
        yield "in the title"
    yield f"basis {actor.basis}"
    yield "known" if actor.wikidata else "unknown"
    yield f"words {min(len(words), 6)}"
    if len(words) == 1 and actor.name.isupper():
        yield "acronym"
    told = [w.lower() for w in words if w.lower() not in _LEFT_OUT]
    if told:
        yield f"first word {told[0]}"
        yield f"last word {told[-1]}"
    if actor.speaks_for_state:
        yield "acts for its state"
    yield "of a state" if actor.country else "of no state"


def _of_count(named: Sequence[Mention], coreference: Coreference) -> Iterator[str]:
    yield f"mentions {min(len(named), _MANY)}"
    starts = [s.start for s in coreference.doc.sents]
    first = sum(1 for start in starts if start <= named[0].first) - 1
    yield f"first in sentence {min(first // 2, 5)}"
    yield f"depth {min(round(4 * first / max(1, len(starts))), 4)}"


def _of_roles(named: Sequence[Mention], coreference: Coreference) -> Iterator[str]:
    doc = coreference.doc
    tags = Counter(doc[m.last].ent_type_ or "none" for m in named)
    yield f"tagged {tags.most_common(1)[0][0]}"
    for mention in named:
        head = doc[mention.first : mention.last + 1].root
        yield f"as {head.dep_}"
        yield f"surface {mention.sort}"
        yield from _beside(head)
        after = mention.last + 1
        if any(i in coreference.at and coreference.at[i].actor.kind == "person" for i in range(after, after + _FAR)):
            yield "before a person"
        if mention.first in coreference.titled or (mention.first - 1) in coreference.titled:
            yield "within an office"


def _beside(head: Token) -> Iterator[str]:
    """Name the words that govern a mention: its verb, or its preposition and what that hangs on."""
    above = head.head
    if head.dep_ in {"nsubj", "nsubjpass", "dobj"} and above.pos_ == "VERB":
        said = above.lemma_.lower() in word_map("speech_verbs", "lemma", "lemma")
        yield "speaks" if said and head.dep_ == "nsubj" else "acts"
        yield f"{head.dep_} of {above.lemma_.lower()}"
    if head.dep_ == "pobj":
        yield f"after {above.lower_}"
        yield f"after {above.head.lemma_.lower()} {above.lower_}"
    if head.dep_ in {"compound", "poss", "nmod"}:
        yield f"{head.dep_} of {above.lemma_.lower()}"
