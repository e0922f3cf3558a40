"""Who is meant: names of one actor joined, and offices, pronouns and groups led back to the actors they stand for.

The stage takes a parsed article and its named mentions; it knows nothing of meetings or pledges.
"""

import datetime as dt
import re
from collections import Counter
from functools import cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from pipelines.extract.actors import Actor, ActorFinder, Mention
from pipelines.extract.lexicon import office_nouns
from pipelines.extract.dates import find_dates
from pipelines.extract.reference import Person, Reference, fold_name
from pipelines.extract.syntax import own_subject, subject
from pipelines.extract.tables import frame_rows

_THIRD: Final = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_FIRST: Final = {"i", "me", "my", "we", "us", "our", "myself"}
_THING: Final = {"it", "its", "itself"}
_GROUP: Final = {"they", "their", "them", "both", "themselves"}
_HEADS: Final = {"head", "leader", "president", "premier", "chancellor", "minister"}
_REACH: Final = 4  # sentences that a pronoun looks back
_DEPTH: Final = 4
_HEADS_OF_PHRASE: Final = {"nsubj", "nsubjpass", "pobj", "dobj", "conj", "appos"}
_THING_REACH: Final = 60  # tokens that `it` looks back
_STATEMENT: Final = re.compile(
    r"^(?:\w+\s)?(?:Statement|Remarks|Speech|Address|Letter|Message|Op-Ed)(?: as Prepared for Delivery)? "
    r"(?:by|from|of) "
    r"(?P<who>.+?)(?: (?:on|at|before|after|in|following|to|during|and|for)\b.*)?$"
)
_SIGNATURE: Final = re.compile(
    r"[—–-]\s*(?P<name>[^\n—–(]{3,80}?)\s*\((?P<handle>@\w+)\)\s*(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4})?"
)


@cache
def _words(table: str, column: str = "lemma") -> frozenset[str]:
    return frozenset(row[column] for row in frame_rows(table, column))


class Coreference:
    """Resolves the tokens of one article to actors."""

    def __init__(
        self, doc: Doc, reference: Reference, published: dt.date | None = None, title: str | None = None
    ) -> None:
        self.doc = doc
        self.reference = reference
        self.published = published
        self.finder = ActorFinder(doc, reference)
        self.mentions = self.finder.find()
        self._join_people()
        self._link_people()
        self._join_organisations()
        self.at: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        self.titled = {i: m for m in self.mentions if m.title_first is not None for i in range(m.title_first, m.first)}
        self.posts = self._posts()
        self.author = self._author(title or "")
        self._extra: dict[str, Actor] = {}
        self._memo: dict[tuple[int, int], list[Actor]] = {}

    # names of one person

    def _join_people(self) -> None:
        """Give all mentions of one person one actor, under the fullest name that the article gives."""
        people = [m for m in self.mentions if m.actor.kind == "person"]
        full: dict[str, Actor] = {}
        by_surname: dict[str, list[Actor]] = {}
        for mention in sorted(people, key=lambda m: (-len(fold_name(m.actor.name).split()), m.first)):
            folded = fold_name(mention.actor.name)
            actor = full.get(folded) or self._fuller(folded, by_surname, mention)
            if actor is None:
                actor = mention.actor
                by_surname.setdefault(folded.split()[-1] if folded else "", []).append(actor)
            full[folded] = actor
            self._absorb(actor, mention)

    def _fuller(self, folded: str, by_surname: dict[str, list[Actor]], mention: Mention) -> Actor | None:
        words = folded.split()
        if not words:
            return None
        candidates: list[Actor] = [
            *by_surname.get(words[-1], ()),
            *(
                a
                for s, group in by_surname.items()
                for a in group
                if words[0] in fold_name(a.name).split()[:-1] and len(words) == 1
            ),
        ]
        for candidate in candidates:
            known = fold_name(candidate.name).split()
            if _compatible(words, known) and not self._countries_clash(candidate, mention.actor):
                return candidate
        return None

    def _countries_clash(self, first: Actor, second: Actor) -> bool:
        return bool(first.country and second.country and first.country != second.country)

    def _absorb(self, actor: Actor, mention: Mention) -> None:
        if mention.actor is not actor:
            actor.aliases.add(mention.actor.name)
            actor.country = actor.country or mention.actor.country
            actor.role = actor.role or mention.actor.role
            actor.wikidata = actor.wikidata or mention.actor.wikidata
            mention.actor = actor

    def _link_people(self) -> None:
        """Give each person the identity and country that the reference knows, unless the text contradicts."""
        people = list(dict.fromkeys(m.actor for m in self.mentions if m.actor.kind == "person"))
        for actor in people:
            known = self._known_person(actor)
            if known is None:
                continue
            actor.wikidata, actor.basis = known.wikidata or actor.wikidata, "reference"
            if actor.name != known.name:
                actor.aliases.add(actor.name)
            actor.name = known.name
            if actor.country is None or known.serves_only_others(actor.country):
                actor.country = known.country_on(self.published)
        self._merge_identities()
        self._settle_at_home(people)

    def _known_person(self, actor: Actor) -> Person | None:
        """Return who an actor is: a full name by itself, a bare surname only with a fitting office or by fame."""
        known = self.reference.person_of(actor.name, country=actor.country, on=self.published, role=actor.role)
        if len(fold_name(actor.name).split()) > 1:
            return known or self.reference.person_of(actor.name, on=self.published)
        if known is None or self.reference.known_by_bare_name(actor.name):
            return known
        return known if actor.role and self.reference.fits_role(known, actor.role) else None

    def _settle_at_home(self, people: list[Actor]) -> None:
        """Let an office without a state (`the senator`) be one of the state that most people here serve."""
        counts = Counter(a.country for a in people if a.country)
        if not counts:
            return
        home, count = counts.most_common(1)[0]
        if count * 2 <= counts.total():
            return
        bodies = {m.actor.name for m in self.mentions if m.actor.kind == "organisation" and m.actor.country is None}
        for actor in people:
            if (
                actor.country is None
                and actor.role
                and actor.basis == "text"
                and not any(b in actor.role for b in bodies)
            ):
                actor.country = home

    def _merge_identities(self) -> None:
        by_key: dict[str, Actor] = {}
        for mention in self.mentions:
            if mention.actor.kind == "person":
                actor = by_key.setdefault(mention.actor.key, mention.actor)
                self._absorb(actor, mention)

    def _join_organisations(self) -> None:
        """Join an organisation named by acronym with the full name that the article gives (`… (OSCE)`)."""
        organisations = [m for m in self.mentions if m.actor.kind == "organisation"]
        by_name: dict[str, Actor] = {}
        for mention in sorted(organisations, key=lambda m: (-len(m.actor.name), m.first)):
            key = _organisation_key(mention.actor.name)
            actor = by_name.get(key)
            if actor is None:
                actor = by_name[key] = mention.actor
                acronym = "".join(w[0] for w in mention.actor.name.split() if w[:1].isupper())
                if len(acronym) > 1:
                    by_name.setdefault(acronym.lower(), actor)
            self._absorb(actor, mention)

    def named_in(self, title: str) -> list[Actor]:
        """Return the people of the article whose surname stands in a title, in the order of the title."""
        words = fold_name(title).split()
        people = dict.fromkeys(m.actor for m in self.mentions if m.actor.kind == "person")
        found = [
            (words.index(fold_name(a.name).split()[-1]), a)
            for a in people
            if fold_name(a.name) and fold_name(a.name).split()[-1] in words
        ]
        return [actor for _, actor in sorted(found, key=lambda pair: pair[0])]

    def _author(self, title: str) -> Actor | None:
        """Return who speaks in a statement or speech, by its title: `Statement by President X on …`."""
        match = _STATEMENT.match(title)
        if match is None:
            return None
        named = self.named_in(match["who"])
        if named:
            return named[0]
        words = match["who"].split()
        for length in (3, 2):
            for i in range(len(words) - length + 1):
                known = self.reference.person_of(" ".join(words[i : i + length]), on=self.published)
                if known is not None:
                    country = known.country_on(self.published)
                    return Actor("person", known.name, country, known.wikidata, basis="reference")
        return None

    # posts and speakers

    def _posts(self) -> list[tuple[int, int, Actor | None, dt.date | None]]:
        """Find embedded posts: their first and last token, who signed, and on which day."""
        out = []
        for match in _SIGNATURE.finditer(self.doc.text):
            span = self.doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None:
                continue
            start = self.doc.text.rfind("\n", 0, match.start()) + 1
            first = self.doc.char_span(start, match.end(), alignment_mode="expand")
            signer = next(
                (self.at[t.i].actor for t in span if t.i in self.at and self.at[t.i].actor.kind == "person"), None
            )
            dates = find_dates(match["date"], None) if match["date"] else []
            out.append((first.start if first else span.start, span.end, signer, dates[0].first if dates else None))
        return out

    def post_at(self, token: Token) -> tuple[Actor | None, dt.date | None] | None:
        """Return signer and day of the embedded post that a token stands in."""
        for first, last, signer, day in self.posts:
            if first <= token.i < last:
                return signer, day
        return None

    def speaker(self, token: Token) -> Actor | None:
        """Return who says `I` or `we` at a token."""
        post = self.post_at(token)
        if post is not None and post[0] is not None:
            return post[0]
        sentence = token.sent
        for verb in sentence:
            if (
                verb.lemma_.lower() in _words("speech_verbs")
                and verb.pos_ == "VERB"
                and (who := own_subject(verb)) is not None
                and who.lower_ not in _FIRST
                and who.i != token.i
            ):
                people = [a for a in self.resolve(who) if a.kind == "person"]
                if people:
                    return people[0]
        return self._label_before(token) or self._last_speaker(sentence.start) or self.author

    def _label_before(self, token: Token) -> Actor | None:
        """Return the person of the last `Name:` label of a transcript before a token."""
        for i in range(token.i - 1, -1, -1):
            if self.doc[i].text == ":" and i - 1 in self.at and self.at[i - 1].actor.kind == "person":
                return self.at[i - 1].actor
        return None

    def _last_speaker(self, before: int) -> Actor | None:
        for token in reversed(self.doc[max(0, before - 200) : before]):
            if (
                token.lemma_.lower() in _words("speech_verbs")
                and token.pos_ == "VERB"
                and (who := own_subject(token)) is not None
                and who.lower_ not in _FIRST
            ):
                people = [a for a in self.resolve(who) if a.kind == "person"]
                if people:
                    return people[0]
        return None

    # tokens to actors

    def resolve(self, token: Token, depth: int = 0) -> list[Actor]:
        """Return the actors that the noun phrase with this head stands for; empty if that cannot be told."""
        key = (token.i, depth)
        if key not in self._memo:
            self._memo[key] = []  # a phrase that refers to itself stands for nobody
            self._memo[key] = self._resolve(token, depth)
        return self._memo[key]

    def _resolve(self, token: Token, depth: int) -> list[Actor]:
        if depth > _DEPTH:
            return []
        mention = self.at.get(token.i)
        if mention is not None and mention.actor.kind == "person":
            return [mention.actor]
        if token.i in self.titled and (token.lemma_.lower() in office_nouns() or token.dep_ in _HEADS_OF_PHRASE):
            return [self.titled[token.i].actor]
        if mention is not None:
            return [self._state_behind(mention.actor)]
        word = token.lower_
        if word in _THIRD:
            return self._third(token, depth)
        if word in _FIRST:
            speaker = self.speaker(token)
            return [speaker] if speaker else []
        if word in _THING:
            return self._thing(token)
        if token.pos_ in {"NOUN", "PROPN"}:
            return self._noun(token, depth)
        return []

    def enumeration(self, token: Token) -> list[tuple[Actor, Token]]:
        """Return those named after a token in one run of names: `A, Minister B and President C`.

        Read from the words, not from the parse, which long titles break.
        """
        out: list[tuple[Actor, Token]] = []
        mention = self.at.get(token.i) or self.titled.get(token.i)
        while mention is not None:
            following = self._next_in_run(mention.last + 1, mention)
            if following is not None:
                out.append((following.actor, self.doc[following.last]))
            mention = following
        return out

    def _next_in_run(self, i: int, before: Mention) -> Mention | None:
        seen_join = False
        while i < len(self.doc) and (self.doc[i].lower_ in {",", "and", "&", "the"} or self._of_country(i)):
            seen_join = seen_join or self.doc[i].lower_ in {",", "and", "&"}
            i += 1
        if not seen_join or i >= len(self.doc):
            return None
        found = self.at.get(i) if self._same_sort(self.at.get(i), before) else self.titled.get(i)
        if found is None or i not in {found.title_first, found.first}:
            return None
        return found if self._same_sort(found, before) else None

    def _of_country(self, i: int) -> bool:
        """Tell whether `of COUNTRY` after a name stands here."""
        if self.doc[i].lower_ == "of" and i + 1 in self.at:
            return self.at[i + 1].actor.kind == "country"
        return i > 0 and i in self.at and self.doc[i - 1].lower_ == "of" and self.at[i].actor.kind == "country"

    def _same_sort(self, found: Mention | None, before: Mention) -> bool:
        if found is None or found.sort == "adjective":
            return False
        return (found.actor.kind == "person") == (before.actor.kind == "person")

    def _state_behind(self, actor: Actor) -> Actor:
        """Let the seat of a government, or a body that acts for its state, stand for the state."""
        return self.finder.country(actor.country) if actor.speaks_for_state and actor.country else actor

    def _third(self, token: Token, depth: int) -> list[Actor]:
        """Return the nearest plausible person: a subject before it in the sentence, else of the sentences before."""
        sentence = token.sent
        if token.dep_ in {"dobj", "pobj", "dative"} and token.lower_ in {"him", "her"}:
            return self._other_person(token, depth)
        subjects = [
            t
            for t in self.doc[sentence.start : token.i]
            if t.dep_ in {"nsubj", "nsubjpass"} and t.lower_ not in _THIRD | _FIRST
        ]
        for who in subjects:
            people = [a for a in self.resolve(who, depth + 1) if a.kind == "person"]
            if people:
                return people[:1]
        return self._topic_person(sentence.start, depth)

    def _other_person(self, token: Token, depth: int) -> list[Actor]:
        """Return whom an object pronoun means: the nearest person before it who is not the subject of its verb."""
        verb = token.head if token.head.pos_ == "VERB" else token.head.head
        doer = subject(verb)
        acting = self.resolve(doer, depth + 1) if doer is not None else []
        for mention in reversed(self.mentions):
            if mention.first < token.i and mention.actor.kind == "person" and mention.actor not in acting:
                return [mention.actor]
        return []

    def topic_person(self, token: Token) -> list[Actor]:
        """Return the person that the text before a token is about."""
        return self._topic_person(token.sent.start, 0)

    def _topic_person(self, start: int, depth: int) -> list[Actor]:
        """Return the person that the sentences before are about: the latest subject, else the latest one named."""
        if start == 0:
            return []
        for sentence in self._sentences_before(start):
            for who in (t for t in sentence if t.dep_ in {"nsubj", "nsubjpass"}):
                people = [a for a in self.resolve(who, depth + 1) if a.kind == "person"]
                if people:
                    return people[:1]
            named = [
                m.actor for m in self.mentions if sentence.start <= m.first < sentence.end and m.actor.kind == "person"
            ]
            if named:
                return named[:1]
        return []

    def _sentences_before(self, start: int) -> list[Span]:
        out: list[Span] = []
        while start > 0 and len(out) < _REACH:
            sentence = self.doc[start - 1].sent
            out.append(sentence)
            start = sentence.start
        return out

    def _thing(self, token: Token) -> list[Actor]:
        for mention in reversed(self.mentions):
            if (
                mention.first < token.i
                and mention.actor.kind in {"country", "organisation"}
                and mention.sort != "adjective"
                and token.i - mention.first < _THING_REACH
            ):
                return [mention.actor]
        return []

    def _noun(self, token: Token, depth: int) -> list[Actor]:
        lemma = token.lemma_.lower()
        if (inside := self._person_inside(token)) is not None:
            return [inside]
        if lemma in office_nouns() and token.tag_ not in {"NNS", "NNPS"}:
            return self._office(token)
        if lemma in _words("side_nouns") or lemma in office_nouns():
            country = self.country_of_phrase(token, depth)
            return [country] if country else []
        return []

    def _person_inside(self, token: Token) -> Actor | None:
        """Return the person named within a phrase whose head is the office: `his Ukrainian counterpart X`."""
        for child in token.children:
            if (
                child.dep_ in {"appos", "compound", "nmod", "flat"}
                and child.i in self.at
                and self.at[child.i].actor.kind == "person"
            ):
                return self.at[child.i].actor
        return None

    def country_of_phrase(self, token: Token, depth: int = 0) -> Actor | None:
        """Return the state or organisation that a phrase names by adjective, possessor or `of`."""
        for child in token.children:
            if child.dep_ in {"amod", "compound", "poss", "nmod"}:
                found = [a for a in self.resolve(child, depth + 1) if a.kind != "person" or child.dep_ == "poss"]
                if found:
                    return self._state_of(found[0])
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                for thing in child.children:
                    found = self.resolve(thing, depth + 1) if thing.dep_ == "pobj" else []
                    if found and (found[0].kind != "person"):
                        return self._state_of(found[0])
        return None

    def _state_of(self, actor: Actor) -> Actor:
        if actor.kind == "person" and actor.country:
            return self.finder.country(actor.country)
        return actor

    def organisation_of_person(self, person: Actor) -> Actor | None:
        """Return the organisation that a supranational official speaks for, by the reference."""
        name = self.reference.organisation_served(person.wikidata or person.name, self.published)
        known = self.reference.organisation_of(name) if name else None
        if known is None:
            return None
        for mention in self.mentions:
            if mention.actor.kind == "organisation" and mention.actor.name == known.name:
                return mention.actor
        return self._extra.setdefault(
            known.name, Actor("organisation", known.name, known.country, known.wikidata, basis="reference")
        )

    def _office(self, token: Token) -> list[Actor]:
        """Return the person whose office is named, as far as the article names one; else the state of the office."""
        state = self.country_of_phrase(token)
        sort = office_nouns()[token.lemma_.lower()]
        if state is None and token.lemma_.lower() == "counterpart":
            return []
        candidates = [m for m in self.mentions if m.actor.kind == "person" and self._holds(m.actor, token, sort, state)]
        before = [m for m in candidates if m.first < token.i]
        if state is None and before:
            return [before[0].actor]
        if before or candidates:
            return [before[-1].actor if before else candidates[0].actor]
        return [state] if state is not None else []

    def _holds(self, actor: Actor, token: Token, sort: str, state: Actor | None) -> bool:
        if state is not None and actor.country != state.country:
            return False
        if state is not None and state.kind == "organisation" and actor.country is None:
            return bool(actor.role)
        lemma = token.lemma_.lower()
        role = (
            (actor.role or "").lower()
            + " "
            + " ".join(self.reference.positions_of(actor.wikidata, self.published)).lower()
        )
        if lemma in {"leader", "ruler", "dictator"} or (lemma == "head" and "state" in token.sent.text.lower()[:]):
            return any(
                word in role
                for word in ("president", "prime minister", "premier", "chancellor", "king", "leader", "emir", "prince")
            )
        if lemma == "head" and sort == "other":
            return "head" in role
        return (
            lemma in role
            or (lemma == "diplomat" and "foreign" in role)
            or (lemma == "premier" and "prime minister" in role)
        )


def _compatible(words: list[str], known: list[str]) -> bool:
    """Tell whether a shorter name can be the longer one's: its words stand in it, or initials agree."""
    if len(words) == 1:
        return words[0] == known[-1] or (len(known) > 1 and words[0] == known[0] and len(words[0]) > 3)  # noqa: PLR2004
    return words[-1] == known[-1] and (words[0][0] == known[0][0] or set(words) <= set(known))


def _organisation_key(name: str) -> str:
    words = [w for w in re.findall(r"\w+", name.lower()) if w not in {"the", "of", "and", "for"}]
    return " ".join(words)
