"""Who else took part: the people that a verb of attendance adds to talks, to a call or to a delegation."""

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.contact_parties import PartyFinder
from pipelines.extract.contacts import frames, side_nouns
from pipelines.extract.tables import word_map

Parties = list[tuple[Actor, Token]]


def attendance(verb: Token, finder: PartyFinder) -> tuple[Token, Parties] | None:
    """Return the noun of the contact or delegation that a verb speaks of, and those that it says were there."""
    who = word_map("attendance_verbs", "lemma", "who").get(verb.lemma_.lower())
    if who is None or verb.pos_ != "VERB":
        return None
    doer, things = syntax.agent(verb), [*syntax.objects(verb), *syntax.prepositional(verb, "in", "at")]
    present, about = (things, [doer]) if who == "object" else ([doer], things)
    if verb.dep_ == "relcl":  # `a conference that brings together A and B`
        about = [t if t is None or t.tag_ not in {"WDT", "WP"} else verb.head for t in about]
    noun = next((n for t in about if t is not None and (n := _occasion(t)) is not None), None)
    parties = [pair for t in present if t is not None for pair in finder.actors(t)]
    return (noun, parties) if noun is not None and parties else None


def _occasion(token: Token) -> Token | None:
    """Return the contact or delegation meant by a phrase: `the talks`, `participants in the call`, `our delegation`."""
    if token.tag_ in {"WDT", "WP"}:
        return None
    nouns = [token, *syntax.prepositional(token, "in", "at", "of")]
    return next((n for n in nouns if is_contact_noun(n) or n.lemma_.lower() in side_nouns()), None)


def is_contact_noun(token: Token) -> bool:
    """Tell whether a noun reports a contact: `talks`, `the call`."""
    return token.pos_ in {"NOUN", "PROPN"} and (token.lemma_.lower(), "NOUN") in frames()
