"""Who speaks: the author of a statement, who signed an embedded post, who says `I` in a quotation or transcript."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract.dates import find_dates
from pipelines.extract.lexicon import words
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.reference import Person, fold_name
from pipelines.extract.syntax import own_subject

FIRST_PERSON: Final = {"i", "me", "my", "we", "us", "our", "myself"}
_SINGULAR: Final = {"i", "me", "my", "myself"}
_SPEECH_REACH: Final = 200  # tokens that a quotation looks back for who speaks
_STATEMENT: Final = re.compile(
    r"(?:^|.*[-–—:]\s)(?:\w+\s){0,2}(?:statement|remarks|speech|address|letter|message|op-ed)"
    r"(?: as prepared for delivery)? (?:by|from|of) "
    r"(?P<who>.+?)(?: (?:on|at|before|after|in|following|to|during|for|regarding|about|announcing)\b.*)?$",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(r"(?P<who>.+?) (?:addresse[sd]|addressing)\b")
_ADDRESS: Final = re.compile(
    r"(?:^|[-–—:] )(?:(?:[\w ]+ )?(?:address|speech|statement|message) (?:by|of) (?P<by>[^-–—:]+)"
    r"|(?P<whose>[^-–—:]+?)['’]s (?:[\w ]+ )?(?:address|speech|statement|message)(?: (?:to|at|on|in)\b.*)?)$"
)
_SIGNATURE: Final = re.compile(
    r"[—–-]\s*(?P<name>[^\n—–(]{3,80}?)\s*\((?P<handle>@\w+)\)\s*(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4})?"
)

Post = tuple[int, int, Actor | None, dt.date | None]


class Speakers:
    """Answers who speaks at a token of one article."""

    def __init__(
        self, page: Page, published: dt.date | None, title: str, resolve: Callable[[Token], list[Actor]]
    ) -> None:
        self.page = page
        self.doc = page.doc
        self.body = page.body
        self.reference = page.reference
        self.mentions = page.mentions
        self.published = published
        self.resolve = resolve
        self.at: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        self._labels = [
            m for m in self.mentions if m.actor.kind == "person" and page.words[m.last + 1 : m.last + 2] == [":"]
        ]
        self._subjects = self._subjects_of_speech(page)
        self._verbs = [i for i, _ in self._subjects]
        self.posts = self._posts()
        self.authors = self._authors(title)
        self.author = self.authors[0] if self.authors else None

    def named_in(self, title: str) -> list[Actor]:
        """Return the people of the article whose surname stands in a title, in the order of the title."""
        printed = fold_name(title).split()
        surnames = {
            m.actor: name[-1]
            for m in self.mentions
            if m.actor.kind == "person" and (name := fold_name(m.actor.name).split())
        }
        found = [(printed.index(surname), actor) for actor, surname in surnames.items() if surname in printed]
        return [actor for _, actor in sorted(found, key=lambda pair: pair[0])]

    def _authors(self, title: str) -> list[Actor]:
        """Return who speaks, by the title: `Statement by President X on …`, `X addressed …`, `… - X's address`.

        An office that nobody is named for speaks for its state: `address by the President of Austria`.
        """
        match = _STATEMENT.match(title) or _ADDRESSED.match(title)
        address = None if match else _ADDRESS.search(title)
        who = str(match["who"]) if match else str(address["by"] or address["whose"]) if address else ""
        parts = re.split(r",? and |, ", who) if who else []
        found = (next(iter(self.named_in(part)), None) or self._known_in(part.split()) for part in parts)
        authors = list(dict.fromkeys(actor for actor in found if actor is not None))
        return authors or [state for state in [self._state_in(who)] if state is not None]

    def _state_in(self, who: str) -> Actor | None:
        """Return the state for which an office speaks: `address by the President of Austria`."""
        state = self.reference.country_of(who.rpartition(" of ")[2].removeprefix("the ")) if " of " in who else None
        return self.page.country(state[0]) if state is not None else None

    def _known_in(self, text: list[str]) -> Actor | None:
        """Return the office holder whom some words name in full, or by office and surname: `President Y`."""
        for length in (3, 2):
            for i in range(len(text) - length + 1):
                known = self.reference.person_of(" ".join(text[i : i + length]), on=self.published)
                if known is not None:
                    return self._actor(known)
        for i in range(1, len(text)):
            role = " ".join(text[:i])
            styled = self.reference.person_of(text[i], on=self.published, role=role)
            if styled is not None and text[i][:1].isupper() and self.reference.fits_role(styled, role):
                return self._actor(styled)
        return None

    def _actor(self, known: Person) -> Actor:
        return Actor("person", known.name, known.country_on(self.published), known.wikidata, basis="reference")

    def signatures(self) -> Iterator[Mention]:
        """Yield where each author whom the title alone names first says `I`, or `we`."""
        named, taken = {m.actor.key for m in self.mentions}, set(self.at)
        for author in self.authors:
            i = self._first_word_of(author, taken) if author.kind == "person" and author.key not in named else None
            if i is not None:
                taken.add(i)
                yield Mention(i, i, author, "pronoun")

    def _first_word_of(self, author: Actor, taken: set[int]) -> int | None:
        words = enumerate(self.page.words)
        spoken = [self.page.tokens[i] for i, word in words if word.lower() in FIRST_PERSON and i not in taken]
        alone = (t.i for t in spoken if t.lower_ in _SINGULAR and self.speaker(t) is author)
        together = (t.i for t in spoken if t.lower_ not in _SINGULAR and self.speaker(t) in self.authors)
        return next(alone, None) or next(together, None)

    def _posts(self) -> list[Post]:
        """Find embedded posts: their first and last token, who signed, and on which day."""
        out: list[Post] = []
        for match in _SIGNATURE.finditer(self.body):
            span = self.doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None:
                continue
            start = self.body.rfind("\n", 0, match.start()) + 1
            first = self.doc.char_span(start, match.end(), alignment_mode="expand") or span
            dates = find_dates(match["date"], None) if match["date"] else []
            out.append((first.start, span.end, self._signer(span), dates[0].first if dates else None))
        return out

    def _signer(self, span: Span) -> Actor | None:
        return next((a for t in span if (a := self._person_at(t.i)) is not None), None)

    def _person_at(self, i: int) -> Actor | None:
        return self.at[i].actor if i in self.at and self.at[i].actor.kind == "person" else None

    def post_at(self, token: Token) -> tuple[Actor | None, dt.date | None] | None:
        """Return signer and day of the embedded post that a token stands in."""
        return next(((who, day) for first, last, who, day in self.posts if first <= token.i < last), None)

    def speaker(self, token: Token) -> Actor | None:
        """Return who says `I` or `we` at a token."""
        post = self.post_at(token)
        if post is not None and post[0] is not None:
            return post[0]
        sentence = token.sent
        before, start, end = (
            bisect_left(self._verbs, i) for i in (sentence.start - _SPEECH_REACH, sentence.start, sentence.end)
        )
        return (
            self._says(self._subjects[start:end], token)
            or self._label_before(token)
            or self._says(reversed(self._subjects[before:start]), token)
            or self.author
        )

    def _subjects_of_speech(self, page: Page) -> list[tuple[int, Token]]:
        """List the verbs of speech with their subjects; `I say` does not tell who speaks."""
        verbs = (page.tokens[i] for i, lemma in enumerate(page.lemmas) if lemma in words("speech_verbs"))
        pairs = ((verb.i, own_subject(verb)) for verb in verbs if verb.pos_ == "VERB")
        return [(i, who) for i, who in pairs if who is not None and who.lower_ not in FIRST_PERSON]

    def _says(self, subjects: Iterable[tuple[int, Token]], quoted: Token) -> Actor | None:
        """Return the first person among the subjects of verbs of speech."""
        people = (a for _, who in subjects if who.i != quoted.i for a in self.resolve(who) if a.kind == "person")
        return next(people, None)

    def _label_before(self, token: Token) -> Actor | None:
        """Return the person of the last `Name:` label of a transcript before a token."""
        return next((m.actor for m in reversed(self._labels) if m.last + 1 < token.i), None)
