"""What a parsed sentence says of its clauses: who is the subject, in which tense, under which other verb.

Dependency labels are those of spaCy's English models (ClearNLP style).
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

_SUBJECTS: Final = {"nsubj", "nsubjpass", "csubj"}
_LINKED: Final = {"xcomp", "conj", "advcl", "pcomp", "acl", "ccomp"}
_MODALS: Final = {"would", "could", "might", "may", "should", "can", "must", "'d"}
_FUTURE: Final = {"will", "shall", "'ll", "wo"}


def conjuncts(token: Token) -> list[Token]:
    """Return the token and everything coordinated with it, left to right."""
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token]


def children(token: Token, *labels: str) -> list[Token]:
    """Return the dependents with one of the labels."""
    return [child for child in token.children if child.dep_ in labels]


def lexeme(verb: Token) -> str:
    """Return the lemma of a verb, in lower case, with its particle: `rule out`, `turn down`."""
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    return " ".join([verb.lemma_.lower(), *particles[:1]])


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands beside the verb itself."""
    found = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return found[0] if found else None


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive, a reduced passive (`the aid provided by`) too."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the subject in the sense of who does it, by control, coordination and relative clauses."""
    found = own_subject(verb)
    if found is not None:
        return _antecedent(found) if found.tag_ in {"WP", "WDT"} else found
    if depth > _DEEPEST or verb.head == verb:
        return None
    if verb.dep_ in {"relcl", "acl"} and not is_passive(verb) and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _controller_of_noun(verb, depth)
    if verb.dep_ == "xcomp" and (controller := _object_control(verb)) is not None:
        return controller
    if verb.dep_ == "pcomp" and (controller := _preposition_control(verb)) is not None:
        return controller
    if verb.dep_ in _LINKED or verb.head.dep_ == "prep":
        return subject(_verb_above(verb), depth + 1)
    return None


_DEEPEST: Final = 5


def _controller_of_noun(verb: Token, depth: int) -> Token | None:
    """`Canada's decision to send` is Canada's act; `the minister leading` is the minister's."""
    holder = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        owners = children(holder, "poss", "amod", "compound")
        if owners:
            return owners[0]
        above = _verb_above(holder)
        return subject(above, depth + 1) if above != holder else None
    return holder


def _object_control(verb: Token) -> Token | None:
    """`urged Canada to increase`: the object of the higher verb acts."""
    objects = children(verb.head, "dobj", "dative")
    return objects[0] if objects and verb.tag_ == "VB" else None


def _preposition_control(verb: Token) -> Token | None:
    """`thanked Canada for providing`: the object of the higher verb acts."""
    preposition = verb.head
    if preposition.lower_ in {"for", "from", "against"} and preposition.head.pos_ == "VERB":
        objects = children(preposition.head, "dobj")
        return objects[0] if objects else None
    return None


def _verb_above(token: Token) -> Token:
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head != head:
        head = head.head
    return head


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token; None if there is none."""
    verb = _verb_above(token)
    return verb if verb.pos_ in {"VERB", "AUX"} and verb != token else None


def _antecedent(pronoun: Token) -> Token:
    verb = pronoun.head
    while verb.dep_ not in {"relcl", "ROOT"} and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else pronoun


def agent(verb: Token) -> Token | None:
    """Return who did it: the `by` phrase of a passive verb, else the subject."""
    for by in children(verb, "agent"):
        for thing in children(by, "pobj"):
            return thing
    if not is_passive(verb):
        return subject(verb)
    return None


def objects(verb: Token) -> list[Token]:
    """Return what it was done to: direct objects, or the subject of a passive verb."""
    if not is_passive(verb):
        return children(verb, "dobj")
    if verb.dep_ == "acl":
        return [verb.head]
    found = own_subject(verb)
    if found is None and verb.dep_ == "conj":
        found = own_subject(verb.head)
    if found is None:
        return []
    return [_antecedent(found) if found.tag_ in {"WP", "WDT"} else found]


def prepositional(token: Token, *words: str) -> list[Token]:
    """Return the objects of prepositions under a token; `*` stands for any preposition."""
    out = []
    for child in token.children:
        if child.dep_ in {"prep", "dative", "agent"} and (child.lower_ in words or "*" in words):
            out += children(child, "pobj", "pcomp")
            for inner in children(child, "prep"):
                out += children(inner, "pobj") if inner.lower_ in words or "*" in words else []
    return out


def negated(token: Token) -> bool:
    """Tell whether a verb or noun is denied by a word of its own clause."""
    words = {"no", "never", "not", "n't", "neither", "without", "nor", "refuse"}
    if any(
        child.dep_ == "neg" or (child.lower_ in words and child.dep_ in {"det", "advmod", "preconj"})
        for child in token.children
    ):
        return True
    return token.dep_ == "pobj" and token.head.lower_ == "without"


def auxiliaries(verb: Token) -> set[str]:
    """Return the lower-case auxiliaries of a verb, those of the first coordinated verb where it has none."""
    own = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBN" and "'d" in own and not own & {"have", "be"}:  # `he'd told X`: had
        own = own - {"'d"} | {"had"}
    if not own and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and own_subject(verb) is None:
        return auxiliaries(verb.head) if verb.tag_ in {"VB", "VBN"} else own
    return own


def is_future(verb: Token) -> bool:
    """Tell whether `will`, `shall`, `going to` or `is to` stands with the verb."""
    words = auxiliaries(verb)
    if words & _FUTURE:
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ in {"going", "set", "due", "is", "are"} and "to" in words


def is_reported_future(verb: Token) -> bool:
    """Tell whether a clause reports what was said of the future: `said that it would send`."""
    told = verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}
    return told and bool(auxiliaries(verb) & {"would", "'d"})


def is_modal(verb: Token) -> bool:
    """Tell whether the verb is only thought of: would, could, may, should."""
    return bool(auxiliaries(verb) & _MODALS)


def is_hypothetical(verb: Token) -> bool:
    """Tell whether the clause is a condition."""
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in verb.children)


def chain(token: Token) -> Iterator[Token]:
    """Yield the verbs, nouns and adjectives that govern a token, nearest first, within its sentence."""
    seen = 0
    while token.head != token and seen < _LONGEST:
        token = token.head
        seen += 1
        if token.pos_ in {"VERB", "NOUN", "ADJ", "AUX"}:
            yield token


_LONGEST: Final = 12


def phrase(
    token: Token, stop: frozenset[str] = frozenset({"relcl", "appos", "punct", "cc", "conj", "parataxis"})
) -> Span:
    """Return the noun phrase of a token without its clauses and coordinated phrases."""
    left, right = token.left_edge.i, token.i
    for child in token.rights:
        if child.dep_ in stop or child.dep_ == "acl":
            break
        right = max(right, child.right_edge.i)
    return token.doc[left : right + 1]
