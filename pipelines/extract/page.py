"""What has been found in one article so far: its actors, and the tokens that name them."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from pipelines.extract.reference import Reference, fold_name
from pipelines.schema import content_id

_WINDOW: Final = 80  # words of two sentences that are read together, at most
_PREFIX: Final = {"person": "per", "country": "cou", "organisation": "org"}


@dataclass(eq=False)
class Actor:
    """One person, country or organisation as the article presents it."""

    kind: str
    name: str
    country: str | None = None
    wikidata: str | None = None
    role: str | None = None
    basis: str = "text"
    aliases: set[str] = field(default_factory=set)
    speaks_for_state: bool = False

    @property
    def key(self) -> str:
        """The Wikidata id where it is known, else an id made from kind, folded name and country."""
        if self.wikidata:
            return self.wikidata
        if self.kind == "country":
            return _content_key("country", "", self.country)
        return _content_key(self.kind, self.name, self.country)


@lru_cache(maxsize=10_000)
def _content_key(kind: str, name: str, country: str | None) -> str:
    """Make the id of an actor; asked for far more often than there are actors."""
    return (
        content_id(_PREFIX[kind], country) if kind == "country" else content_id(_PREFIX[kind], fold_name(name), country)
    )


@dataclass(eq=False)
class Mention:
    """Tokens `first`..`last` (inclusive) that name an actor; `sort` tells how (name, adjective, metonym, …)."""

    first: int
    last: int
    actor: Actor
    sort: str
    role: str | None = None
    title_first: int | None = None


class Page:
    """One parsed article and its mentions; no token stands in two of them.

    `words`, `lemmas` (lower case), `entities` and `sentences` are those of the document, taken out of it once: asking a
    spaCy document for each of them costs a hundred times more than a list. The sentence of a token (`token.sent`) is
    looked up in that list too: the document is given a hook for it, and leads back to the page that was made last.
    """

    def __init__(self, doc: Doc, reference: Reference) -> None:
        self.doc = doc
        self.body: str = doc.text
        self.reference = reference
        self.tokens: list[Token] = list(doc)
        self.words: list[str] = [t.text for t in self.tokens]
        self.lemmas: list[str] = [t.lemma_.lower() for t in self.tokens]
        self.entities = doc.ents
        self.sentences: list[Span] = list(doc.sents)
        self._numbers = [n for n, sentence in enumerate(self.sentences) for _ in range(len(sentence))]
        doc.user_token_hooks["sent"] = self._sentence_of
        self._starts = [t.idx for t in self.tokens]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            self._places[word].append(i)
        self.taken: dict[int, Mention] = {}
        self.mentions: list[Mention] = []
        self.countries: dict[str, Actor] = {}

    def number(self, token: Token) -> int:
        """Return the number of the sentence of a token, from 0."""
        return self._numbers[token.i]

    def _sentence_of(self, token: Token) -> Span:
        return self.sentences[self._numbers[token.i]]

    def window(self, token: Token) -> Span:
        """Return what is read together: the sentence of a token and the one before it, unless they are too long."""
        own = self.sentences[self.number(token)]
        before = self.sentences[max(0, self.number(token) - 1)]
        return self.doc[before.start : own.end] if own.end - before.start <= _WINDOW else own

    def country(self, alpha3: str) -> Actor:
        """Return the article's one actor of a state."""
        if alpha3 not in self.countries:
            known = self.reference.country(alpha3)
            self.countries[alpha3] = Actor("country", known.name, alpha3, known.wikidata, basis="reference")
        return self.countries[alpha3]

    def is_free(self, first: int, last: int) -> bool:
        """Tell whether none of the tokens names anything yet."""
        return not any(i in self.taken for i in range(first, last + 1))

    def kind_at(self, i: int) -> str | None:
        """Return the kind of actor that a token names."""
        return self.taken[i].actor.kind if i in self.taken else None

    def within(self, first: int, last: int) -> list[Mention]:
        """Return the mentions that share a token with the tokens `first`..`last`, in order."""
        return list(dict.fromkeys(self.taken[i] for i in range(first, last + 1) if i in self.taken))

    def add(self, mention: Mention) -> None:
        """Take the tokens of a mention."""
        for i in range(mention.first, mention.last + 1):
            self.taken[i] = mention
        self.mentions.append(mention)

    def remove(self, mention: Mention) -> None:
        """Free the tokens of a mention."""
        for i in range(mention.first, mention.last + 1):
            self.taken.pop(i, None)
        self.mentions.remove(mention)

    def same_organisation(self, actor: Actor) -> Actor:
        """Return the organisation of this name that the article named before, else the actor itself."""
        for mention in self.mentions:
            if mention.actor.kind == "organisation" and mention.actor.key == actor.key:
                mention.actor.aliases |= actor.aliases
                return mention.actor
        return actor

    def places_of(self, word: str) -> list[Token]:
        """Return the tokens that are this word, in order."""
        return [self.tokens[i] for i in self._places.get(word, ())]

    def printed(self, first: int, last: int) -> str:
        """Return some tokens as printed, without the white space after them."""
        return self.body[self._starts[first] : self._starts[last] + len(self.words[last])]

    def text(self, first: int, last: int) -> str:
        """Return the words of some tokens, in one line."""
        return " ".join(self.printed(first, last).split())
