"""Whether several partners of one word were met or spoken with together, or each in a contact of its own."""

from typing import Final

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.contacts import Frame
from pipelines.extract.tables import word_map

Parties = list[tuple[Actor, Token]]
"""Those of one side of a contact, each with the token that names it."""
_TWO: Final = 2


def told_apart(token: Token, frame: Frame, first: Parties, second: Parties) -> list[Parties]:
    """Return the second sides of each contact that a word with one first side reports; mostly one of all of them.

    Several are `separate talks with A and B`, `talks with A, and then with B`, `calls with A and B`, and, unless it is
    a joint one, `A spoke with B and C`: a call has two ends, and news that tells of a day's calls lists them so. Of 24
    such sentences of coded articles whose parties are read rightly, coders took 16 for several contacts.
    """
    if not first or len(second) < _TWO:
        return [second]
    how = _how(token, frame, first)
    if how == "apart":
        return [[party] for party in _once(second)]
    return _by_preposition(token, second) if how == "told" else _by_state(second)


def _how(token: Token, frame: Frame, first: Parties) -> str:
    """Return how several partners of a word were spoken with: apart, by state, or as prepositions tell (`told`)."""
    verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
    near = {c.lower_ for head in (token, verb) if head is not None for c in head.children}
    told = word_map("separating_words", "word", "partners")
    if any(told.get(word) == "apart" for word in near):
        return "apart"
    joint = any(told.get(t.lower_) == "together" for t in (verb or token).subtree)
    if joint or frame.partners != "apart":
        return "told"
    if frame.pos == "VERB":
        return "by state" if len(_by_state(first)) == 1 else "told"
    return "apart" if token.tag_ in {"NNS", "NNPS"} and not syntax.prepositional(token, "between") else "told"


def _once(parties: Parties) -> Parties:
    """Return each of some parties once, with the token that names it first."""
    out: dict[Actor, Token] = {}
    for actor, token in parties:
        out.setdefault(actor, token)
    return list(out.items())


def _by_state(parties: Parties) -> list[Parties]:
    """Put those of one state together; who is of none stands alone."""
    out: dict[str, Parties] = {}
    for actor, token in _once(parties):
        out.setdefault(actor.country or actor.key, []).append((actor, token))
    return list(out.values())


def _by_preposition(token: Token, parties: Parties) -> list[Parties]:
    """Put those under one `with` after a word together: `spoke with A and B, and then with C`."""
    out: dict[int, Parties] = {}
    for actor, named in parties:
        preposition = next((t.i for t in named.ancestors if t.lower_ == "with" and t.i > token.i), -1)
        out.setdefault(preposition, []).append((actor, named))
    return list(out.values()) if -1 not in out else [parties]
