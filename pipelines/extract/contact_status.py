"""Whether a contact took place, lies ahead or was called off; or was only wished for, denied or thought of."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.contacts import effects, light_verbs, speech_verbs


@dataclass(frozen=True)
class Outlook:
    """Whether a contact is held, planned or cancelled, and what makes doubtful that it is one at all.

    `doubt` is empty, or one of negated, modal, hypothetical, or the word that wishes for it, denies or doubts it.
    """

    status: str
    doubt: str = ""


def status_of(token: Token) -> str | None:
    """Return held, planned or cancelled; None for what is wished for, denied or only thought of."""
    outlook = outlook_of(token)
    return None if outlook.doubt else outlook.status


def outlook_of(token: Token) -> Outlook:
    """Return whether a contact took place, with what speaks against it: `hopes to meet`, `did not meet`."""
    verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
    if syntax.negated(token) or (verb is not None and _governs(verb, token) and syntax.negated(verb)):
        return Outlook("held", "negated")
    outlook = _judged(token)
    if outlook.status in {"held", "planned"} and verb is not None and (verb == token or _governs(verb, token)):
        by_verb = _by_verb(verb, outlook.status)
        return Outlook(by_verb.status, outlook.doubt or by_verb.doubt)
    return outlook


def _judged(token: Token) -> Outlook:
    """Return the status by the words that judge a contact: `cancelled`, `planned`, `the idea of`."""
    status, doubt = "held", ""
    for word in _judges(token):
        effect = _effect(word)
        if effect == "blocked":
            doubt = doubt or word.lemma_.lower()
        elif word.pos_ == "VERB" and syntax.negated(word):
            doubt = doubt or "negated"
        elif effect == "cancelled":
            return Outlook("cancelled", doubt)
        elif effect == "planned":
            status = "planned"
    return Outlook(status, doubt)


def _by_verb(verb: Token, status: str) -> Outlook:
    """Return the status by tense and mood."""
    if _is_backshifted(verb):
        return Outlook("planned")
    if syntax.is_modal(verb) or syntax.is_hypothetical(verb):
        return Outlook("planned", "modal" if syntax.is_modal(verb) else "hypothetical")
    if _is_purpose(verb):
        return _of_purpose(verb, status)
    ahead = syntax.is_future(verb) or _hangs_on_future(verb) or (verb.tag_ == "VB" and _is_to_be(verb))
    return Outlook("planned" if ahead else status)


def _is_backshifted(verb: Token) -> bool:
    """Tell whether `would` is the future of a report in the past: `said that he would meet X`."""
    report = verb.head
    told = verb.dep_ == "ccomp" and report.tag_ in {"VBD", "VBN"} and report.lemma_.lower() in speech_verbs()
    conditional = any(c.dep_ == "advcl" and syntax.is_hypothetical(c) for c in verb.children)
    willing = any(c.lemma_ in {"like", "prefer", "love", "rather"} for c in [verb, *verb.children])
    return told and not conditional and not willing and syntax.auxiliaries(verb) & {"would", "'d"} != set()


def _is_purpose(verb: Token) -> bool:
    """Tell whether a verb is what something is done for: `travelled to Paris to meet X`."""
    return verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VB" and "to" in syntax.auxiliaries(verb)


def _of_purpose(verb: Token, status: str) -> Outlook:
    above: Token | None = verb.head
    while above is not None and above.dep_ == "xcomp" and not syntax.is_future(above):
        above = above.head
    if above is None:
        return Outlook(status, "purpose")
    if syntax.negated(above) or syntax.is_modal(above) or syntax.is_hypothetical(above):
        return Outlook("planned", "negated" if syntax.negated(above) else "modal")
    effect = _effect(above)
    doubt = above.lemma_.lower() if effect == "blocked" else ""
    ahead = (verb.dep_ == "xcomp" and _is_to_be(verb)) or syntax.is_future(above) or effect == "planned"
    return Outlook("planned" if ahead else status, doubt)


def _hangs_on_future(verb: Token) -> bool:
    """Tell whether a participle belongs to what lies ahead: `will attend the summit hosted by`."""
    above = syntax.governing_verb(verb.head) if verb.dep_ == "acl" and verb.tag_ == "VBN" else None
    return above is not None and syntax.is_future(above)


def _effect(word: Token) -> str | None:
    """Return what a word says of a contact's happening, with its particle where it has one: `look forward`."""
    lemma = word.lemma_.lower()
    phrases = [f"{lemma} {c.lower_}" for c in word.children if c.dep_ in {"prt", "advmod", "prep"}]
    return next((effects()[x] for x in [*phrases, lemma, word.lower_] if x in effects()), None)


def _is_to_be(verb: Token) -> bool:
    first = verb.head if verb.dep_ == "conj" else verb
    return first.dep_ == "xcomp" and first.head.lemma_ in {"be", "due", "set"}


def _governs(verb: Token, token: Token) -> bool:
    """Tell whether the verb is the one that reports the noun's happening, not just in the same sentence."""
    return (
        token.pos_ == "VERB"
        or token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}
        or verb.lemma_.lower() in light_verbs()
    )


def _judges(token: Token) -> Iterable[Token]:
    """Yield the words that tell whether it took place: its modifiers, and the verbs and nouns right above it."""
    yield from (c for c in token.children if c.dep_ in {"amod", "compound", "acl", "advmod"})
    above = token
    for _ in range(3):
        if above.dep_ in {"conj", "ROOT", "advcl", "ccomp", "relcl", "parataxis"} and above != token:
            return
        if above.dep_ in {"ROOT", "advcl", "relcl", "ccomp", "parataxis"}:
            return
        if (
            above.dep_ == "pobj"
            and above.head.lower_ in {"during", "after", "following", "at", "before", "in", "on", "since"}
            and above.head.head.pos_ == "VERB"
        ):
            return
        above = above.head
        if above.pos_ in {"VERB", "NOUN", "ADJ"}:
            yield above
            yield from (c for c in above.children if c.dep_ == "acomp")
