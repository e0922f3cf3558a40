"""Whether a contact took place, lies ahead or was called off; or was only wished for, denied or thought of."""

from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.extract import syntax
from pipelines.extract.contacts import effects, light_verbs, speech_verbs


def status_of(token: Token) -> str | None:
    """Return held, planned or cancelled; None for what is wished for, denied or only thought of."""
    verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
    if syntax.negated(token) or (verb is not None and _governs(verb, token) and syntax.negated(verb)):
        return None
    if verb is not None and verb.dep_ == "ccomp" and _effect(verb.head) == "blocked":
        return None
    status = _judged(token)
    if status in {"held", "planned"} and verb is not None and (verb == token or _governs(verb, token)):
        return _by_verb(verb, status)
    return status


def _judged(token: Token) -> str | None:
    """Return the status by the words that judge a contact: `cancelled`, `planned`, `the idea of`."""
    status, goes_on = "held", False
    for word in _judges(token):
        effect = _effect(word)
        if effect == "blocked" or (word.pos_ in {"VERB", "NOUN"} and syntax.negated(word)):
            return None
        if effect == "cancelled":
            return "cancelled"
        status = "planned" if effect == "planned" else status
        goes_on = goes_on or effect == "going_on"
    return None if goes_on and status == "planned" else status  # `agreed to continue talks` arranges no contact


def _by_verb(verb: Token, status: str) -> str | None:
    """Return the status by tense and mood."""
    if _is_backshifted(verb):
        return "planned"
    if syntax.is_modal(verb) or syntax.is_hypothetical(verb):
        return None
    if _is_purpose(verb):
        return _of_purpose(verb, status)
    ahead = syntax.is_future(verb) or _hangs_on_future(verb) or (verb.tag_ == "VB" and _is_to_be(verb))
    ahead = ahead or (verb.lemma_ == "be" and any(_is_to_be(c) and c.tag_ == "VB" for c in verb.children))
    return "planned" if ahead else status


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


def _of_purpose(verb: Token, status: str) -> str | None:
    above: Token | None = verb.head
    while above is not None and above.dep_ == "xcomp" and not syntax.is_future(above):
        above = above.head
    if above is None or syntax.negated(above) or syntax.is_modal(above) or syntax.is_hypothetical(above):
        return None
    effect = _effect(above)
    if effect == "blocked":
        return None
    if verb.dep_ == "xcomp" and _is_to_be(verb):
        return "planned"
    return "planned" if syntax.is_future(above) or effect == "planned" else status


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
