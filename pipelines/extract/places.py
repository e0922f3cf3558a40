"""Where something took place: the city, base or country in a clause, and its country by a gazetteer."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import pycountry
from spacy.tokens import Span, Token

from pipelines.extract.coreference import Coreference
from pipelines.extract.lexicon import words
from pipelines.extract.reference import cities, load_reference_rows

_ABOUT: Final = {"on", "about", "over", "regarding", "concerning", "for", "against", "from"}
_BESIDE: Final = {"sideline", "sidelines", "margin", "margins", "occasion", "fringe"}
_HOSTING: Final = {"welcome", "invite"}
_SMALLEST: Final = 50_000  # inhabitants of the smallest city that is known without its country beside it


@dataclass(frozen=True)
class Place:
    """A place as named, its country (ISO 3166-1 alpha-3) and its words."""

    name: str
    country: str | None
    span: Span


@cache
def city_country(name: str) -> str | None:
    """Return the alpha-3 code of the country of a city."""
    listed = {row["name"]: row["country"] for row in load_reference_rows("places")}
    if name in listed:
        return listed[name]
    population, code = cities().get(name, (0, ""))
    if population < _SMALLEST:
        return None
    country = pycountry.countries.get(alpha_2=code) if code else None
    return str(country.alpha_3) if country else None


def find_place(anchors: list[Token], coreference: Coreference) -> Place | None:
    """Find where the clause of one of the tokens says that it took place: `in Kyiv`, `at Ramstein air base`."""
    for anchor in anchors:
        if anchor.dep_ == "relcl" and any(c.lower_ == "where" for c in anchor.children):
            return place_at(anchor.head, coreference)
        for preposition in _prepositions(anchor):
            if preposition.lower_ == "to" and anchor.lemma_.lower() not in words("journey_words") | _HOSTING:
                continue
            for thing in preposition.children:
                place = place_at(thing, coreference) if thing.dep_ == "pobj" else None
                if place is not None and (preposition.head == anchor or not _is_state(thing, coreference)):
                    return place
    return None


def _prepositions(anchor: Token) -> list[Token]:
    """Return the prepositions of place under a token, nearest first, those on its objects too."""
    found = [t for t in anchor.subtree if t.dep_ == "prep" and t.lower_ in {"in", "at", "to"}]
    near = [t for t in found if not any(_is_elsewhere(x) for x in t.ancestors if anchor.is_ancestor(x))]
    return sorted(near, key=lambda t: abs(t.i - anchor.i))


def _is_elsewhere(token: Token) -> bool:
    """Tell whether a word opens another clause or the subject of the talks: `talks on the situation in X`."""
    beside = any(c.lemma_.lower() in _BESIDE for c in token.children)
    return token.pos_ == "VERB" or (token.dep_ == "prep" and token.lower_ in _ABOUT and not beside)


def _is_state(token: Token, coreference: Coreference) -> bool:
    mention = coreference.at.get(token.i)
    return mention is not None and mention.actor.kind == "country" and mention.sort != "capital"


def place_at(token: Token, coreference: Coreference) -> Place | None:
    """Return the place that a word names: a city, base or building, or a state; None if it names none."""
    mention = coreference.at.get(token.i)
    if mention is not None and mention.actor.kind == "country":
        span = token.doc[mention.first : mention.last + 1]
        return Place(span.text, mention.actor.country, span)
    if mention is not None and mention.actor.speaks_for_state and mention.actor.country:
        state = coreference.finder.country(mention.actor.country)
        return Place(state.name, state.country, token.doc[mention.first : mention.last + 1])
    if mention is not None:
        return None
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end and e.label_ in {"GPE", "LOC", "FAC"}), None)
    if entity is None or entity[-1].lemma_.lower() in {"summit", "conference", "forum", "meeting"}:
        return None
    name = entity.text.removeprefix("the ")
    return Place(name, _country_of(name, entity, coreference), entity)


def _country_of(name: str, entity: Span, coreference: Coreference) -> str | None:
    following = coreference.at.get(entity.end + 1) if entity.end + 1 < len(entity.doc) else None
    if following is not None and following.actor.kind == "country" and entity.doc[entity.end].text == ",":
        return following.actor.country
    return city_country(name)
