"""The contact that a headline reports, for stories whose body names the parties only by office or not at all."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from spacy.tokens import Token

from pipelines.extract.actors import Actor
from pipelines.extract.contact_parties import PartyFinder
from pipelines.extract.contact_status import status_of
from pipelines.extract.contacts import Frame, frames
from pipelines.extract.coreference import Coreference
from pipelines.extract.model import load_model
from pipelines.extract.tables import frame_rows

_PARTIES: Final = 2
_JOINED: Final = re.compile(r"(?<=[a-z])(?=(?:And|Before|After|With|At|On|In|Following|During|To)\b)")  # `BidenAnd`


@dataclass(frozen=True)
class Headline:
    """The parties of the contact in a headline, the frame of its word, and where the story starts on it."""

    parties: list[Actor]
    frame: Frame
    trigger: Token


@cache
def _story_verbs() -> frozenset[str]:
    return frozenset(r["lemma"] for r in frame_rows("readout_words", "lemma"))


def read_headline(title: str, story: Coreference, published: dt.date | None) -> Headline | None:
    """Return the contact in a headline such as `Telephone conversation with X`, `Remarks by X and Y before meeting`."""
    title = _JOINED.sub(" ", title)
    if not may_report(title):
        return None
    own = Coreference(load_model()(title), story.reference, published)
    finder = PartyFinder(own)
    for token in own.doc:
        frame = frames().get((token.lemma_.lower(), "NOUN" if token.pos_ in {"NOUN", "PROPN"} else token.pos_))
        if frame is None or frame.parties or status_of(token) != "held":
            continue
        named = [a for side in finder.sides(token, frame) for a, _ in side] or _speakers(own, token)
        parties = [_in_story(a, story) for a in dict.fromkeys(named)]
        if _states(parties) == 1 and finder.prepositional(token, *frame.prepositions):
            parties += _home(parties, story)
        trigger = _trigger(story)
        if trigger is not None and any(a.kind == "person" for a in parties) and _states(parties) > 1:
            return Headline(parties, frame, trigger)
    return None


def may_report(title: str) -> bool:
    """Tell whether a word of a headline can be a form of one that reports a contact; most need not be parsed."""
    words = re.findall(r"\w+", title.lower())
    return any(word.startswith(_stems()) or word in _irregular_forms() for word in words)


@cache
def _stems() -> tuple[str, ...]:
    """Return what all regular forms of the words of contact begin with: `negotiat`, `visit`."""
    return tuple({lemma[:-1] if lemma[-1] in "ey" else lemma for lemma in _reporting()})


@cache
def _reporting() -> frozenset[str]:
    """Return the words of contact that are read in headlines: those that ask nothing of who its parties are."""
    return frozenset(lemma for (lemma, _), frame in frames().items() if not frame.parties)


@cache
def _irregular_forms() -> frozenset[str]:
    """Return the irregular forms of the words of contact that the lemmatizer knows: `met`, `spoke`."""
    lemmatizer = cast("Any", load_model().get_pipe("lemmatizer"))
    listed = lemmatizer.lookups.get_table("lemma_exc")
    known = _reporting()
    return frozenset(form for kind in ("verb", "noun") for form, lemmas in listed[kind].items() if known & {*lemmas})


def _states(parties: list[Actor]) -> int:
    return len({a.country or a.key for a in parties})


def _speakers(own: Coreference, token: Token) -> list[Actor]:
    """Return the people named before `Before Bilateral Meeting`."""
    named = [m.actor for m in own.mentions if m.actor.kind == "person" and m.last < token.i]
    return named if len(named) == _PARTIES else []


def _trigger(story: Coreference) -> Token | None:
    page = story.finder.page
    told = (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in _story_verbs())
    return next((t for t in told if t.pos_ in {"VERB", "NOUN"}), None)


def _in_story(actor: Actor, story: Coreference) -> Actor:
    """Return the story's own actor for one that the headline names, with the state that only the headline tells."""
    people = dict.fromkeys(m.actor for m in story.mentions)
    found = next((a for a in people if a.key == actor.key or a in story.named_in(actor.name)), actor)
    found.country = found.country or actor.country
    return found


def _home(parties: list[Actor], story: Coreference) -> list[Actor]:
    """Return the side that the headline leaves out: the person, else the state, that the story names most beside it."""
    sides = {p.country for p in parties}
    others = [m.actor for m in story.mentions if m.actor.country and m.actor.country not in sides]
    people = Counter(a for a in others if a.kind == "person")
    if people:
        return [people.most_common(1)[0][0]]
    states = Counter(str(a.country) for a in others)
    return [story.finder.country(states.most_common(1)[0][0])] if states else []
